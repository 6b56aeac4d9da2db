import { createChance } from '#lessons/chance.ts';
import { defineChecks } from '#lessons/contract.ts';
import type { Learner, Verdict } from '#lessons/contract.ts';
import { asJson, askAll } from './ask.ts';
import type { Case } from './cases.ts';
import {
  type Answered,
  answers,
  hasSucceeded,
  isInQueue,
  isKnown,
  isNew,
  isOpen,
  isRefused,
  judge,
  leavesAlone,
  learns,
  pairsOnce,
  queuesOnce,
  refuses,
  triggers,
} from './verdicts.ts';

function observe(learner: Learner): Promise<readonly Answered[]> {
  return askAll((agent, request) => learner.call('answerCheck', ...asJson(agent, request)), createChance());
}

function check(
  isAsked: (example: Case) => boolean,
  of: Parameters<typeof judge>[2],
  hint: string,
): (answered: readonly Answered[]) => Verdict {
  return (answered) => judge(answered, isAsked, of, hint);
}

export default defineChecks<readonly Answered[]>({
  deadlineMs: 15_000,
  observe,
  checks: {
    'refuses-strangers': check(isRefused, refuses, 'whose-name-comes-first'),
    'answers-at-once': check((example) => !isRefused(example), answers, 'the-password-is-enough'),
    'learns-the-address': check(isNew, learns, 'the-request-says-it'),
    'one-pair': check(isNew, pairsOnce, 'only-the-way-it-came'),
    triggers: check((example) => isOpen(example) || isNew(example), triggers, 'now-is-the-time'),
    'leaves-succeeded': check(hasSucceeded, leavesAlone, 'nothing-to-prove'),
    'queues-once': check(
      (example) => isInQueue(example) || (isKnown(example) && isOpen(example)),
      queuesOnce,
      'a-queue-without-doubles',
    ),
  },
});
