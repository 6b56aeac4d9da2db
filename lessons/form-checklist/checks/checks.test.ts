import { describe, expect, it } from 'vitest';
import { createChance, seeded } from '#lessons/chance.ts';
import type { CallOutcome, Json, Verdict } from '#lessons/contract.ts';
import { pairPriority as ours } from '#src/protocol/index.ts';
import { formChecklist as ignoresComponents } from '../mistakes/ignores-components/exercise.ts';
import { formChecklist as likeWithLike } from '../mistakes/like-with-like/exercise.ts';
import { formChecklist as mixesFamilies } from '../mistakes/mixes-families/exercise.ts';
import { formChecklist as numberArithmetic } from '../mistakes/number-arithmetic/exercise.ts';
import { formChecklist as ownIsControlling } from '../mistakes/own-is-controlling/exercise.ts';
import { formChecklist as linkLocalWithAll } from '../mistakes/pairs-link-local-with-all/exercise.ts';
import { formChecklist as sortsAsText } from '../mistakes/sorts-as-text/exercise.ts';
import { formChecklist as solution } from '../solution/exercise.ts';
import { formChecklist as start } from '../start/exercise.ts';
import { drawCases } from './cases.ts';
import exercise from './index.ts';
import type { Answered } from './verdicts.ts';
import { pairPriority } from './verdicts.ts';

type Answer = typeof solution;

function verdictsOf(answer: Answer | (() => Json), seed: number): Record<string, Verdict> {
  const answers = drawCases(createChance(seeded(seed))).map(({ role, locals, remotes }): Answered => {
    const given = structuredClone({ locals, remotes }) as unknown as {
      locals: Parameters<Answer>[1];
      remotes: Parameters<Answer>[2];
    };
    const value = (answer as Answer)(role, given.locals, given.remotes) as unknown as Json;
    const outcome: CallOutcome = { ok: true, value };
    return { example: { role, locals, remotes }, outcome };
  });
  return Object.fromEntries(
    Object.entries(exercise.checks).map(([id, check]) => [id, check(answers, { iceServers: [] })]),
  );
}

const failing = (verdicts: Record<string, Verdict>): string[] =>
  Object.entries(verdicts).flatMap(([id, { verdict }]) => (verdict === 'pass' ? [] : [id]));

const SEEDS = Array.from({ length: 60 }, (_, index) => index + 1);

describe('the checks of form-checklist', () => {
  it('let the solution pass, and other right ones, whatever is drawn', () => {
    for (const seed of SEEDS) expect(failing(verdictsOf(solution, seed))).toEqual([]);
    // Of equals the order is arbitrary.
    const reversed: Answer = (role, locals, remotes) =>
      solution(role, locals.toReversed(), remotes.toReversed());
    for (const seed of SEEDS) expect(failing(verdictsOf(reversed, seed))).toEqual([]);
  });

  it.each([
    ['nothing', () => [], ['each-pair-once']],
    ['no list', () => null, Object.keys(exercise.checks)],
    ['unknown candidates', () => [{ local: 'x', remote: 'y', priority: '1' }], Object.keys(exercise.checks)],
  ])('refuse %s', (_what, answer: () => Json, ids) => {
    expect(failing(verdictsOf(answer, 1))).toEqual(ids);
  });

  it('let the start fail', () => {
    expect(failing(verdictsOf(start, 1))).not.toEqual([]);
  });

  it.each<[string, Answer, string[]]>([
    ['same-component', ignoresComponents, ['same-component']],
    ['same-family', mixesFamilies, ['same-family']],
    ['link-local', linkLocalWithAll, ['link-local']],
    ['each-pair-once', likeWithLike, ['each-pair-once']],
    ['in-order', sortsAsText, ['in-order']],
    ['both-roles', ownIsControlling, ['both-roles']],
  ])('tell a mistake by %s alone, whatever is drawn', (_id, mistake, ids) => {
    for (const seed of SEEDS) expect(failing(verdictsOf(mistake, seed))).toEqual(expect.arrayContaining(ids));
  });

  it('tell arithmetic with numbers by its last digits', () => {
    for (const seed of SEEDS) expect(failing(verdictsOf(numberArithmetic, seed))).toContain('exact-priority');
  });

  it('compute the priorities of RFC 8445 §6.1.2.3 as our own agent does', () => {
    for (const example of drawCases(createChance(seeded(7)))) {
      const [local] = example.locals;
      const [remote] = example.remotes;
      if (!local || !remote) throw new Error('an empty list');
      const [g, d] = example.role === 'controlling' ? [local, remote] : [remote, local];
      expect(pairPriority(example, local, remote)).toBe(ours(g.priority, d.priority));
    }
  });
});
