import { showHex } from '#lessons/bytes.ts';
import { createChance } from '#lessons/chance.ts';
import { defineChecks, text } from '#lessons/contract.ts';
import type { CallOutcome, Learner, Verdict } from '#lessons/contract.ts';
import { wordsOfLearnerError } from '#lessons/learner-error.ts';
import { drawCases, type Case, type CheckId } from './cases.ts';

/** Each packet with what the learner's code said of it. */
export type Observed = readonly { readonly example: Case; readonly outcome: CallOutcome }[];

async function observe(learner: Learner): Promise<Observed> {
  const observed: { example: Case; outcome: CallOutcome }[] = [];
  for (const example of drawCases(createChance())) {
    observed.push({ example, outcome: await learner.call('isStun', [...example.packet]) });
  }
  return observed;
}

/** Fails with the first packet of that check of which something else was said. */
function check(id: CheckId): (observed: Observed) => Verdict {
  const wanted = id === 'knows-stun';
  return (observed) => {
    const wrong = observed.find(
      ({ example, outcome }) => example.shows === id && !(outcome.ok && outcome.value === wanted),
    );
    if (!wrong) return { verdict: 'pass' };
    const { example, outcome } = wrong;
    const bytes = showHex(Uint8Array.from(example.packet));
    const said = outcome.ok ? (JSON.stringify(outcome.value) ?? 'undefined').slice(0, 60) : undefined;
    return {
      verdict: 'fail',
      expected: text(`${wanted} for ${bytes}`, `对 ${bytes} 返回 ${wanted}`),
      seen:
        said === undefined && !outcome.ok ? wordsOfLearnerError(outcome.error) : text(`${said}`, `${said}`),
      hint: 'read-the-header',
    };
  };
}

export default defineChecks<Observed>({
  deadlineMs: 10_000,
  observe,
  checks: {
    'knows-stun': check('knows-stun'),
    'refuses-others': check('refuses-others'),
    'refuses-short': check('refuses-short'),
  },
});
