import type { Chance } from '#lessons/chance.ts';

export type Role = 'controlling' | 'controlled';

/** A candidate as the exercise has it. */
export interface Candidate {
  readonly id: string;
  readonly type: 'host' | 'srflx' | 'prflx' | 'relay';
  readonly component: number;
  readonly address: string;
  readonly port: number;
  readonly priority: number;
}

/** Two lists to pair. */
export interface Case {
  readonly role: Role;
  readonly locals: readonly Candidate[];
  readonly remotes: readonly Candidate[];
}

/** The recommended priority, RFC 8445 §5.1.2.1. */
function priorityOf(type: Candidate['type'], localPreference: number, component: number): number {
  const preference = { host: 126, prflx: 110, srflx: 100, relay: 0 }[type];
  return 2 ** 24 * preference + 2 ** 8 * localPreference + (256 - component);
}

function candidate(
  id: string,
  type: Candidate['type'],
  address: string,
  { component = 1, localPreference = 65_535 } = {},
): Candidate {
  return {
    id,
    type,
    component,
    address,
    port: 5000 + component,
    priority: priorityOf(type, localPreference, component),
  };
}

/** RFC 8445 §15.1, before pruning: L has two pairs, and so has R. */
const L = [candidate('L host', 'host', '10.0.1.1'), candidate('L srflx', 'srflx', '192.0.2.3')];
const R = [candidate('R host', 'host', '192.0.2.1')];

/** Dual stack on both sides, with link-local addresses, and two components. */
function dualStack(side: string, net: string): Candidate[] {
  return [1, 2].flatMap((component) => [
    candidate(`${side} v6/${component}`, 'host', `2001:db8:${net}::7`, { component }),
    candidate(`${side} v4/${component}`, 'host', `192.0.2.${net}`, { component, localPreference: 65_534 }),
    candidate(`${side} link/${component}`, 'host', `fe80::${net}`, { component, localPreference: 65_533 }),
    candidate(`${side} relay/${component}`, 'relay', `198.51.100.${net}`, { component }),
  ]);
}

/** Anything: any priority that a line may carry (RFC 8839 §5.1), any type, few addresses. */
function anything(chance: Chance, side: string): Candidate[] {
  const of = <T>(values: readonly T[]): T => values[chance.below(values.length)] as T;
  return Array.from({ length: 3 + chance.below(4) }, (_, index) => ({
    id: `${side}${index + 1}`,
    type: of(['host', 'srflx', 'relay', 'prflx'] as const),
    component: 1 + chance.below(2),
    address: of(['192.0.2.1', '203.0.113.4', '2001:db8::1', 'fe80::1', 'febf::2', 'fec0::3', '10.0.0.1']),
    port: 1 + chance.below(65_535),
    priority: 1 + chance.below(2 ** of([8, 20, 31]) - 1),
  }));
}

/** The lists of a run: the RFC's example, dual stack, and some that nobody can know beforehand. */
export function drawCases(chance: Chance): readonly Case[] {
  const drawn = Array.from({ length: 8 }, (_, index): Case => ({
    role: index % 2 === 0 ? 'controlling' : 'controlled',
    locals: anything(chance, 'own '),
    remotes: anything(chance, 'peer '),
  }));
  return [
    { role: 'controlling', locals: L, remotes: R },
    { role: 'controlled', locals: R, remotes: L },
    { role: 'controlling', locals: dualStack('own', '1'), remotes: dualStack('peer', '2') },
    { role: 'controlled', locals: dualStack('own', '3'), remotes: dualStack('peer', '4') },
    ...drawn,
  ];
}
