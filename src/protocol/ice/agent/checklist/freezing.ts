import type { Checklist, Pair } from '../state.ts';
import { type RankedPair, compareByPriority } from './pair.ts';

/*
 * Which pairs wait, and which are frozen. A foundation stands for a path that is likely to work or fail as a whole: one
 * pair of it is checked first, in whatever checklist, and the others follow when it succeeded.
 */

/** Of a pair, what freezing looks at. */
type StatedPair = RankedPair & { readonly state: Pair['state'] };
type Listed<P> = { readonly pairs: readonly P[]; readonly state: Checklist['state'] };

/**
 * The pairs that begin in state Waiting, RFC 8445 §6.1.2.6: "For each foundation, the agent sets the state of exactly
 * one candidate pair to the Waiting state […] the first candidate pair (ordered by the lowest component ID and then the
 * highest priority if component IDs are equal) in the first checklist […] that has that foundation."
 */
export function pairsToBeginWith<P extends RankedPair>(
  checklists: readonly { readonly pairs: readonly P[] }[],
): P[] {
  const first = new Map<string, P>();
  for (const { pairs } of checklists) {
    for (const pair of pairs.toSorted(compareByComponent)) {
      if (!first.has(pair.foundation)) first.set(pair.foundation, pair);
    }
  }
  return [...first.values()];
}

/**
 * Whether a pair that was formed after the first check waits or is frozen: the three rules of RFC 8838 §12.
 * The pair is on its checklist already.
 */
export function startsWaiting(checklists: readonly Checklist[], pair: Pair): boolean {
  const same = checklists.flatMap(({ pairs }) =>
    pairs.filter((other) => other.foundation === pair.foundation),
  );
  // Rule 1: "If the newly formed pair has the lowest component ID and, if the component IDs are equal, the highest
  // priority of any candidate pair for this foundation […], set the state to Waiting."
  const isTopmost = same.every((other) => other === pair || compareByComponent(pair, other) < 0);
  // Rule 2: "If there is at least one pair in the Succeeded state for this foundation, set the state to Waiting."
  // Rule 3: "In all other cases, set the state to Frozen."
  return isTopmost || same.some((other) => other !== pair && other.state === 'succeeded');
}

/**
 * Frozen pairs of a checklist whose turn it is because nobody of their foundation is on the way: RFC 8445 §6.1.4.2,
 * step 2: "if there is no pair (in any checklist in the checklist set) in the Waiting or In-Progress state". One for
 * each foundation, the best.
 */
export function pairsToThaw<P extends StatedPair>(
  checklists: readonly Listed<P>[],
  { pairs }: Listed<P>,
): P[] {
  const busy = new Set(
    // What is left on a checklist that has failed is not checked any more, and nobody may wait for it.
    checklists.flatMap((checklist) =>
      (checklist.state === 'failed' ? [] : checklist.pairs)
        .filter(({ state }) => state === 'waiting' || state === 'in-progress')
        .map(({ foundation }) => foundation),
    ),
  );
  const thawed: P[] = [];
  for (const pair of pairs.filter(({ state }) => state === 'frozen').toSorted(compareByPriority)) {
    if (busy.has(pair.foundation)) continue;
    busy.add(pair.foundation);
    thawed.push(pair);
  }
  return thawed;
}

/** RFC 8445 §7.2.5.3.3: after a success, "all other Frozen candidate pairs in all checklists with the same foundation". */
export function pairsToUnfreeze<P extends StatedPair>(
  checklists: readonly { readonly pairs: readonly P[] }[],
  foundation: string,
): P[] {
  return checklists.flatMap(({ pairs }) =>
    pairs.filter((pair) => pair.state === 'frozen' && pair.foundation === foundation),
  );
}

function compareByComponent(a: RankedPair, b: RankedPair): number {
  return a.component - b.component || compareByPriority(a, b);
}
