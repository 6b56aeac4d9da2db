import { createChance } from '#lessons/chance.ts';
import type { Chance } from '#lessons/chance.ts';
import { defineChecks, text } from '#lessons/contract.ts';
import type { CallOutcome, Json, Learner, LocalizedText, Verdict } from '#lessons/contract.ts';
import { wordsOfLearnerError } from '#lessons/learner-error.ts';
import {
  type Arrival,
  type Refusal,
  drawEqual,
  drawLarge,
  drawPeaceful,
  drawRefusals,
  drawSmall,
} from './cases.ts';

/** A case with what the learner's code made of it. */
export interface Asked<Case> {
  readonly example: Case;
  readonly outcome: CallOutcome;
}

export interface Observed {
  readonly controlling: readonly Asked<Arrival>[];
  readonly controlled: readonly Asked<Arrival>[];
  readonly peaceful: readonly Asked<Arrival>[];
  readonly equal: readonly Asked<Arrival>[];
  readonly large: readonly Asked<Arrival>[];
  readonly refusals: readonly Asked<Refusal>[];
}

type Call = (name: string, ...args: Json[]) => Promise<CallOutcome>;

/** Asks all that the checks look at. */
export async function observeBy(call: Call, chance: Chance): Promise<Observed> {
  const receive = async (examples: readonly Arrival[]) => {
    const asked: Asked<Arrival>[] = [];
    for (const example of examples) {
      const { me, request } = example;
      asked.push({ example, outcome: await call('receive', { ...me }, { ...request }) });
    }
    return asked;
  };
  const refusals: Asked<Refusal>[] = [];
  for (const example of drawRefusals(chance)) {
    const { me, refusedRole, fresh } = example;
    refusals.push({ example, outcome: await call('refused', { ...me }, refusedRole, fresh) });
  }
  return {
    controlling: await receive(drawSmall(chance, 'controlling')),
    controlled: await receive(drawSmall(chance, 'controlled')),
    peaceful: await receive(drawPeaceful(chance)),
    equal: await receive(drawEqual(chance)),
    large: await receive(drawLarge(chance)),
    refusals,
  };
}

function checkArrivals(asked: readonly Asked<Arrival>[], hint: string): Verdict {
  const wrong = asked.find(({ example, outcome }) => !has(outcome, example.expected));
  if (!wrong) return { verdict: 'pass' };
  const { me, request, expected } = wrong.example;
  const call = `receive(${show(me)}, ${show(request)})`;
  return {
    verdict: 'fail',
    expected: text(`${show(expected)} from ${call}`, `${call} 得 ${show(expected)}`),
    seen: seenIn(wrong.outcome),
    hint,
  };
}

function checkRefusals(
  asked: readonly Asked<Refusal>[],
  wantedOf: (example: Refusal) => Readonly<Record<string, string>>,
  hint: string,
): Verdict {
  const wrong = asked.find(({ example, outcome }) => !has(outcome, wantedOf(example)));
  if (!wrong) return { verdict: 'pass' };
  const { me, refusedRole, fresh } = wrong.example;
  const wanted = show(wantedOf(wrong.example));
  const call = `refused(${show(me)}, ${show(refusedRole)}, ${show(fresh)})`;
  return {
    verdict: 'fail',
    expected: text(`${wanted} from ${call}`, `${call} 得 ${wanted}`),
    seen: seenIn(wrong.outcome),
    hint,
  };
}

function has(outcome: CallOutcome, wanted: Readonly<Record<string, string>>): boolean {
  if (!outcome.ok) return false;
  const { value } = outcome;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(wanted).every(([name, word]) => value[name] === word);
}

export default defineChecks<Observed>({
  deadlineMs: 15_000,
  observe: (learner: Learner) => observeBy((name, ...args) => learner.call(name, ...args), createChance()),
  checks: {
    'both-controlling': ({ controlling }) => checkArrivals(controlling, 'the-larger-controls'),
    'both-controlled': ({ controlled }) => checkArrivals(controlled, 'look-at-the-end'),
    'no-conflict': ({ peaceful }) => checkArrivals(peaceful, 'roles-first'),
    'equal-numbers': ({ equal }) => checkArrivals(equal, 'or-equal'),
    'all-bits': ({ large }) => checkArrivals(large, 'exact-numbers'),
    'gives-up-the-refused-role': ({ refusals }) =>
      checkRefusals(refusals, ({ role }) => ({ role }), 'what-was-refused'),
    // Who has given the role up already may keep the number that it has had since: the task leaves that open.
    'takes-the-new-number': ({ refusals }) =>
      checkRefusals(
        refusals.filter(({ example }) => example.me.role === example.refusedRole),
        ({ fresh }) => ({ tiebreaker: fresh }),
        'a-new-number',
      ),
  },
});

function seenIn(outcome: CallOutcome): LocalizedText {
  if (!outcome.ok) return wordsOfLearnerError(outcome.error);
  const words = show(outcome.value);
  return text(words, words);
}

function show(value: Json | Readonly<Record<string, string>>): string {
  const words = JSON.stringify(value);
  return words.length > 120 ? `${words.slice(0, 120)}…` : words;
}
