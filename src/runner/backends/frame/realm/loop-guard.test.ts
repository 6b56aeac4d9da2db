import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';

/** The guard takes its clock when it is loaded, as everything in the realm: so the test's clock is there first. */
let clockMs = 0;
const clock = vi.spyOn(Performance.prototype, 'now').mockImplementation(() => clockMs);
afterAll(() => clock.mockRestore());
const { installLoopGuard } = await import('./loop-guard.ts');

const BUDGET_MS = 1_500;
let count = 0;

/** A guard of its own for each test, under a name of its own; `stopped` are the places that it named. */
function install() {
  count += 1;
  const name = `guard_${count}`;
  const stopped: [line: number, column: number][] = [];
  installLoopGuard(name, BUDGET_MS, (line, column) => stopped.push([line, column]));
  const guard = (globalThis as unknown as Record<string, (line: number, column: number) => void>)[name];
  if (!guard) throw new Error('not installed');
  return { guard, stopped };
}

const nextTask = () => new Promise((resolve) => setTimeout(resolve));

describe('the loop guard', () => {
  beforeEach(() => (clockMs = 0));

  it('stops a loop that runs for longer than its budget, and names the place', () => {
    const { guard, stopped } = install();
    const loop = () => {
      for (;;) {
        guard(3, 7);
        clockMs += 1;
      }
    };
    expect(loop).toThrow(/kept running/);
    expect(clockMs).toBe(BUDGET_MS + 1);
    expect(stopped).toEqual([[3, 7]]);
  });

  it('throws for ever once it has stopped a loop, and names one place only', () => {
    const { guard, stopped } = install();
    for (let turn = 0; turn <= BUDGET_MS; turn += 1, clockMs += 1) guard(1, 1);
    for (let turn = 0; turn < 3; turn += 1) expect(() => guard(2, 2)).toThrow();
    expect(stopped).toEqual([[2, 2]]);
  });

  it('forgives a machine that lets the frame wait', () => {
    const { guard, stopped } = install();
    guard(1, 1);
    clockMs += 60_000;
    guard(1, 1);
    expect(stopped).toEqual([]);
  });

  it('stops a loop all the same when each of its turns is a long native call', () => {
    const { guard } = install();
    let turns = 0;
    expect(() => {
      for (; ; turns += 1, clockMs += 2_000) guard(1, 1);
    }).toThrow();
    expect(turns).toBeLessThan(20);
  });

  it('counts each task from its own start', async () => {
    const { guard, stopped } = install();
    for (let task = 0; task < 3; task += 1) {
      for (let turn = 0; turn < BUDGET_MS; turn += 1, clockMs += 1) guard(1, 1);
      await nextTask();
      await nextTask();
    }
    expect(stopped).toEqual([]);
  });
});
