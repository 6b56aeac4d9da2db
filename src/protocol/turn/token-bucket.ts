/** A rate limit: on average `perSecond`, at most `burst` at once. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

export interface TokenBucket {
  /** Takes `tokens` where that many are there; says whether they were. `at` in milliseconds. */
  take(at: number, tokens: number): boolean;
}

/** A bucket that starts full, is refilled evenly, and never holds more than its burst. */
export function createTokenBucket({ perSecond, burst }: Rate, startAt: number): TokenBucket {
  let tokens = burst;
  let filledAt = startAt;
  return {
    take(at, wanted) {
      // A clock that steps back must not drain the bucket.
      const elapsedMs = Math.max(0, at - filledAt);
      tokens = Math.min(burst, tokens + (elapsedMs / 1000) * perSecond);
      filledAt = at;
      if (tokens < wanted) return false;
      tokens -= wanted;
      return true;
    },
  };
}
