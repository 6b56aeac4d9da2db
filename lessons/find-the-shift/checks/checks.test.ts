import { describe, expect, it } from 'vitest';
import { createChance, seeded } from '#lessons/chance.ts';
import type { CallOutcome, Json, Verdict } from '#lessons/contract.ts';
import type { PriorityPair } from '#lessons/pair-order.ts';
import { pairPriority } from '#src/protocol/index.ts';
import { sortChecklist as rounded } from '../mistakes/a-power-in-a-double/exercise.ts';
import { type Pair, sortChecklist as solution } from '../solution/exercise.ts';
import { sortChecklist as start } from '../start/exercise.ts';
import { severalAddresses, twins, usualPairs } from './cases.ts';
import exercise, { asGiven, type Observed } from './index.ts';

type Sorter = (pairs: Pair[]) => Pair[];

function call(sorter: Sorter, pairs: readonly PriorityPair[]): CallOutcome {
  try {
    return { ok: true, value: sorter(pairs.map(asGiven)) as unknown as Json };
  } catch (error) {
    return { ok: false, error: { kind: 'thrown', name: 'Error', message: String(error) } };
  }
}

function failing(sorter: Sorter, seed = 1): string[] {
  const chance = createChance(seeded(seed));
  const sort = (lists: readonly PriorityPair[][]) =>
    lists.map((pairs) => ({ pairs, outcome: call(sorter, pairs) }));
  const observed: Observed = {
    usual: sort([usualPairs(chance), usualPairs(chance)]),
    several: sort([severalAddresses(chance), severalAddresses(chance)]),
    twins: sort(twins(chance)),
  };
  return Object.entries(exercise.checks).flatMap(([id, check]) => {
    const { verdict }: Verdict = check(observed, { iceServers: [] });
    return verdict === 'fail' ? [id] : [];
  });
}

const eachSeed = (sorter: Sorter) => Array.from({ length: 50 }, (_, seed) => failing(sorter, seed));

describe('the checks of find-the-shift', () => {
  it('pass the solution, whatever is drawn', () => {
    expect(new Set(eachSeed(solution).flat())).toEqual(new Set());
  });

  it('pass our own protocol core, and who compares part by part', () => {
    const ours = ({ controlling, controlled }: Pair) => pairPriority(controlling, controlled);
    expect(eachSeed((pairs) => pairs.toSorted((a, b) => Number(ours(b) - ours(a)))).flat()).toEqual([]);
    const byParts: Sorter = (pairs) =>
      pairs.toSorted(
        (a, b) =>
          Math.min(b.controlling, b.controlled) - Math.min(a.controlling, a.controlled) ||
          Math.max(b.controlling, b.controlled) - Math.max(a.controlling, a.controlled) ||
          b.controlling - a.controlling,
      );
    expect(eachSeed(byParts).flat()).toEqual([]);
  });

  it('pass and fail the code to start from as its story says: with the usual values nobody notices', () => {
    for (const failed of eachSeed(start)) expect(failed).toEqual(['several-addresses']);
  });

  it('fail doubles in the last bit alone', () => {
    for (const failed of eachSeed(rounded)) expect(failed).toEqual(['last-bit']);
  });

  it('fail who returns what was given, or leaves something out', () => {
    for (const failed of eachSeed((pairs) => pairs)) expect(failed).toContain('last-bit');
    expect(failing((pairs) => pairs.slice(1))).toEqual(['one-address', 'several-addresses', 'last-bit']);
  });
});
