import type { Candidate, Pair } from './types.ts';

/**
 * Replaces reflexive local candidates by their bases, then takes redundant pairs away. RFC 8445 §6.1.2.4.
 *
 * @param pairs of one checklist, the highest priority first
 * @param locals this agent's candidates, among them all bases
 */
export function prune(pairs: readonly Pair[], locals: readonly Candidate[]): Pair[] {
  const kept: Pair[] = [];
  for (const pair of pairs) {
    const replaced = { ...pair, local: baseOf(pair.local, locals) };
    if (!kept.some((better) => isRedundant(replaced, better))) kept.push(replaced);
  }
  return kept;
}

/** Nobody can send from a reflexive candidate: its base stands in for it. */
function baseOf(candidate: Candidate, locals: readonly Candidate[]): Candidate {
  if (candidate.type !== 'srflx' && candidate.type !== 'prflx') return candidate;
  return locals.find(({ address }) => address === candidate.base) ?? candidate;
}

/** "if their local candidates have the same base and their remote candidates are identical" */
function isRedundant(pair: Pair, better: Pair): boolean {
  return pair.remote.address === better.remote.address;
}
