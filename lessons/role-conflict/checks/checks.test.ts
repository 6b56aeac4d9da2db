import { describe, expect, it, vi } from 'vitest';
import { createChance, seeded } from '#lessons/chance.ts';
import type { CallOutcome, Json } from '#lessons/contract.ts';
import * as byNumbers from '../mistakes/compares-as-numbers/exercise.ts';
import * as byTexts from '../mistakes/compares-as-texts/exercise.ts';
import * as solution from '../solution/exercise.ts';
import * as start from '../start/exercise.ts';
import exercise, { observeBy } from './index.ts';

vi.hoisted(() => vi.spyOn(console, 'log').mockImplementation(() => undefined)); // the start prints

type Answers = Pick<typeof solution, 'receive' | 'refused'>;

/** The ids of the checks that fail. */
async function failing(answers: Partial<Answers>, seed = 1): Promise<string[]> {
  const functions: Readonly<Record<string, unknown>> = { ...solution, ...answers };
  const call = (name: string, ...args: Json[]): Promise<CallOutcome> => {
    const value = (functions[name] as (...all: Json[]) => Json)(...args);
    return Promise.resolve({ ok: true, value });
  };
  const observed = await observeBy(call, createChance(seeded(seed)));
  return Object.entries(exercise.checks).flatMap(([id, check]) =>
    check(observed, { iceServers: [] }).verdict === 'fail' ? [id] : [],
  );
}

describe('the checks of role-conflict', () => {
  it('pass the solution, whatever is drawn', async () => {
    for (let seed = 0; seed < 50; seed++) expect(await failing({}, seed)).toEqual([]);
  });

  it('fail the code to start from', async () => {
    expect(await failing(start)).toEqual([
      'both-controlling',
      'both-controlled',
      'no-conflict',
      'equal-numbers',
      'all-bits',
      'gives-up-the-refused-role',
      'takes-the-new-number',
    ]);
  });

  it('catch a comparison that isn’t exact by its numbers alone, whatever is drawn', async () => {
    for (let seed = 0; seed < 50; seed++) {
      expect(await failing(byNumbers, seed)).toEqual(['all-bits']);
      expect(await failing(byTexts, seed)).toEqual(['all-bits']);
    }
  });

  it('take either number from who had given the role up already', async () => {
    const refused: Answers['refused'] = (me, refusedRole, fresh) =>
      me.role === refusedRole ? solution.refused(me, refusedRole, fresh) : me;
    expect(await failing({ refused })).toEqual([]);
  });

  it('fail the table of RFC 8445 §7.3.1.1 with any one of its cells turned round', async () => {
    for (const role of ['controlling', 'controlled'] as const) {
      for (const isLarger of [true, false]) {
        const receive: Answers['receive'] = (me, request) => {
          const right = solution.receive(me, request);
          const isCell =
            me.role === role &&
            request.role === role &&
            BigInt(me.tiebreaker) >= BigInt(request.tiebreaker) === isLarger;
          return isCell ? { ...right, answer: right.answer === '487' ? 'success' : '487' } : right;
        };
        expect(await failing({ receive })).toContain(`both-${role}`);
      }
    }
  });
});
