import { describe, expect, it } from 'vitest';
import { layOutMarks, positionPercent } from './timeline.ts';

describe('the logarithmic axis', () => {
  it('gives each power of ten the same distance, from 1 ms to 10 s', () => {
    expect([1, 10, 100, 1_000, 10_000].map(positionPercent)).toEqual([0, 25, 50, 75, 100]);
  });

  it('keeps what lies outside at its ends', () => {
    expect([0, 0.2, 12_000].map(positionPercent)).toEqual([0, 0, 100]);
  });
});

describe('marks of one lane', () => {
  const layOut = (...events: [atMs: number, kind: string][]) =>
    layOutMarks(
      events.map(([atMs, kind]) => ({ atMs, kind })),
      5,
    ).map(({ kind, xPercent, count }) => [kind, xPercent, count]);

  it('stand at their times, in order', () => {
    expect(layOut([100, 'relay'], [10, 'srflx'])).toEqual([
      ['srflx', 25, 1],
      ['relay', 50, 1],
    ]);
  });

  it('of one kind share a mark when they came together', () => {
    expect(layOut([10, 'host'], [10, 'host'], [10.5, 'host'], [100, 'host'])).toEqual([
      ['host', 25, 3],
      ['host', 50, 1],
    ]);
  });

  it('of two kinds stand side by side, the later one at its time', () => {
    expect(layOut([10, 'relay'], [9.9, 'srflx'])).toEqual([
      ['srflx', 20, 1],
      ['relay', 25, 1],
    ]);
  });
});
