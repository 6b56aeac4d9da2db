import { COMPUTER, localAddress, outsideAddress } from '#lessons/behind-nats.ts';
import type { Interface, NetworkSpec, NodeSpec, Rfc4787Behaviour, Scene } from '#src/simulator/index.ts';

export const SERVER = '192.0.2.1';

/** How a NAT maps and filters: RFC 4787 §4.1 and §5. */
export interface Kind {
  readonly mapping: Rfc4787Behaviour['mapping'];
  readonly filtering: Rfc4787Behaviour['filtering'];
  /** A second NAT above the first, that of a carrier. */
  readonly hasCarrier?: boolean;
}

const DEPENDENCE = ['EndpointIndependent', 'AddressDependent', 'AddressAndPortDependent'] as const;

/** Nine kinds of NAT, and two of them one above the other. */
export const KINDS: readonly Kind[] = [
  ...DEPENDENCE.flatMap((mapping) => DEPENDENCE.map((filtering): Kind => ({ mapping, filtering }))),
  { mapping: 'EndpointIndependent', filtering: 'AddressAndPortDependent', hasCarrier: true },
];

/** Alice's networks are 1 to 10, Bob's 11 to 20. */
export const isAlices = (network: number): boolean => network <= KINDS.length;

/** Which kind stands before each network, from 1: all kinds on either side, drawn with the seed. */
export function kindsOf(seed: number): readonly Kind[] {
  return [...shuffled(KINDS, seed), ...shuffled(KINDS, Math.imul(seed + 1, 0x9e37_79b1) >>> 0)];
}

const WIRE = { latencyMs: 1 };
const ACCESS = { latencyMs: 10 };
const CORE = { latencyMs: 5 };

/** The computer in twenty networks, each behind its NAT, and a STUN and TURN server. */
export function makeScene(seed: number): Scene {
  const homes = kindsOf(seed).map((kind, index) => homeOf(index + 1, kind));
  return {
    version: 1,
    seed,
    untilMs: 60_000,
    networks: [{ id: 'internet' }, ...homes.flatMap(({ networks }) => networks)],
    nodes: [
      { kind: 'host', id: COMPUTER, interfaces: homes.map(({ own }) => own) },
      ...homes.flatMap(({ nats }) => nats),
      { kind: 'server', id: 'turn', interfaces: [{ network: 'internet', ipv4: SERVER, link: CORE }] },
    ],
    signalling: { latencyMs: 0 },
    changes: [],
  };
}

interface Home {
  readonly networks: readonly NetworkSpec[];
  readonly nats: readonly NodeSpec[];
  /** Where the computer stands in it. */
  readonly own: Interface;
}

function homeOf(number: number, { mapping, filtering, hasCarrier = false }: Kind): Home {
  const lan = `lan-${number}`;
  const carrier = `carrier-${number}`;
  // What keeps its ports for a destination keeps them for the next: then it hardly differs from one that maps for all.
  const behaviour = { model: 'rfc4787', mapping, filtering, ports: 'random' } as const;
  const online = { network: 'internet', ipv4: outsideAddress(number), link: ACCESS };
  return {
    networks: [
      { id: lan, ipv4: `192.168.${number}.0/24` },
      ...(hasCarrier ? [{ id: carrier, ipv4: `100.64.${number}.0/24` }] : []),
    ],
    nats: [
      {
        kind: 'nat',
        id: `router-${number}`,
        inside: { network: lan, ipv4: `192.168.${number}.1`, link: WIRE },
        outside: hasCarrier ? { network: carrier, ipv4: `100.64.${number}.2`, link: WIRE } : online,
        behaviour,
      },
      ...(hasCarrier
        ? [
            {
              kind: 'nat',
              id: `cgn-${number}`,
              inside: { network: carrier, ipv4: `100.64.${number}.1`, link: WIRE },
              outside: online,
              behaviour,
            } as const,
          ]
        : []),
    ],
    own: { network: lan, ipv4: localAddress(number), link: WIRE },
  };
}

/** By Fisher and Yates, with a generator that a seed decides. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const list = [...items];
  let state = seed >>> 0;
  for (let left = list.length - 1; left > 0; left -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (left + 1));
    [list[left], list[other]] = [list[other] as T, list[left] as T];
  }
  return list;
}

/** Whether two NATs let a direct path come about, by the words of RFC 4787 §4.1 and §5. */
export function canMeet(a: Kind, b: Kind): boolean {
  const lets = ({ filtering }: Kind, other: Kind): boolean =>
    // Whoever lets everybody in is reached where the server saw it. A filter by address is opened for whatever port the
    // other comes from; a filter by port only for one that could be told.
    filtering === 'EndpointIndependent' ||
    filtering === 'AddressDependent' ||
    other.mapping === 'EndpointIndependent';
  const canBeTold = ({ mapping, filtering }: Kind): boolean =>
    mapping === 'EndpointIndependent' || filtering === 'EndpointIndependent';
  // One of the two is reached at an address that was told, and lets the other in.
  return (canBeTold(a) && lets(a, b)) || (canBeTold(b) && lets(b, a));
}
