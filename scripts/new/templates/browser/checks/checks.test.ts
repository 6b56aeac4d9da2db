import { describe, expect, it } from 'vitest';
import { createChance, seeded } from '#lessons/chance.ts';
import { isStun } from '../solution/exercise.ts';
import { drawCases, type Case } from './cases.ts';
import exercise from './index.ts';

/** The checks that fail for who answers so. */
function failing(answer: (example: Case) => boolean): string[] {
  const observed = drawCases(createChance(seeded(1))).map((example) => ({
    example,
    outcome: { ok: true, value: answer(example) } as const,
  }));
  return Object.entries(exercise.checks).flatMap(([id, check]) =>
    check(observed, { iceServers: [] }).verdict === 'fail' ? [id] : [],
  );
}

describe('new-exercise', () => {
  it('passes the solution', () => {
    expect(failing(({ packet }) => isStun(packet))).toEqual([]);
  });

  it('fails one answer to everything', () => {
    expect(failing(() => false)).toEqual(['knows-stun']);
    expect(failing(() => true)).toEqual(['refuses-others', 'refuses-short']);
  });
});
