import { describe, expect, it } from 'vitest';
import { inSlices } from './in-slices.ts';

function* count(steps: number, each: () => void): Generator<void, number> {
  for (let step = 0; step < steps; step += 1) {
    each();
    yield;
  }
  return steps;
}

function keepBusy(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

describe('work in slices', () => {
  it('comes to its end', async () => {
    expect(
      await inSlices(
        count(1_000, () => undefined),
        new AbortController().signal,
      ),
    ).toBe(1_000);
  });

  it('lets others have their turn in between', async () => {
    let turns = 0;
    const others = setInterval(() => (turns += 1), 1);
    await inSlices(
      count(100, () => keepBusy(1)),
      new AbortController().signal,
    );
    clearInterval(others);
    expect(turns).toBeGreaterThan(3);
  });

  it('stops where nobody wants it any more', async () => {
    const controller = new AbortController();
    let steps = 0;
    const work = count(10_000, () => {
      steps += 1;
      keepBusy(1);
      if (steps === 20) controller.abort();
    });
    await expect(inSlices(work, controller.signal)).rejects.toThrow();
    expect(steps).toBeLessThan(60);
  });
});
