import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createQueue } from './queue.ts';

describe('the queue of events', () => {
  it('hands out by time, and by order of arrival within a moment', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (times) => {
        const queue = createQueue();
        const seen: { at: number; index: number }[] = [];
        times.forEach((at, index) => queue.put(at, () => seen.push({ at, index })));
        while (queue.size > 0) queue.runNext();
        const sorted = times
          .map((at, index) => ({ at, index }))
          .sort((a, b) => a.at - b.at || a.index - b.index);
        expect(seen).toEqual(sorted);
      }),
    );
  });

  it('takes in new ones while one runs', () => {
    const queue = createQueue();
    const seen: number[] = [];
    queue.put(1, (at) => {
      seen.push(at);
      queue.put(2, (later) => seen.push(later));
      queue.put(1, (now) => seen.push(now));
    });
    while (queue.size > 0) queue.runNext();
    expect(seen).toEqual([1, 1, 2]);
    expect(queue.nextAt()).toBe(Infinity);
  });

  it('does at once what was due before: time never runs backwards', () => {
    const queue = createQueue();
    const seen: number[] = [];
    queue.put(5, () => queue.put(3, (at) => seen.push(at)));
    while (queue.size > 0) queue.runNext();
    expect(seen).toEqual([5]);
  });
});
