import { createChance } from '#lessons/chance.ts';
import { defineChecks, text } from '#lessons/contract.ts';
import type { CallOutcome, Json, Learner, LocalizedText, Verdict } from '#lessons/contract.ts';
import { wordsOfLearnerError } from '#lessons/learner-error.ts';
import { type Case, casesOf, CHECK_IDS, type CheckId, type Expected } from './cases.ts';

/** Each list with what the learner's function said of it. */
export type Observed = Readonly<Record<CheckId, readonly { example: Case; outcome: CallOutcome }[]>>;

const HINTS: Readonly<Record<CheckId, string>> = {
  'takes-what-is-right': 'start-with-one',
  'each-url': 'all-of-them',
  grammar: 'to-the-end',
  ports: 'port-numbers',
  ipv6: 'brackets',
  queries: 'whose-query',
  credentials: 'two-schemes',
};

async function observe(learner: Learner): Promise<Observed> {
  const cases = casesOf(createChance());
  const observed: Partial<Record<CheckId, { example: Case; outcome: CallOutcome }[]>> = {};
  for (const id of CHECK_IDS) {
    observed[id] = [];
    for (const example of cases[id]) {
      const list = JSON.parse(JSON.stringify(example.list)) as Json;
      observed[id].push({ example, outcome: await learner.call('checkIceServers', list) });
    }
  }
  return observed as Observed;
}

/** The first list of which the learner's function said something else, or a pass. */
function check(id: CheckId): (observed: Observed) => Verdict {
  return (observed) => {
    const wrong = observed[id].find(({ example, outcome }) => !isAsExpected(example.expected, outcome));
    if (!wrong) return { verdict: 'pass' };
    const list = JSON.stringify(wrong.example.list);
    const wanted = wordsOf(wrong.example.expected);
    return {
      verdict: 'fail',
      expected: text(`${wanted} for ${list}`, `${wanted}，输入为 ${list}`),
      seen: said(wrong.outcome),
      hint: HINTS[id],
    };
  };
}

function isAsExpected(expected: Expected | null, outcome: CallOutcome): boolean {
  if (!outcome.ok) return false;
  const { value } = outcome;
  if (expected === null || value === null) return expected === value;
  if (typeof value !== 'object' || Array.isArray(value)) return false;
  return value['index'] === expected.index && value['error'] === expected.error;
}

function wordsOf(expected: Expected | null): string {
  return expected === null ? 'null' : `index ${expected.index}, ${expected.error}`;
}

function said(outcome: CallOutcome): LocalizedText {
  if (!outcome.ok) return wordsOfLearnerError(outcome.error);
  const words = JSON.stringify(outcome.value).slice(0, 120);
  return text(words, words);
}

export default defineChecks<Observed>({
  deadlineMs: 15_000,
  observe,
  checks: {
    'takes-what-is-right': check('takes-what-is-right'),
    'each-url': check('each-url'),
    grammar: check('grammar'),
    ports: check('ports'),
    ipv6: check('ipv6'),
    queries: check('queries'),
    credentials: check('credentials'),
  },
});
