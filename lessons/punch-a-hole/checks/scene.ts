import { sceneBehindNats } from '#lessons/behind-nats.ts';
import type { Scene } from '#src/simulator/index.ts';

export const SERVER = '192.0.2.1';

/** The peers, by the networks that they stand in. */
export const PEERS = [
  { name: 'Alice', network: 1, other: 2 },
  { name: 'Bob', network: 2, other: 1 },
] as const;
export type Peer = (typeof PEERS)[number];

/** A peer can be told of (one mapping for all destinations), and hears only whom it has sent to. Ports are drawn. */
const NAT = {
  mapping: 'EndpointIndependent',
  filtering: 'AddressAndPortDependent',
  ports: 'random',
} as const;

export function makeScene(seed: number): Scene {
  return sceneBehindNats(
    seed,
    PEERS.map(() => NAT),
    [
      {
        kind: 'server',
        id: 'stun',
        interfaces: [{ network: 'internet', ipv4: SERVER }],
        relays: false,
      },
    ],
  );
}
