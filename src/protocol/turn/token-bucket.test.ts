import { describe, expect, it } from 'vitest';
import { createTokenBucket } from './token-bucket.ts';

describe('a token bucket', () => {
  it('gives its burst at once, then its rate', () => {
    const bucket = createTokenBucket({ perSecond: 10, burst: 5 }, 0);
    expect([bucket.take(0, 5), bucket.take(0, 1)]).toEqual([true, false]);
    expect([bucket.take(100, 1), bucket.take(100, 1)]).toEqual([true, false]);
  });

  it('never holds more than its burst', () => {
    const bucket = createTokenBucket({ perSecond: 10, burst: 5 }, 0);
    expect([bucket.take(3_600_000, 6), bucket.take(3_600_000, 5)]).toEqual([false, true]);
  });

  it('is not drained by a clock that steps back', () => {
    const bucket = createTokenBucket({ perSecond: 10, burst: 5 }, 1000);
    expect(bucket.take(0, 5)).toBe(true);
  });
});
