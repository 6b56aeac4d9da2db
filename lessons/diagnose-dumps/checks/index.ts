import { createChance } from '#lessons/chance.ts';
import { defineChecks, text } from '#lessons/contract.ts';
import type { CallOutcome, Json, Learner, LocalizedText, Verdict } from '#lessons/contract.ts';
import { wordsOfLearnerError } from '#lessons/learner-error.ts';
import { CHECK_IDS, type CheckId, type Variant, variantsOf } from './variants.ts';

/** Each dump with what the learner made of it. */
export type Observed = Readonly<Record<CheckId, readonly { variant: Variant; outcome: CallOutcome }[]>>;

const HINTS: Readonly<Record<CheckId, string>> = {
  'tells-direct-from-relayed': 'two-ends',
  'remembers-it-was-connected': 'the-whole-history',
  'sees-what-never-came': 'what-signalling-brought',
  'reads-a-refusal': 'a-refusal-that-matters',
  'reads-silence': 'what-is-missing',
};

async function observe(learner: Learner): Promise<Observed> {
  const variants = variantsOf(createChance());
  const observed: Partial<Record<CheckId, { variant: Variant; outcome: CallOutcome }[]>> = {};
  for (const id of CHECK_IDS) {
    observed[id] = [];
    for (const variant of variants[id]) {
      const outcome = await learner.call('diagnose', variant.dump as unknown as Json);
      observed[id].push({ variant, outcome });
    }
  }
  return observed as Observed;
}

/** The first dump that was taken for another, or a pass. */
function check(id: CheckId): (observed: Observed) => Verdict {
  return (observed) => {
    for (const { variant, outcome } of observed[id]) {
      const { name, diagnosis } = variant;
      if (outcome.ok && outcome.value === diagnosis) continue;
      const expected = text(`${name.en}: ${diagnosis}`, `${name['zh-cn']}：${diagnosis}`);
      return { verdict: 'fail', expected, seen: said(outcome), hint: HINTS[id] };
    }
    return { verdict: 'pass' };
  };
}

function said(outcome: CallOutcome): LocalizedText {
  if (!outcome.ok) return wordsOfLearnerError(outcome.error);
  const words =
    typeof outcome.value === 'string'
      ? outcome.value.slice(0, 60)
      : JSON.stringify(outcome.value).slice(0, 60);
  return text(words, words);
}

export default defineChecks<Observed>({
  deadlineMs: 15_000,
  observe,
  checks: Object.fromEntries(CHECK_IDS.map((id) => [id, check(id)])),
});
