import { createChance } from '#lessons/chance.ts';
import { defineChecks } from '#lessons/contract.ts';
import type { Json, Learner, Verdict } from '#lessons/contract.ts';
import { type Case, drawCases } from './cases.ts';
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

async function observe(learner: Learner): Promise<readonly Answered[]> {
  const answered: Answered[] = [];
  for (const example of drawCases(createChance())) {
    const [agent, request] = structuredClone([example.agent, example.request]) as unknown as [Json, Json];
    answered.push({ example, outcome: await learner.call('answerCheck', agent, request) });
  }
  return answered;
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
