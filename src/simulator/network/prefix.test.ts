import { ipBytes } from '#src/protocol/index.ts';
import { describe, expect, it } from 'vitest';
import { hasPrefix, isPrivate, parsePrefix } from './prefix.ts';

const isIn = (address: string, text: string) => {
  const [bytes, prefix] = [ipBytes(address), parsePrefix(text)];
  if (!bytes || !prefix) throw new Error(`not readable: ${address} ${text}`);
  return hasPrefix(bytes, prefix);
};

describe('prefixes', () => {
  it.each([
    ['192.168.1.255', '192.168.1.0/24', true],
    ['192.168.2.0', '192.168.1.0/24', false],
    ['172.31.255.255', '172.16.0.0/12', true],
    ['172.32.0.0', '172.16.0.0/12', false],
    ['192.0.2.1', '192.0.2.1/32', true],
    ['192.0.2.2', '192.0.2.1/32', false],
    ['192.0.2.2', '0.0.0.0/0', true],
    ['2001:db8:1::9', '2001:db8:1::/64', true],
    ['2001:db8:1:1::9', '2001:db8:1::/64', false],
    ['2001:db8::1', '0.0.0.0/0', false],
  ])('%s in %s: %s', (address, prefix, expected) => {
    expect(isIn(address, prefix)).toBe(expected);
  });

  it.each(['192.168.1.0', '192.168.1.0/33', '192.168.1.0/', '2001:db8::/129', 'x/8', '1.2.3.4/-1'])(
    'is none: %s',
    (text) => expect(parsePrefix(text)).toBeUndefined(),
  );

  // The ends of RFC 1918 §3's blocks, RFC 6598 §7's and RFC 4193 §3.1's, and their neighbours.
  it.each([
    ['10.0.0.0', true],
    ['10.255.255.255', true],
    ['11.0.0.0', false],
    ['172.16.0.0', true],
    ['172.15.255.255', false],
    ['192.168.255.255', true],
    ['192.169.0.0', false],
    ['100.64.0.0', true],
    ['100.127.255.255', true],
    ['100.128.0.0', false],
    ['fd00::1', true],
    ['fe00::1', false],
    ['203.0.113.1', false],
  ])('%s is private: %s', (address, expected) => {
    expect(isPrivate(address)).toBe(expected);
  });
});
