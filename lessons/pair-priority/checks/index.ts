import { createChance } from '#lessons/chance.ts';
import { defineChecks, text } from '#lessons/contract.ts';
import type { CallOutcome, Json, Learner, LocalizedText, Verdict } from '#lessons/contract.ts';
import { wordsOfLearnerError } from '#lessons/learner-error.ts';
import { orderProblem, priorityOfPair, readNumbers } from '#lessons/pair-order.ts';
import type { PriorityPair } from '#lessons/pair-order.ts';
import { drawBig, drawList, drawSmall, drawTwins } from './cases.ts';

export type Role = 'controlling' | 'controlled';

/** Pairs that were put in order, as one of the agents. */
export interface Ordered {
  readonly role: Role;
  readonly pairs: readonly PriorityPair[];
  readonly outcome: CallOutcome;
}

/** A pair with what the learner's code made of it. */
export interface Asked {
  readonly pair: PriorityPair;
  readonly outcome: CallOutcome;
}

export interface Observed {
  readonly small: readonly Asked[];
  readonly big: readonly Asked[];
  readonly ordered: readonly Ordered[];
  readonly twins: readonly Ordered[];
}

const ROLES: readonly Role[] = ['controlling', 'controlled'];

async function observe(learner: Learner): Promise<Observed> {
  const chance = createChance();
  const ask = async (pairs: readonly PriorityPair[]): Promise<Asked[]> => {
    const asked: Asked[] = [];
    for (const pair of pairs)
      asked.push({ pair, outcome: await learner.call('pairPriority', pair.g, pair.d) });
    return asked;
  };
  const order = async (pairs: readonly PriorityPair[], roles = ROLES): Promise<Ordered[]> => {
    const ordered: Ordered[] = [];
    for (const role of roles) {
      const given = pairs.map((pair) => asSeenBy(role, pair));
      ordered.push({
        role,
        pairs,
        outcome: await learner.call('orderPairs', role, given as unknown as Json),
      });
    }
    return ordered;
  };
  return {
    small: await ask(drawSmall(chance)),
    big: await ask(drawBig(chance)),
    ordered: await order(drawList(chance), ['controlling']),
    twins: await order(drawTwins(chance)),
  };
}

/** What an agent of this role calls local and remote. */
export function asSeenBy(role: Role, { g, d }: PriorityPair): { local: number; remote: number } {
  return role === 'controlling' ? { local: g, remote: d } : { local: d, remote: g };
}

function checkPriorities(asked: readonly Asked[], hintFor: (asked: Asked) => string): Verdict {
  const wrong = asked.find(
    ({ pair, outcome }) => !outcome.ok || outcome.value !== priorityOfPair(pair).toString(),
  );
  if (!wrong) return { verdict: 'pass' };
  const { g, d } = wrong.pair;
  const priority = JSON.stringify(priorityOfPair(wrong.pair).toString());
  return {
    verdict: 'fail',
    expected: text(`${priority} from pairPriority(${g}, ${d})`, `pairPriority(${g}, ${d}) 得 ${priority}`),
    seen: seenIn(wrong.outcome),
    hint: hintFor(wrong),
  };
}

/** A last bit that is missing, and nothing else. */
function hintForSmall({ pair, outcome }: Asked): string {
  const right = priorityOfPair(pair);
  const isNear = outcome.ok && outcome.value === (right - 1n).toString();
  return isNear ? 'three-summands' : 'powers';
}

function checkOrder(ordered: readonly Ordered[], hint: string): Verdict {
  for (const { role, pairs, outcome } of ordered) {
    const as = text(`${role}: `, role === 'controlling' ? '控制方：' : '受控方：');
    if (!outcome.ok) {
      const expected = text(`${pairs.length} pairs in order`, `排好序的 ${pairs.length} 个对`);
      const seen = wordsOfLearnerError(outcome.error);
      return { verdict: 'fail', expected, seen, hint: 'a-comparator-answers-a-number' };
    }
    const read = (value: Json) =>
      role === 'controlling' ? readNumbers(value, 'local', 'remote') : readNumbers(value, 'remote', 'local');
    const problem = orderProblem(outcome.value, pairs, read);
    if (problem) {
      const { expected, seen } = problem;
      const words = text(as.en + expected.en, as['zh-cn'] + expected['zh-cn']);
      return { verdict: 'fail', expected: words, seen, hint };
    }
  }
  return { verdict: 'pass' };
}

export default defineChecks<Observed>({
  deadlineMs: 15_000,
  observe,
  checks: {
    'small-numbers': ({ small }) => checkPriorities(small, hintForSmall),
    'big-numbers': ({ big }) => checkPriorities(big, () => 'all-the-way-in-bigint'),
    'in-order': ({ ordered }) => checkOrder(ordered, 'a-comparator-answers-a-number'),
    'knows-its-role': ({ twins }) => checkOrder(twins, 'who-is-g'),
  },
});

function seenIn(outcome: CallOutcome): LocalizedText {
  if (!outcome.ok) return wordsOfLearnerError(outcome.error);
  const words = JSON.stringify(outcome.value);
  return text(words, words);
}
