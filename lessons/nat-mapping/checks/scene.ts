import { localAddress, sceneBehindNats } from '#lessons/behind-nats.ts';
import type { NodeSpec, Rfc4787Behaviour, Scene } from '#src/simulator/index.ts';

/** RFC 4787 §4.1. */
export const KINDS = ['endpoint-independent', 'address-dependent', 'address-and-port-dependent'] as const;
export type Kind = (typeof KINDS)[number];

export const LOCAL_ADDRESSES = [1, 2, 3].map(localAddress);
export const SERVERS = ['192.0.2.1', '192.0.2.2'];
export const DESK = '192.0.2.9';

/** In which order the three kinds stand. */
const ORDERS = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const;

const MAPPING: Readonly<Record<Kind, Rfc4787Behaviour['mapping']>> = {
  'endpoint-independent': 'EndpointIndependent',
  'address-dependent': 'AddressDependent',
  'address-and-port-dependent': 'AddressAndPortDependent',
};

/** By local address, how the NAT of its network maps: each run has one of each kind. */
export function kindsOf(seed: number): ReadonlyMap<string, Kind> {
  const order = ORDERS[seed % ORDERS.length] ?? ORDERS[0];
  return new Map(LOCAL_ADDRESSES.map((address, index) => [address, KINDS[order[index] ?? 0]]));
}

/** Three networks, each behind a NAT of another kind with ports at random; two STUN servers; the desk. */
export function makeScene(seed: number): Scene {
  return sceneBehindNats(
    seed,
    [...kindsOf(seed).values()].map((kind) => ({
      mapping: MAPPING[kind],
      filtering: 'AddressAndPortDependent',
      ports: 'random',
    })),
    [
      ...SERVERS.map((ipv4, index): NodeSpec => ({
        kind: 'server',
        id: `stun-${index + 1}`,
        interfaces: [{ network: 'internet', ipv4 }],
        ports: [3478, 3479],
        relays: false,
      })),
      { kind: 'host', id: 'desk', interfaces: [{ network: 'internet', ipv4: DESK }] },
    ],
  );
}
