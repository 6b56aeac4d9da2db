import { describe, expect, it, vi } from 'vitest';
import { createChance, seeded } from '#lessons/chance.ts';
import type { CallOutcome, Json, Verdict } from '#lessons/contract.ts';
import type { PriorityPair } from '#lessons/pair-order.ts';
import { pairPriority } from '#src/protocol/index.ts';
import * as solution from '../solution/exercise.ts';
import * as start from '../start/exercise.ts';
import { drawBig, drawList, drawSmall, drawTwins } from './cases.ts';
import exercise, { asSeenBy, type Observed, type Ordered, type Role } from './index.ts';

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
  const ask = (pairs: readonly PriorityPair[]) =>
    pairs.map((pair) => ({ pair, outcome: call(() => answers.pairPriority(pair.g, pair.d)) }));
  const order = (pairs: readonly PriorityPair[], role: Role): Ordered => ({
    role,
    pairs,
    outcome: call(() =>
      answers.orderPairs(
        role,
        pairs.map((pair) => asSeenBy(role, pair)),
      ),
    ),
  });
  const [small, big, list, twins] = [drawSmall(chance), drawBig(chance), drawList(chance), drawTwins(chance)];
  return {
    small: ask(small),
    big: ask(big),
    ordered: [order(list, 'controlling')],
    twins: [order(twins, 'controlling'), order(twins, 'controlled')],
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

describe('the checks of pair-priority', () => {
  it('pass the solution, whatever is drawn', () => {
    for (let seed = 0; seed < 50; seed++) expect(failing(verdictsOf({}, seed))).toEqual([]);
  });

  it('pass our own protocol core', () => {
    const ours = (g: number, d: number) => pairPriority(g, d).toString();
    for (let seed = 0; seed < 50; seed++)
      expect(failing(verdictsOf({ pairPriority: ours }, seed))).toEqual([]);
  });

  it('fail the code to start from', () => {
    expect(failing(verdictsOf(start))).toEqual([
      'small-numbers',
      'big-numbers',
      'in-order',
      'knows-its-role',
    ]);
  });

  it('pass an order that was found without any sum', () => {
    const byParts: Answers['orderPairs'] = (role, pairs) =>
      pairs.toSorted((a, b) => {
        const g = (pair: solution.Pair) => (role === 'controlling' ? pair.local : pair.remote);
        return (
          Math.min(b.local, b.remote) - Math.min(a.local, a.remote) ||
          Math.max(b.local, b.remote) - Math.max(a.local, a.remote) ||
          g(b) - g(a)
        );
      });
    for (let seed = 0; seed < 50; seed++) {
      expect(failing(verdictsOf({ orderPairs: byParts }, seed))).toEqual([]);
    }
  });

  it('fail a number where the digits are asked for, and an order by sums of doubles', () => {
    const rounded = (g: number, d: number) => String(Number(pairPriority(g, d)));
    expect(failing(verdictsOf({ pairPriority: rounded }))).toEqual(['big-numbers']);
    const sum = (role: Role, { local, remote }: solution.Pair) =>
      2 ** 32 * Math.min(local, remote) +
      2 * Math.max(local, remote) +
      (local > remote === (role === 'controlling') ? 1 : 0);
    const orderPairs: Answers['orderPairs'] = (role, pairs) =>
      pairs.toSorted((a, b) => sum(role, b) - sum(role, a));
    for (let seed = 0; seed < 50; seed++) {
      expect(failing(verdictsOf({ orderPairs }, seed))).toContain('knows-its-role');
    }
  });
});
