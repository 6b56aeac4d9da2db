import { sceneBehindNats } from '#lessons/behind-nats.ts';
import type { Scene } from '#src/simulator/index.ts';

export const DESK = '192.0.2.9';

/** A computer behind a NAT, and a desk on the internet. What a learner has to find out should come of the seed. */
export function makeScene(seed: number): Scene {
  return sceneBehindNats(
    seed,
    [{ mapping: 'EndpointIndependent', filtering: 'AddressAndPortDependent', ports: 'random' }],
    [{ kind: 'host', id: 'desk', interfaces: [{ network: 'internet', ipv4: DESK }] }],
  );
}
