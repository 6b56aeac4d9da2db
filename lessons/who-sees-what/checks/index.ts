import { createChance } from '#lessons/chance.ts';
import { defineChecks, text } from '#lessons/contract.ts';
import type { CallOutcome, Learner, LocalizedText, Verdict } from '#lessons/contract.ts';
import { wordsOfLearnerError } from '#lessons/learner-error.ts';
import { type Case, casesOf, CHECK_IDS, type CheckId } from './cases.ts';

/** Each list with what the learner's function said of it. */
export type Observed = Readonly<Record<CheckId, readonly { example: Case; outcome: CallOutcome }[]>>;

const HINTS: Readonly<Record<CheckId, string>> = {
  'names-and-relays': 'whose-is-it',
  'by-address': 'not-the-type',
  edges: 'count-bits',
  ipv6: 'first-group',
  related: 'after-raddr',
  hidden: 'nothing-new',
  once: 'a-set',
};

const LISTS = ['names', 'local', 'public', 'relay'] as const;

async function observe(learner: Learner): Promise<Observed> {
  const cases = casesOf(createChance());
  const observed: Partial<Record<CheckId, { example: Case; outcome: CallOutcome }[]>> = {};
  for (const id of CHECK_IDS) {
    observed[id] = [];
    for (const example of cases[id]) {
      observed[id].push({ example, outcome: await learner.call('revealed', [...example.lines]) });
    }
  }
  return observed as Observed;
}

/** The first list that is not as it should be, or a pass. */
function check(id: CheckId): (observed: Observed) => Verdict {
  return (observed) => {
    for (const { example, outcome } of observed[id]) {
      const wrong = firstWrong(example, outcome);
      if (wrong) return { verdict: 'fail', ...wrong, hint: HINTS[id] };
    }
    return { verdict: 'pass' };
  };
}

/** Addresses that are drawn belong to nobody, so they can be shown. */
function firstWrong(
  { lines, expected }: Case,
  outcome: CallOutcome,
): { expected: LocalizedText; seen: LocalizedText } | undefined {
  const shown = lines.length === 0 ? text('no line', '没有任何行') : same(lines.map(brief).join('; '));
  const inLines = (words: string) => text(`${words} for ${shown.en}`, `${words}，输入为 ${shown['zh-cn']}`);
  if (!outcome.ok) return { expected: inLines('four lists'), seen: wordsOfLearnerError(outcome.error) };
  const { value } = outcome;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return {
      expected: inLines('{ names, local, public, relay }'),
      seen: same(JSON.stringify(value).slice(0, 120)),
    };
  }
  for (const list of LISTS) {
    const given = JSON.stringify(value[list] ?? null);
    const wanted = JSON.stringify(expected[list]);
    if (given !== wanted) {
      return { expected: inLines(`${list}: ${wanted}`), seen: same(`${list}: ${given.slice(0, 160)}`) };
    }
  }
  return undefined;
}

/** Of a line what matters here: the address, the type, the related address. */
function brief(line: string): string {
  return /\d (\S+) \d+ typ (\S+(?: raddr \S+)?)/.exec(line)?.slice(1, 3).join(' ') ?? line;
}

function same(words: string): LocalizedText {
  return text(words, words);
}

export default defineChecks<Observed>({
  deadlineMs: 15_000,
  observe,
  checks: {
    'names-and-relays': check('names-and-relays'),
    'by-address': check('by-address'),
    edges: check('edges'),
    ipv6: check('ipv6'),
    related: check('related'),
    hidden: check('hidden'),
    once: check('once'),
  },
});
