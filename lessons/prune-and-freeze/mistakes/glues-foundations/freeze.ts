import type { Pair, State, States } from './types.ts';

/**
 * The states in which the pairs of a checklist set begin: for each foundation exactly one is Waiting. RFC 8445
 * §6.1.2.6, step 4.
 *
 * @param checklists in the order of the set; in each, the highest priority first
 */
export function initialStates(checklists: readonly (readonly Pair[])[]): State[][] {
  const first = new Map<string, Pair>();
  for (const pairs of checklists) {
    // A sort keeps the order of equals, so that of one component the highest priority stays in front.
    for (const pair of pairs.toSorted((a, b) => a.local.component - b.local.component)) {
      if (!first.has(foundationOf(pair))) first.set(foundationOf(pair), pair);
    }
  }
  return checklists.map((pairs) =>
    pairs.map((pair) => (first.get(foundationOf(pair)) === pair ? 'waiting' : 'frozen')),
  );
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
  const foundation = foundationOf(succeeded);
  return checklists.map((pairs, list) =>
    pairs.map((pair, place) => {
      if (pair === succeeded) return 'succeeded';
      const state = states[list]?.[place] ?? 'frozen';
      return state === 'frozen' && foundationOf(pair) === foundation ? 'waiting' : state;
    }),
  );
}

/** Both foundations together. */
function foundationOf({ local, remote }: Pair): string {
  return local.foundation + remote.foundation;
}
