import { describe, expect, it } from 'vitest';
import { maskAddress, maskText } from './mask.ts';

describe('masking an address keeps its kind and hides whose it is', () => {
  it.each([
    ['192.168.178.23', '192.168.x.x'],
    ['10.1.2.3', '10.x.x.x'],
    ['172.20.3.4', '172.x.x.x'],
    ['169.254.7.7', '169.254.x.x'],
    ['203.0.113.9', '203.x.x.x'],
    ['fe80::fc:ff:fe00:1', 'fe80:x:x:x:x:x:x:x'],
    ['fd12:3456:789a::2', 'fdxx:x:x:x:x:x:x:x'],
    ['2001:db8:1:2::9', '2001:x:x:x:x:x:x:x'],
    ['::ffff:192.0.2.7', 'x:x:x:x:x:x:x:x'],
    ['133a6c1c-7488-4815-aa68-8a55a047b82e.local', 'x.local'],
  ])('%s → %s', (address, masked) => {
    expect(maskAddress(address)).toBe(masked);
  });

  it('leaves what everyone has, and what is no address', () => {
    for (const text of ['127.0.0.1', '0.0.0.0', '::', '::1', 'turn.example.org', '']) {
      expect(maskAddress(text)).toBe(text);
    }
  });
});

describe('masking a text', () => {
  it('finds addresses in a candidate line and leaves the other numbers', () => {
    expect(
      maskText('candidate:842163049 1 udp 1677729535 203.0.113.9 54321 typ srflx raddr 192.168.0.7 rport 9'),
    ).toBe('candidate:842163049 1 udp 1677729535 203.x.x.x 54321 typ srflx raddr 192.168.x.x rport 9');
  });

  it('finds addresses in URLs, with and without brackets', () => {
    expect(maskText('turn:192.0.2.2:3478?transport=udp')).toBe('turn:192.x.x.x:3478?transport=udp');
    expect(maskText('stun:[2001:db8::1]:3478')).toBe('stun:[2001:x:x:x:x:x:x:x]:3478');
    expect(maskText('stun:stun.example.org:3478')).toBe('stun:stun.example.org:3478');
  });

  it('finds mDNS names and IPv6 in prose', () => {
    expect(maskText('from 133a6c1c-7488-4815-aa68-8a55a047b82e.local, fe80::1.')).toBe(
      'from x.local, fe80:x:x:x:x:x:x:x.',
    );
  });

  it('leaves times and versions alone', () => {
    expect(maskText('at 12:30:59, a=rtpmap:96 VP8/90000, 1.2.3')).toBe(
      'at 12:30:59, a=rtpmap:96 VP8/90000, 1.2.3',
    );
  });

  it('takes a time that grows no faster than the text, for learners print what they like', () => {
    const msFor = (text: string): number => {
      const began = performance.now();
      maskText(text);
      return performance.now() - began;
    };
    for (const unit of ['a', '1', 'a-', 'a:', '1.', ':']) {
      // 500 kB: well under a second when linear, an hour when quadratic.
      expect(msFor(unit.repeat(500_000 / unit.length))).toBeLessThan(10_000);
    }
  });
});
