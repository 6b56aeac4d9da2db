import type { Chance } from '#lessons/chance.ts';
import { formatIpAddress } from '#src/protocol/index.ts';

/** The three parts of a priority, and what RFC 8445 §5.1.2.1 makes of them. */
export interface PriorityCase {
  readonly parts: readonly [typePreference: number, localPreference: number, component: number];
  readonly priority: number;
}

/** A candidate as the learner's code is given it. */
export interface GivenCandidate {
  readonly type: 'host' | 'srflx' | 'relay';
  readonly base: { readonly address: string; readonly port: number };
  readonly server: { readonly address: string; readonly port: number } | null;
  readonly transport: 'udp' | 'tcp';
}

/** Type preferences of RFC 8445 §5.1.2.2 with local preference 65535 and component 1, worked out by hand. */
export const RECOMMENDED: readonly PriorityCase[] = [
  { parts: [126, 65_535, 1], priority: 2_130_706_431 },
  { parts: [110, 65_535, 1], priority: 1_862_270_975 },
  { parts: [100, 65_535, 1], priority: 1_694_498_815 },
  { parts: [0, 65_535, 1], priority: 16_777_215 },
];

/** From the list in RFC 8421 §5, whose local preferences are 60000, 59000 and so on. */
export const RFC8421: readonly PriorityCase[] = [
  { parts: [126, 60_000, 1], priority: 2_129_289_471 },
  { parts: [126, 60_000, 2], priority: 2_129_289_470 },
  { parts: [126, 59_000, 1], priority: 2_129_033_471 },
  { parts: [126, 58_000, 2], priority: 2_128_777_470 },
  { parts: [100, 60_000, 1], priority: 1_693_081_855 },
  { parts: [100, 59_000, 2], priority: 1_692_825_854 },
  { parts: [0, 59_000, 1], priority: 15_104_255 },
];

/** Parts of every size, the edges among them. */
export function drawPriorities(chance: Chance): PriorityCase[] {
  const edges: PriorityCase['parts'][] = [
    [126, 0, 1],
    [0, 1, 256],
    [chance.below(127), 65_535, 256],
  ];
  const drawn = Array.from({ length: 8 }, (): PriorityCase['parts'] => [
    chance.below(127),
    1 + chance.below(65_535),
    1 + chance.below(256),
  ]);
  return [...edges, ...drawn].map((parts) => ({ parts, priority: priorityOf(parts) }));
}

/** RFC 8445 §5.1.2.1, digit by digit: as two hexadecimal digits, four, and two. */
function priorityOf([typePreference, localPreference, component]: PriorityCase['parts']): number {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
  return Number(`0x${hex(typePreference, 2)}${hex(localPreference, 4)}${hex(256 - component, 2)}`);
}

/** Which of the candidates the RFC puts together: groups that must not share a foundation. */
export type Groups = readonly (readonly GivenCandidate[])[];

/** Groups of candidates; within each, only ports differ. */
export function drawGroups(chance: Chance): Groups {
  const port = () => 1024 + chance.below(64_000);
  const ipv4 = () => formatIpAddress(Uint8Array.of(10, ...chance.bytes(3)));
  const ipv6 = () => formatIpAddress(Uint8Array.of(0x20, 0x01, 0x0d, 0xb8, ...chance.bytes(12)));
  const at = (address: string) => ({ address, port: port() });
  const [base, otherBase, server, otherServer, base6, server6] = [
    ...distinct(2, ipv4),
    ...distinct(2, ipv4),
    ipv6(),
    ipv6(),
  ] as [string, string, string, string, string, string];
  // Written together, both would be the same: `…1` `92.…` and `…19` `2.…`.
  const start = `10.${chance.below(256)}.${chance.below(256)}.1`;
  const end = `2.${chance.below(256)}.${chance.below(256)}.${chance.below(256)}`;
  const kinds: (readonly [GivenCandidate['type'], string, string | null, GivenCandidate['transport']])[] = [
    ['host', base, null, 'udp'],
    ['host', base, null, 'tcp'],
    ['host', otherBase, null, 'udp'],
    ['srflx', base, server, 'udp'],
    ['srflx', base, otherServer, 'udp'],
    ['srflx', otherBase, server, 'udp'],
    // A relayed candidate is its own base: an address of the server.
    ['relay', server, server, 'udp'],
    ['relay', server, server, 'tcp'],
    ['relay', otherServer, server, 'udp'],
    ['srflx', base6, server6, 'udp'],
    ['relay', server6, server6, 'udp'],
    ['srflx', start, `9${end}`, 'udp'],
    ['srflx', `${start}9`, end, 'udp'],
  ];
  return kinds.map(([type, address, from, transport]) =>
    Array.from({ length: 1 + chance.below(2) + (type === 'relay' ? 0 : 1) }, () => ({
      type,
      base: at(address),
      server: from === null ? null : at(from),
      transport,
    })),
  );
}

function distinct(count: number, draw: () => string): string[] {
  const drawn = new Set<string>();
  while (drawn.size < count) drawn.add(draw());
  return [...drawn];
}

/** The candidates of all groups, in an order that says nothing. */
export function shuffled(groups: Groups, chance: Chance): GivenCandidate[] {
  const all = groups.flat();
  for (let i = all.length - 1; i > 0; i--) {
    const j = chance.below(i + 1);
    const [a, b] = [all[i], all[j]];
    if (a && b) [all[i], all[j]] = [b, a];
  }
  return all;
}
