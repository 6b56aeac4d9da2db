import type { Chance } from '#lessons/chance.ts';
import { NAMED, NETWORKS, PUBLIC, type DenyingCheck, type Network } from './networks.ts';

export type CheckId = DenyingCheck | 'own-addresses' | 'lets-the-rest-through';

/** One question to the learner's function, and what the answer has to be. */
export interface Case {
  readonly address: string;
  readonly own: readonly string[];
  readonly may: boolean;
  /** The network that it is in, or which address it is. */
  readonly why: string;
}

export type Corpus = Readonly<Record<CheckId, readonly Case[]>>;

/** The relay's machine in this run: an address of each family that nobody can know before. */
export interface Own {
  readonly ipv4: string;
  /** Groups of the IPv6 address, which is written in several ways. */
  readonly groups: readonly number[];
}

const IDS: readonly DenyingCheck[] = [
  'private-networks',
  'this-machine-and-link',
  'nobodys-addresses',
  'ipv4-inside-ipv6',
];

/** All questions of a run: fixed ones, and addresses that are drawn from each network. */
export function makeCorpus(chance: Chance): Corpus {
  const own = drawOwn(chance);
  const list = [own.ipv4, written(own.groups)];
  const denied = IDS.map((id): [DenyingCheck, Case[]] => [
    id,
    [
      ...Object.entries(NAMED[id]).map(([address, why]) => ({ address, own: list, may: false, why })),
      ...NETWORKS[id].flatMap((network) =>
        [0, 1].map(() => ({
          address: drawFrom(network, chance),
          own: list,
          may: false,
          why: `${network[0]}/${network[1]}`,
        })),
      ),
    ],
  ]);
  return {
    ...(Object.fromEntries(denied) as Record<DenyingCheck, Case[]>),
    'own-addresses': ownCases(own, list),
    'lets-the-rest-through': [...PUBLIC, ...neighboursOf(own)].map((address) => ({
      address,
      own: list,
      may: true,
      why: 'public',
    })),
  };
}

/** In networks that are public and that no rule of the task touches. */
function drawOwn(chance: Chance): Own {
  return {
    ipv4: [81, 1 + chance.below(250), chance.below(250), 2 + chance.below(250)].join('.'),
    groups: [
      0x2a02,
      0x100 + chance.below(0xf00),
      0,
      0,
      0,
      0,
      0xa00 + chance.below(0x500),
      2 + chance.below(0xf00),
    ],
  };
}

function ownCases({ ipv4, groups }: Own, own: readonly string[]): Case[] {
  const full = groups.map((group) => group.toString(16).padStart(4, '0')).join(':');
  const asCase = (address: string): Case => ({
    address,
    own,
    may: false,
    why: `own: ${ipv4}, ${written(groups)}`,
  });
  return [ipv4, written(groups), written(groups).toUpperCase(), full, `::ffff:${ipv4}`].map(asCase);
}

/** Addresses right beside the own ones are somebody else's. */
function neighboursOf({ ipv4, groups }: Own): string[] {
  const [a, b, c, d = ''] = ipv4.split('.');
  return [[a, b, c, Number(d) - 1].join('.'), written(groups.with(7, (groups[7] ?? 0) + 1))];
}

/** Groups 2 to 5 are zero and are written as `::`. */
function written(groups: readonly number[]): string {
  const hex = groups.map((group) => group.toString(16));
  return `${hex.slice(0, 2).join(':')}::${hex.slice(6).join(':')}`;
}

/** An address of the network whose other bits are drawn. */
export function drawFrom([first, prefixLength]: Network, chance: Chance): string {
  const isIpv4 = !first.includes(':');
  const network = isIpv4
    ? first.split('.').map(Number)
    : groupsOf(first).flatMap((group) => [group >> 8, group & 255]);
  const random = chance.bytes(network.length);
  const bytes = network.map((byte, i) => {
    const free = 8 - Math.min(8, Math.max(0, prefixLength - 8 * i));
    return byte | ((random[i] ?? 0) & ((1 << free) - 1));
  });
  if (isIpv4) return bytes.join('.');
  return Array.from({ length: 8 }, (_, i) =>
    (((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0)).toString(16),
  ).join(':');
}

/** Of the first addresses above: zeros at the end, or `::ffff:0.0.0.0`, or a number after `::`. */
function groupsOf(first: string): number[] {
  if (first === '::ffff:0.0.0.0') return [0, 0, 0, 0, 0, 0xffff, 0, 0];
  const [left = '', right = ''] = first.split('::');
  const numbers = (half: string): number[] =>
    half === '' ? [] : half.split(':').map((group) => parseInt(group, 16));
  const [before, after] = [numbers(left), numbers(right)];
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}
