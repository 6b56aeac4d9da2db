import { describe, expect, it } from 'vitest';
import type { Scene } from '../scene/types.ts';
import { attach, createTopology, detach, nextHop } from './topology.ts';

/** A home with a NAT and an IPv6 prefix, behind a carrier's NAT, beside an office with a firewall. */
const SCENE: Scene = {
  version: 1,
  seed: 1,
  untilMs: 1000,
  networks: [
    { id: 'internet', ipv4: '203.0.113.0/24' },
    { id: 'carrier', ipv4: '100.64.0.0/16' },
    { id: 'home', ipv4: '192.168.1.0/24', ipv6: '2001:db8:1::/64' },
    { id: 'office', ipv4: '198.51.100.0/24' },
  ],
  nodes: [
    {
      kind: 'host',
      id: 'alice',
      interfaces: [{ network: 'home', ipv4: '192.168.1.10', ipv6: '2001:db8:1::10' }],
    },
    {
      kind: 'nat',
      id: 'home-nat',
      inside: { network: 'home', ipv4: '192.168.1.1', ipv6: '2001:db8:1::1' },
      outside: { network: 'carrier', ipv4: '100.64.0.2', ipv6: '2001:db8:f::2' },
      behaviour: { model: 'linux' },
    },
    {
      kind: 'nat',
      id: 'cgn',
      inside: { network: 'carrier', ipv4: '100.64.0.1', ipv6: '2001:db8:f::1' },
      outside: { network: 'internet', ipv4: '203.0.113.1', ipv6: '2001:db8:e::1' },
      pool: ['203.0.113.5'],
      behaviour: { model: 'linux' },
    },
    {
      kind: 'firewall',
      id: 'office-firewall',
      inside: { network: 'office', ipv4: '198.51.100.1' },
      outside: { network: 'internet', ipv4: '203.0.113.9' },
      rules: {},
    },
    { kind: 'host', id: 'bob', interfaces: [{ network: 'office', ipv4: '198.51.100.7' }] },
    { kind: 'server', id: 'turn', interfaces: [{ network: 'internet', ipv4: '203.0.113.2' }] },
  ],
  signalling: { latencyMs: 10 },
  changes: [],
};

function next(networkId: string, address: string, sender: string): string {
  const network = createTopology(SCENE).networks.get(networkId);
  if (!network) throw new Error(`no network ${networkId}`);
  const hop = nextHop(network, address, sender);
  return typeof hop === 'string' ? hop : hop.node;
}

describe('the way of a packet', () => {
  it.each([
    ['to a neighbour, directly', 'home', '192.168.1.1', 'alice', 'home-nat'],
    ['to anywhere else, by the gateway', 'home', '203.0.113.2', 'alice', 'home-nat'],
    ['by IPv6 as well', 'home', '2001:db8:2::1', 'alice', 'home-nat'],
    ['to a neighbour that is not there', 'home', '192.168.1.99', 'alice', 'no-such-address'],
    ['from NAT to NAT', 'carrier', '203.0.113.2', 'home-nat', 'cgn'],
    ['to an address of a pool', 'internet', '203.0.113.5', 'turn', 'cgn'],
    ['into a network that nothing translates', 'internet', '198.51.100.7', 'turn', 'office-firewall'],
    ['into an IPv6 prefix behind two NATs', 'internet', '2001:db8:1::10', 'turn', 'cgn'],
    ['and on', 'carrier', '2001:db8:1::10', 'cgn', 'home-nat'],
    ['to a private address, from the internet', 'internet', '192.168.1.10', 'turn', 'private-address'],
    ['to an address that is nobody’s', 'internet', '192.0.2.77', 'turn', 'no-such-address'],
    ['by IPv6 from a network that has none', 'office', '2001:db8:1::10', 'bob', 'no-route'],
    ['never back to its sender', 'home', '203.0.113.2', 'home-nat', 'no-route'],
  ])('%s', (_what, network, address, sender, expected) => {
    expect(next(network, address, sender)).toBe(expected);
  });

  it('follows a host that is unplugged and plugged in elsewhere', () => {
    const topology = createTopology(SCENE);
    const [home, office] = [topology.networks.get('home'), topology.networks.get('office')];
    const [attachment] = topology.attachments.get('alice') ?? [];
    if (!home || !office || !attachment) throw new Error('not as the scene says');
    detach(topology, attachment);
    expect(nextHop(home, '192.168.1.10', 'home-nat')).toBe('no-such-address');
    attach(topology, 1, 'alice', { network: 'office', ipv4: '198.51.100.8' });
    expect(nextHop(office, '198.51.100.8', 'bob')).toMatchObject({ node: 'alice' });
    expect(topology.attachments.get('alice')).toHaveLength(1);
  });
});
