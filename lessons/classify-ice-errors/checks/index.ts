import { defineChecks, text } from '#lessons/contract.ts';
import { wordsOfLearnerError } from '#lessons/learner-error.ts';
import type { CallOutcome, Json, Learner, LocalizedText, Verdict } from '#lessons/contract.ts';
import { CHECK_IDS, casesOf, type Case, type CheckId, type Decision } from './cases.ts';

/** Each case with the learner's outcome. */
export type Observed = Readonly<Record<CheckId, readonly { example: Case; outcome: CallOutcome }[]>>;

const HINTS: Readonly<Record<CheckId, string>> = {
  'answers-the-challenge': 'a-question-first',
  'repeats-with-the-nonce': 'only-the-nonce',
  'tells-expired-from-wrong': 'the-name-knows',
  'waits-a-minute': 'full-is-full',
  'reads-701': 'whose-number',
  'reads-silence': 'silence-has-no-event',
  'guesses-nothing': 'do-not-guess',
};

async function observe(learner: Learner): Promise<Observed> {
  const cases = casesOf({
    realm: `${randomWord()}.example`,
    nonce: randomWord(),
    nowS: 1_700_000_000 + Math.floor(Math.random() * 200_000_000),
  });
  const observed: Partial<Record<CheckId, { example: Case; outcome: CallOutcome }[]>> = {};
  for (const id of CHECK_IDS) {
    observed[id] = [];
    for (const example of cases[id]) {
      observed[id].push({ example, outcome: await learner.call('whatToDo', { ...example.report }) });
    }
  }
  return observed as Observed;
}

function randomWord(): string {
  return crypto.randomUUID().slice(0, 13);
}

/** The first case that was decided otherwise than the task says, or a pass. */
function check(id: CheckId): (observed: Observed) => Verdict {
  return (observed) => {
    for (const { example, outcome } of observed[id]) {
      if (outcome.ok && isDecision(outcome.value) && example.accepts(outcome.value)) continue;
      const { name, wanted } = example;
      const expected = text(`${name.en}: ${wanted.en}`, `${name['zh-cn']}：${wanted['zh-cn']}`);
      return { verdict: 'fail', expected, seen: said(outcome), hint: HINTS[id] };
    }
    return { verdict: 'pass' };
  };
}

function isDecision(value: Json): value is { [key: string]: Json } & Decision {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function said(outcome: CallOutcome): LocalizedText {
  if (!outcome.ok) return wordsOfLearnerError(outcome.error);
  const words = JSON.stringify(outcome.value).slice(0, 120);
  return text(words, words);
}

export default defineChecks<Observed>({
  deadlineMs: 15_000,
  observe,
  checks: Object.fromEntries(CHECK_IDS.map((id) => [id, check(id)])),
});
