import { describe, expect, it, vi } from 'vitest';
import { createChance, seeded } from '#lessons/chance.ts';
import type { CallOutcome, Json, Verdict } from '#lessons/contract.ts';
import { Foundations, candidatePriority, splitPriority } from '#src/protocol/index.ts';
import * as solution from '../solution/exercise.ts';
import * as start from '../start/exercise.ts';
import { RECOMMENDED, RFC8421, drawGroups, drawPriorities, shuffled } from './cases.ts';
import type { GivenCandidate, PriorityCase } from './cases.ts';
import exercise, { type Asked, type Observed } from './index.ts';

vi.hoisted(() => vi.spyOn(console, 'log').mockImplementation(() => undefined)); // the start prints

type Answers = typeof solution;

function call(answer: () => unknown): CallOutcome {
  try {
    return { ok: true, value: JSON.parse(JSON.stringify(answer())) as Json };
  } catch (error) {
    return { ok: false, error: { kind: 'thrown', name: 'Error', message: String(error) } };
  }
}

function observe(answers: Answers, seed: number): Observed {
  const chance = createChance(seeded(seed));
  const every = [...RFC8421, ...drawPriorities(chance)];
  const groups = drawGroups(chance);
  const candidates = shuffled(groups, chance);
  const priorities = (examples: readonly PriorityCase[]): Asked[] =>
    examples.map((example) => ({
      example,
      outcome: call(() => answers.candidatePriority(...example.parts)),
    }));
  return {
    recommended: priorities(RECOMMENDED),
    every: priorities(every),
    split: [...RECOMMENDED, ...every].map((example) => ({
      example,
      outcome: call(() => answers.splitPriority(example.priority)),
    })),
    groups,
    candidates,
    foundations: call(() => answers.foundations(structuredClone(candidates) as never)),
  };
}

function verdictsOf(answers: Partial<Answers>, seed = 1): Record<string, Verdict> {
  const observed = observe({ ...solution, ...answers }, seed);
  return Object.fromEntries(
    Object.entries(exercise.checks).map(([id, check]) => [id, check(observed, { iceServers: [] })]),
  );
}

const failing = (verdicts: Record<string, Verdict>) =>
  Object.entries(verdicts).flatMap(([id, { verdict }]) => (verdict === 'fail' ? [id] : []));

describe('the cases', () => {
  it('are what our own protocol core computes', () => {
    for (let seed = 0; seed < 50; seed++) {
      for (const { parts, priority } of [
        ...RECOMMENDED,
        ...RFC8421,
        ...drawPriorities(createChance(seeded(seed))),
      ]) {
        const [typePreference, localPreference, component] = parts;
        expect(candidatePriority({ typePreference, localPreference, component })).toBe(priority);
        expect(splitPriority(priority)).toEqual({ typePreference, localPreference, component });
        expect(priority).toBeGreaterThan(0);
      }
    }
  });

  it('are grouped as our own foundations group them', () => {
    for (let seed = 0; seed < 50; seed++) {
      const groups = drawGroups(createChance(seeded(seed)));
      const given = new Foundations();
      const foundationOf = ({ type, base, server, transport }: GivenCandidate) =>
        given.foundationFor({ type, baseAddress: base.address, serverAddress: server?.address, transport });
      const foundations = groups.map((group) => new Set(group.map(foundationOf)));
      expect(foundations.map(({ size }) => size)).toEqual(groups.map(() => 1));
      expect(new Set(foundations.flatMap((set) => [...set])).size).toBe(groups.length);
      expect(groups.some((group) => group.length > 1)).toBe(true);
    }
  });
});

describe('the checks of candidate-priority', () => {
  it('pass the solution, whatever is drawn', () => {
    for (let seed = 0; seed < 50; seed++) expect(failing(verdictsOf({}, seed))).toEqual([]);
  });

  it('fail the code to start from', () => {
    expect(failing(verdictsOf(start))).toEqual([
      'rfc-values',
      'every-priority',
      'takes-apart',
      'different-foundation',
    ]);
  });

  it('take any texts for foundations that the RFC allows', () => {
    const names = (candidates: solution.Candidate[]) =>
      solution.foundations(candidates).map((number) => `Zz+/${number.padStart(28, '0')}`);
    expect(failing(verdictsOf({ foundations: names }))).toEqual([]);
  });

  it('fail foundations that can’t be told apart, that are none, or too few', () => {
    expect(failing(verdictsOf({ foundations: (all) => all.map(() => '') }))).toEqual([
      'different-foundation',
      'grammar',
    ]);
    const none = ['same-foundation', 'different-foundation', 'grammar'];
    expect(failing(verdictsOf({ foundations: () => [] }))).toEqual(none);
    expect(failing(verdictsOf({ foundations: (all) => all.map(() => 1 as never) }))).toEqual(none);
  });

  it('fail a table of the four values that everybody knows', () => {
    const table = new Map(RECOMMENDED.map(({ parts, priority }) => [parts[0], priority]));
    const byTable = (type: number) => table.get(type) ?? 0;
    expect(failing(verdictsOf({ candidatePriority: byTable }))).toEqual(['every-priority']);
  });
});
