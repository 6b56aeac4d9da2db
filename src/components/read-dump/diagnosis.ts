import type { Diagnosis } from '#lessons/diagnose-dumps/checks/dump.ts';
import type { Facts } from './facts.ts';

/** What can be seen in a dump, or not: each a question with yes and no. */
export const SIGNS = {
  'connected-now': (facts) => facts.lastState === 'connected',
  'pair-direct': (facts) => facts.selected !== undefined && !facts.isRelayed,
  'pair-relayed': (facts) => facts.isRelayed,
  'was-connected': (facts) => facts.connectedAtMs !== undefined,
  'never-connected': (facts) => facts.connectedAtMs === undefined,
  'ended-badly': (facts) => facts.lastState === 'failed' || facts.lastState === 'disconnected',
  'refused-401': (facts) => facts.errors.some(({ code }) => code === 401),
  'no-relay-of-its-own': (facts) => facts.own.relay === 0,
  'asked-a-server': (facts) => facts.asked.stun || facts.asked.turn,
  'asked-none': (facts) => !facts.asked.stun && !facts.asked.turn,
  'nothing-from-servers': (facts) => facts.own.srflx + facts.own.relay === 0,
  'no-turn-configured': (facts) => !facts.asked.turn,
  'has-srflx': (facts) => facts.own.srflx > 0,
  'peer-told-candidates': (facts) => facts.theirs.all > 0,
  'peer-told-nothing': (facts) => facts.theirs.all === 0,
  'names-only': (facts) =>
    facts.own.all > 0 && facts.own.names === facts.own.all && facts.theirs.names === facts.theirs.all,
} as const satisfies Record<string, (facts: Facts) => boolean>;

export type Sign = keyof typeof SIGNS;

/** What has to be seen for a diagnosis, in the order in which one looks. */
export const NEEDED: Readonly<Record<Diagnosis, readonly Sign[]>> = {
  direct: ['connected-now', 'pair-direct'],
  relayed: ['connected-now', 'pair-relayed'],
  'cut-mid-call': ['was-connected', 'ended-badly'],
  'candidates-never-came': ['peer-told-nothing', 'never-connected'],
  'wrong-credential': ['refused-401', 'no-relay-of-its-own', 'peer-told-candidates', 'never-connected'],
  'udp-blocked': ['asked-a-server', 'nothing-from-servers', 'never-connected'],
  'mdns-only': ['asked-none', 'names-only', 'peer-told-candidates', 'never-connected'],
  'no-turn': ['no-turn-configured', 'has-srflx', 'peer-told-candidates', 'never-connected'],
};

/** What speaks for a diagnosis and what against it. It holds where nothing is against it. */
export function weigh(
  facts: Facts,
  diagnosis: Diagnosis,
): { holds: readonly Sign[]; lacks: readonly Sign[] } {
  const signs = NEEDED[diagnosis];
  return {
    holds: signs.filter((sign) => SIGNS[sign](facts)),
    lacks: signs.filter((sign) => !SIGNS[sign](facts)),
  };
}
