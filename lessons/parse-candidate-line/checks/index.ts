import { defineChecks } from '#lessons/contract.ts';
import type { CallOutcome, Learner, Verdict } from '#lessons/contract.ts';
import { compareCases } from './compare.ts';
import type { Wrong } from './compare.ts';
import { CORPUS } from './corpus.ts';
import type { CheckId } from './corpus.ts';

/** The learner's outcome for every line of the corpus. */
type Observed = ReadonlyMap<string, CallOutcome>;

async function observe(learner: Learner): Promise<Observed> {
  const outcomes = new Map<string, CallOutcome>();
  for (const { line } of Object.values(CORPUS).flat()) {
    if (!outcomes.has(line)) outcomes.set(line, await learner.call('parseCandidate', line));
  }
  return outcomes;
}

function check(id: CheckId, hintFor: (wrong: Wrong) => string): (observed: Observed) => Verdict {
  return (observed) => compareCases(CORPUS[id], observed, hintFor);
}

export default defineChecks<Observed>({
  deadlineMs: 15_000,
  observe,
  checks: {
    'reads-the-fields': check('reads-the-fields', () => 'six-fields-then-typ'),
    'related-address': check('related-address', ({ field }) =>
      field === 'relatedPort' ? 'words-announce-values' : 'two-addresses',
    ),
    'any-address': check('any-address', () => 'an-address-is-a-word'),
    'keeps-extensions': check('keeps-extensions', () => 'words-announce-values'),
    'keeps-to-the-limits': check('keeps-to-the-limits', ({ kind }) =>
      kind === 'threw' ? 'null-is-an-answer' : 'limits',
    ),
    'answers-null': check('answers-null', ({ kind }) =>
      kind === 'threw' ? 'null-is-an-answer' : 'digits-only',
    ),
  },
});
