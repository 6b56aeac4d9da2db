import { type Candidate, type CandidateType, TYPE_PREFERENCE, splitPriority } from '#src/protocol/index.ts';

/** A sentence about what was gathered; the words are in `src/i18n/messages/own-priorities.ts`. */
export type Note =
  /** These types have the type preference that RFC 8445 recommends. */
  | { readonly kind: 'recommended'; readonly types: readonly CandidateType[] }
  /** UDP candidates of this type have others. */
  | { readonly kind: 'other'; readonly type: CandidateType; readonly values: readonly number[] }
  /** TCP candidates have these. */
  | { readonly kind: 'tcp'; readonly values: readonly number[] }
  | { readonly kind: 'unique' }
  /** So many candidates share a priority with another one. */
  | { readonly kind: 'shared'; readonly count: number };

const TYPES: readonly CandidateType[] = ['host', 'prflx', 'srflx', 'relay'];

/** What is to be noticed about the priorities of one connection's candidates. */
export function notesOn(candidates: readonly Candidate[]): Note[] {
  if (candidates.length === 0) return [];
  const isTcp = ({ transport }: Candidate) => transport.toLowerCase() === 'tcp';
  const preferencesOf = (some: readonly Candidate[]) =>
    [...new Set(some.map(({ priority }) => splitPriority(priority).typePreference))].sort((a, b) => b - a);

  const overUdp = candidates.filter((one) => !isTcp(one));
  const byType = TYPES.map((type) => ({
    type,
    values: preferencesOf(overUdp.filter((one) => one.type === type)),
  })).filter(({ values }) => values.length > 0);
  const isRecommended = ({ type, values }: (typeof byType)[number]) =>
    values.every((value) => value === TYPE_PREFERENCE[type]);
  const recommended = byType.filter(isRecommended).map(({ type }) => type);
  const tcp = preferencesOf(candidates.filter(isTcp));

  return [
    ...(recommended.length > 0 ? [{ kind: 'recommended', types: recommended } as const] : []),
    ...byType.filter((one) => !isRecommended(one)).map((one) => ({ kind: 'other', ...one }) as const),
    ...(tcp.length > 0 ? [{ kind: 'tcp', values: tcp } as const] : []),
    uniqueness(candidates),
  ];
}

/** RFC 8445 §5.1.2: "Each candidate for a data stream MUST have a unique priority". */
function uniqueness(candidates: readonly Candidate[]): Note {
  const byPriority = Map.groupBy(candidates, ({ priority }) => priority);
  const shared = [...byPriority.values()].filter(({ length }) => length > 1).flat().length;
  return shared === 0 ? { kind: 'unique' } : { kind: 'shared', count: shared };
}

/** A priority's eight hexadecimal digits, cut where its parts meet. */
export function hexParts(priority: number): [type: string, local: string, component: string] {
  const hex = priority.toString(16).padStart(8, '0');
  return [hex.slice(0, 2), hex.slice(2, 6), hex.slice(6)];
}
