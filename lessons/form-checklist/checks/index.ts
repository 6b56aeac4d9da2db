import { createChance } from '#lessons/chance.ts';
import { defineChecks } from '#lessons/contract.ts';
import type { Json, Learner, Verdict } from '#lessons/contract.ts';
import { type Case, drawCases } from './cases.ts';
import {
  type Answered,
  type Judge,
  bothRoles,
  eachPairOnce,
  exactPriority,
  inOrder,
  judgeAll,
  linkLocal,
  sameComponent,
  sameFamily,
} from './verdicts.ts';

async function observe(learner: Learner): Promise<readonly Answered[]> {
  const answers: Answered[] = [];
  for (const example of drawCases(createChance())) {
    const [role, locals, remotes] = argumentsOf(example);
    answers.push({ example, outcome: await learner.call('formChecklist', role, locals, remotes) });
  }
  return answers;
}

/** As data of their own: what the learner does to them reaches no case. */
function argumentsOf({ role, locals, remotes }: Case): [Json, Json, Json] {
  const data = (candidates: Case['locals']): Json => candidates.map((candidate) => ({ ...candidate }));
  return [role, data(locals), data(remotes)];
}

function check(judge: Judge, hint: string): (answers: readonly Answered[]) => Verdict {
  return (answers) => judgeAll(answers, judge, hint);
}

export default defineChecks<readonly Answered[]>({
  deadlineMs: 15_000,
  observe,
  checks: {
    'same-component': check(sameComponent, 'what-a-pair-needs'),
    'same-family': check(sameFamily, 'look-at-the-address'),
    'link-local': check(linkLocal, 'link-local-is-a-prefix'),
    'each-pair-once': check(eachPairOnce, 'types-do-not-matter'),
    'exact-priority': check(exactPriority, 'more-than-53-bits'),
    'both-roles': check(bothRoles, 'who-is-g'),
    'in-order': check(inOrder, 'compare-numbers'),
  },
});
