import { defineChecks } from '#lessons/contract.ts';
import { DEADLINE_MS, observe } from './observe.ts';
import { answers, closes, earlyCandidates, lateCandidates, nextGeneration } from './verdicts.ts';

export default defineChecks({
  deadlineMs: DEADLINE_MS,
  observe,
  checks: {
    answers,
    'early-candidates': earlyCandidates,
    'next-generation': nextGeneration,
    'late-candidates': lateCandidates,
    closes,
  },
});
