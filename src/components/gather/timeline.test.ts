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
  it('stand in one row when they are apart', () => {
    const marks = layOutMarks([
      { atMs: 10, kind: 'srflx' },
      { atMs: 100, kind: 'relay' },
    ]);
    expect(marks.map(({ level }) => level)).toEqual([0, 0]);
  });

  it('make room for each other when they came together, and reuse the first row later', () => {
    const marks = layOutMarks([
      { atMs: 900, kind: 'relay' },
      { atMs: 10, kind: 'host' },
      { atMs: 10, kind: 'host' },
      { atMs: 11, kind: 'host' },
    ]);
    expect(marks.map(({ atMs, level }) => [atMs, level])).toEqual([
      [10, 0],
      [10, 1],
      [11, 2],
      [900, 0],
    ]);
  });
});
