import type { NodeSpec, Rfc4787Behaviour, Scene } from '#src/simulator/index.ts';

/** RFC 4787 §4.1. */
export const KINDS = ['endpoint-independent', 'address-dependent', 'address-and-port-dependent'] as const;
export type Kind = (typeof KINDS)[number];

/** The computer that the program runs on. */
export const HOST = 'computer';
/** Its addresses, each in a network of its own. */
export const LOCAL_ADDRESSES = [1, 2, 3].map((network) => `192.168.${network}.10`);
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

/** A computer in three networks, each behind a NAT of another kind with ports at random; two STUN servers; the desk. */
export function makeScene(seed: number): Scene {
  return {
    version: 1,
    seed,
    untilMs: 60_000,
    networks: [
      { id: 'internet' },
      ...LOCAL_ADDRESSES.map((address) => ({ id: networkOf(address), ipv4: `${prefixOf(address)}.0/24` })),
    ],
    nodes: [
      {
        kind: 'host',
        id: HOST,
        interfaces: LOCAL_ADDRESSES.map((ipv4) => ({
          network: networkOf(ipv4),
          ipv4,
          link: { latencyMs: 1 },
        })),
      },
      ...[...kindsOf(seed)].map(([address, kind], index) => natOf(address, kind, `203.0.113.${index + 1}`)),
      ...SERVERS.map((ipv4, index): NodeSpec => ({
        kind: 'server',
        id: `stun-${index + 1}`,
        interfaces: [{ network: 'internet', ipv4 }],
        ports: [3478, 3479],
        relays: false,
      })),
      { kind: 'host', id: 'desk', interfaces: [{ network: 'internet', ipv4: DESK }] },
    ],
    signalling: { latencyMs: 0 },
    changes: [],
  };
}

function natOf(address: string, kind: Kind, outside: string): NodeSpec {
  return {
    kind: 'nat',
    id: `router-${networkOf(address)}`,
    inside: { network: networkOf(address), ipv4: `${prefixOf(address)}.1`, link: { latencyMs: 1 } },
    outside: { network: 'internet', ipv4: outside, link: { latencyMs: 10 } },
    behaviour: {
      model: 'rfc4787',
      mapping: MAPPING[kind],
      filtering: 'AddressAndPortDependent',
      ports: 'random',
    },
  };
}

const prefixOf = (address: string): string => address.replace(/\.\d+$/, '');
const networkOf = (address: string): string => `lan-${prefixOf(address).split('.').at(-1) ?? ''}`;
