import { createChance } from '#lessons/chance.ts';
import { defineChecks, text } from '#lessons/contract.ts';
import type { CallOutcome, Json, Learner, Verdict } from '#lessons/contract.ts';
import { wordsOfLearnerError } from '#lessons/learner-error.ts';
import { orderProblem, readNumbers } from '#lessons/pair-order.ts';
import type { PriorityPair } from '#lessons/pair-order.ts';
import { severalAddresses, twins, usualPairs } from './cases.ts';

/** A list of pairs, and the order that the learner's code gave it. */
export interface Sorted {
  readonly pairs: readonly PriorityPair[];
  readonly outcome: CallOutcome;
}

export interface Observed {
  readonly usual: readonly Sorted[];
  readonly several: readonly Sorted[];
  readonly twins: readonly Sorted[];
}

async function observe(learner: Learner): Promise<Observed> {
  const chance = createChance();
  const sort = async (lists: readonly (readonly PriorityPair[])[]): Promise<Sorted[]> => {
    const sorted: Sorted[] = [];
    for (const pairs of lists) {
      const outcome = await learner.call('sortChecklist', pairs.map(asGiven));
      sorted.push({ pairs, outcome });
    }
    return sorted;
  };
  return {
    usual: await sort([usualPairs(chance), usualPairs(chance)]),
    several: await sort([severalAddresses(chance), severalAddresses(chance)]),
    twins: await sort(twins(chance)),
  };
}

/** As the learner's code is given a pair. */
export function asGiven({ g, d }: PriorityPair): { controlling: number; controlled: number } {
  return { controlling: g, controlled: d };
}

function check(sorted: readonly Sorted[], hint: string): Verdict {
  for (const { pairs, outcome } of sorted) {
    if (!outcome.ok) {
      const expected = text(`${pairs.length} pairs in order`, `排好序的 ${pairs.length} 个对`);
      const seen = wordsOfLearnerError(outcome.error);
      return { verdict: 'fail', expected, seen, hint: 'sort-wants-a-number' };
    }
    const read = (value: Json) => readNumbers(value, 'controlling', 'controlled');
    const problem = orderProblem(outcome.value, pairs, read);
    if (problem) return { verdict: 'fail', expected: problem.expected, seen: problem.seen, hint };
  }
  return { verdict: 'pass' };
}

export default defineChecks<Observed>({
  deadlineMs: 15_000,
  observe,
  checks: {
    'one-address': ({ usual }) => check(usual, 'print-the-power'),
    'several-addresses': ({ several }) => check(several, 'before-the-shift'),
    'last-bit': (observed) => check(observed.twins, 'below-the-digits'),
  },
});
