import { createChance } from '#lessons/chance.ts';
import { defineChecks, text } from '#lessons/contract.ts';
import type { CallOutcome, Learner, Verdict } from '#lessons/contract.ts';
import { wordsOfLearnerError } from '#lessons/learner-error.ts';
import { type Case, type CheckId, type Corpus, makeCorpus } from './corpus.ts';

/** Every question of the run with the learner's answer. */
export type Observed = Readonly<Record<CheckId, readonly (Case & { readonly outcome: CallOutcome })[]>>;

async function observe(learner: Learner): Promise<Observed> {
  const corpus: Corpus = makeCorpus(createChance());
  const asked = await Promise.all(
    Object.entries(corpus).map(async ([id, cases]) => {
      const answered: (Case & { outcome: CallOutcome })[] = [];
      for (const one of cases) {
        const outcome = await learner.call('mayRelayTo', one.address, [...one.own]);
        answered.push({ ...one, outcome });
      }
      return [id, answered] as const;
    }),
  );
  return Object.fromEntries(asked) as Record<string, Observed[CheckId]> as Observed;
}

/** Looks at one answer after the other until one is wrong. */
function check(id: CheckId, hint: string): (observed: Observed) => Verdict {
  return (observed) => {
    for (const { address, may, why, outcome } of observed[id]) {
      const expected = may
        ? text(`true for ${address}: a public address`, `${address} 应为 true：它是公网地址`)
        : text(`false for ${address} (${why})`, `${address} 应为 false（${why}）`);
      if (!outcome.ok) return { verdict: 'fail', expected, seen: wordsOfLearnerError(outcome.error), hint };
      if (outcome.value === may) continue;
      const said = JSON.stringify(outcome.value);
      return { verdict: 'fail', expected, seen: text(said, said), hint };
    }
    return { verdict: 'pass' };
  };
}

export default defineChecks<Observed>({
  deadlineMs: 15_000,
  observe,
  checks: {
    'private-networks': check('private-networks', 'bits-not-texts'),
    'this-machine-and-link': check('this-machine-and-link', 'whole-networks'),
    'nobodys-addresses': check('nobodys-addresses', 'whole-networks'),
    'ipv4-inside-ipv6': check('ipv4-inside-ipv6', 'one-host-many-names'),
    'own-addresses': check('own-addresses', 'compare-bytes'),
    'lets-the-rest-through': check('lets-the-rest-through', 'bits-not-texts'),
  },
});
