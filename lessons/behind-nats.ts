import type { NodeSpec, Rfc4787Behaviour, Scene } from '#src/simulator/index.ts';

/** The computer that the program of a Lab exercise runs on, in one network or several, each behind a NAT of its own. */
export const COMPUTER = 'computer';

/** Its address in a network, from 1 … */
export const localAddress = (network: number): string => `192.168.${network}.10`;
/** … and that of the network's NAT on the internet. */
export const outsideAddress = (network: number): string => `203.0.113.${network}`;

const WIRE = { latencyMs: 1 };
const ACCESS = { latencyMs: 10 };

/**
 * A scene with that computer.
 *
 * @param behaviours of the NATs, by network from 1
 * @param others what else stands on the network `internet`
 */
export function sceneBehindNats(
  seed: number,
  behaviours: readonly Omit<Rfc4787Behaviour, 'model'>[],
  others: readonly NodeSpec[],
): Scene {
  const networks = behaviours.map((behaviour, index) => ({ behaviour, number: index + 1 }));
  const idOf = (number: number): string => `lan-${number}`;
  return {
    version: 1,
    seed,
    untilMs: 60_000,
    networks: [
      { id: 'internet' },
      ...networks.map(({ number }) => ({ id: idOf(number), ipv4: `192.168.${number}.0/24` })),
    ],
    nodes: [
      {
        kind: 'host',
        id: COMPUTER,
        interfaces: networks.map(({ number }) => ({
          network: idOf(number),
          ipv4: localAddress(number),
          link: WIRE,
        })),
      },
      ...networks.map(({ behaviour, number }): NodeSpec => ({
        kind: 'nat',
        id: `router-${number}`,
        inside: { network: idOf(number), ipv4: `192.168.${number}.1`, link: WIRE },
        outside: { network: 'internet', ipv4: outsideAddress(number), link: ACCESS },
        behaviour: { model: 'rfc4787', ...behaviour },
      })),
      ...others,
    ],
    signalling: { latencyMs: 0 },
    changes: [],
  };
}
