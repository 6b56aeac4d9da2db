import { describe, expect, it } from 'vitest';
import { type IpAddress, parseIpAddress } from '../bytes/address.ts';
import { createAddressPolicy } from './address-policy.ts';
import { OWN_NETWORKS } from './testing.ts';

function ip(text: string): IpAddress {
  const address = parseIpAddress(text);
  if (!address) throw new Error(text);
  return address;
}

const own = { own: OWN_NETWORKS, ownPorts: [3478, 4321] };
const here = ip('192.0.2.10');
const neighbour = ip('192.0.2.77');

describe('by default, only this machine', () => {
  const policy = createAddressPolicy({ ...own, open: 'this-machine' });

  it.each(['127.0.0.1', '127.9.9.9', '::1', '192.0.2.10', '2001:db8::10'])(
    'serves and reaches %s',
    (address) => {
      expect(policy.refusesClient(ip(address))).toBeUndefined();
      expect(policy.refusesPeer(here, { ...ip(address), port: 50_000 })).toBeUndefined();
    },
  );

  it.each([
    ['192.0.2.11', 'not-this-machine'],
    ['8.8.8.8', 'not-this-machine'],
    ['10.0.0.1', 'not-this-machine'],
    ['169.254.169.254', 'not-this-machine'],
    ['0.0.0.0', 'not-this-machine'],
    ['255.255.255.255', 'not-this-machine'],
    ['224.0.0.251', 'not-this-machine'],
    ['::', 'not-this-machine'],
    ['fe80::1', 'not-this-machine'],
    ['ff02::1', 'not-this-machine'],
    ['2001:db8::11', 'not-this-machine'],
    ['::ffff:127.0.0.1', 'ipv4-mapped'],
    ['::ffff:192.0.2.10', 'ipv4-mapped'],
    ['::ffff:8.8.8.8', 'ipv4-mapped'],
  ])('neither serves nor reaches %s', (address, refusal) => {
    expect(policy.refusesClient(ip(address))).toBe(refusal);
    expect(policy.refusesPeerAddress(here, ip(address))).toBe(refusal);
    expect(policy.refusesPeer(here, { ...ip(address), port: 50_000 })).toBe(refusal);
  });

  it('never reaches ports that its own servers listen on, on any own address (RFC 8656 §21.1.7)', () => {
    for (const address of ['127.0.0.1', '127.1.2.3', '::1', '192.0.2.10', '2001:db8::10']) {
      for (const port of own.ownPorts) {
        expect(policy.refusesPeer(here, { ...ip(address), port })).toBe('port-of-this-server');
      }
    }
  });

  it('never reaches ports below 1024', () => {
    expect(policy.refusesPeer(here, { ...ip('127.0.0.1'), port: 1023 })).toBe('privileged-port');
    expect(policy.refusesPeer(here, { ...ip('127.0.0.1'), port: 0 })).toBe('privileged-port');
    expect(policy.refusesPeer(here, { ...ip('127.0.0.1'), port: 1024 })).toBeUndefined();
  });
});

describe('opened to its own networks', () => {
  const policy = createAddressPolicy({ ...own, open: 'own-networks' });

  it.each(['192.0.2.77', '2001:db8::77', '127.0.0.1'])('serves %s', (address) => {
    expect(policy.refusesClient(ip(address))).toBeUndefined();
  });

  it.each([
    ['8.8.8.8', 'not-this-network'],
    ['192.0.3.1', 'not-this-network'],
    ['169.254.169.254', 'not-this-network'],
    ['fe80::1', 'not-this-network'],
    ['2001:db8:0:1::1', 'not-this-network'],
    ['192.0.2.255', 'not-a-unicast-address'],
    ['192.0.2.0', 'not-a-unicast-address'],
    ['::ffff:192.0.2.77', 'ipv4-mapped'],
  ])('still neither serves nor reaches %s', (address, refusal) => {
    expect(policy.refusesClient(ip(address))).toBe(refusal);
    expect(policy.refusesPeerAddress(neighbour, ip(address))).toBe(refusal);
  });

  it('lets no neighbour reach what listens on loopback', () => {
    expect(policy.refusesPeerAddress(neighbour, ip('127.0.0.1'))).toBe('loopback-of-the-server');
    expect(policy.refusesPeerAddress(neighbour, ip('::1'))).toBe('loopback-of-the-server');
    expect(policy.refusesPeerAddress(here, ip('127.0.0.1'))).toBeUndefined();
  });
});

describe('on a machine that stands in several networks', () => {
  const policy = createAddressPolicy({
    own: [
      { address: '192.168.1.20', prefixLength: 24 },
      { address: '10.8.44.1', prefixLength: 24 },
      // The network around that one, as a company's VPN routes it.
      { address: '10.1.0.5', prefixLength: 8 },
      { address: '2001:db8:0:1::10', prefixLength: 64 },
      { address: '2001:db8:0:1::abcd', prefixLength: 128 },
      { address: '2001:db8:0:2::10', prefixLength: 64 },
    ],
    ownPorts: [3478],
    open: 'own-networks',
  });
  const refusal = (client: string, peer: string) => policy.refusesPeerAddress(ip(client), ip(peer));

  it.each([
    ['192.168.1.77', '192.168.1.78'],
    ['192.168.1.77', '192.168.1.77'],
    ['192.168.1.77', '192.168.1.20'],
    ['10.8.44.9', '10.8.44.1'],
    ['2001:db8:0:1::77', '2001:db8:0:1::78'],
    ['2001:db8:0:1::77', '2001:db8:0:1::10'],
    ['2001:db8:0:1::77', '2001:db8:0:1::abcd'],
  ])('lets the neighbour %s reach %s of its own network', (client, peer) => {
    expect(refusal(client, peer)).toBeUndefined();
  });

  it.each([
    ['192.168.1.77', '10.8.44.9'],
    ['192.168.1.77', '10.8.44.1'],
    ['192.168.1.77', '2001:db8:0:1::78'],
    ['10.8.44.9', '192.168.1.20'],
    // In the wide network by its number, but this machine would send it into the narrow one.
    ['10.1.2.3', '10.8.44.9'],
    ['10.8.44.9', '10.1.2.3'],
    ['2001:db8:0:1::77', '2001:db8:0:2::78'],
    ['2001:db8:0:1::77', '2001:db8:0:2::10'],
    // A client whose network is gone.
    ['172.16.0.9', '192.168.1.20'],
  ])('is no way for the neighbour %s to %s of another', (client, peer) => {
    expect(refusal(client, peer)).toBe('not-this-network');
    expect(policy.refusesPeer(ip(client), { ...ip(peer), port: 50_000 })).toBe('not-this-network');
  });

  it('lets its own pages reach all of them', () => {
    for (const client of ['127.0.0.1', '192.168.1.20']) {
      expect(refusal(client, '10.8.44.9')).toBeUndefined();
      expect(refusal(client, '2001:db8:0:2::78')).toBeUndefined();
    }
  });
});
