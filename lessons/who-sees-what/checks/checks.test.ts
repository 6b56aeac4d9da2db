import { describe, expect, it, vi } from 'vitest';
import { createChance, seeded } from '#lessons/chance.ts';
import type { CallOutcome, Json } from '#lessons/contract.ts';
import { parseCandidate } from '#src/protocol/index.ts';
import { revealed as solution } from '../solution/exercise.ts';
import { revealed as start } from '../start/exercise.ts';
import { casesOf, CHECK_IDS } from './cases.ts';
import exercise from './index.ts';

type Answer = (lines: string[]) => unknown;

async function verdictsOf(answer: Answer): Promise<string[]> {
  const observed = await exercise.observe(
    {
      call: (_name, lines): Promise<CallOutcome> =>
        Promise.resolve({ ok: true, value: answer(lines as string[]) as Json }),
      observations: [],
      waitFor: () => Promise.resolve(undefined),
      signal: new AbortController().signal,
    },
    { iceServers: [] },
  );
  return CHECK_IDS.map((id) => exercise.checks[id]?.(observed, { iceServers: [] }).verdict ?? 'none');
}

const draw = (seed: number) => Object.values(casesOf(createChance(seeded(seed)))).flat();

describe('the lines', () => {
  it.each([1, 2, 3, 4, 5])('are candidate lines, and give away what is expected (%i)', (seed) => {
    for (const { lines, expected } of draw(seed)) {
      for (const line of lines) expect(parseCandidate(line).ok, line).toBe(true);
      expect(solution([...lines]), lines.join('\n')).toEqual(expected);
    }
  });

  it('differ from run to run', () => {
    expect(JSON.stringify(draw(1))).not.toBe(JSON.stringify(draw(2)));
  });
});

describe('the checks', () => {
  it('pass the solution', async () => {
    expect(new Set(await verdictsOf(solution))).toEqual(new Set(['pass']));
  });

  it('fail the code to start from, and an answer that is none', async () => {
    vi.spyOn(console, 'log').mockImplementation(() => undefined);
    expect(new Set(await verdictsOf(start))).toEqual(new Set(['fail']));
    expect(new Set(await verdictsOf(() => null))).toEqual(new Set(['fail']));
  });

  it.each([
    ['relay-is-mine', 'names-and-relays'],
    ['goes-by-type', 'by-address'],
    ['whole-172', 'edges'],
    ['ipv4-only', 'ipv6'],
    ['forgets-raddr', 'related'],
    ['zero-is-an-address', 'hidden'],
    ['repeats-itself', 'once'],
  ])('catch %s by %s', async (mistake, id) => {
    const module = (await import(`../mistakes/${mistake}/exercise.ts`)) as { revealed: Answer };
    const verdicts = await verdictsOf(module.revealed);
    expect(CHECK_IDS.filter((_, index) => verdicts[index] !== 'pass')).toContain(id);
  });
});
