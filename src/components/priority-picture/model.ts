import { pairPriority } from '#src/protocol/index.ts';

/** The priority of a pair, exactly and as two programs get it that calculate in numbers of JavaScript. */
export interface PairSums {
  /** RFC 8445 §6.1.2.3, with BigInt. */
  readonly exact: bigint;
  /** The same formula in doubles: rounded as they round. */
  readonly double: bigint;
  /** With `1 << 32` for the power. */
  readonly shifted: bigint;
}

/** What becomes of G and D, in three ways of writing the formula. */
export function pairSums(controlling: number, controlled: number): PairSums {
  const smaller = Math.min(controlling, controlled);
  const larger = Math.max(controlling, controlled);
  const last = controlling > controlled ? 1 : 0;
  return {
    exact: pairPriority(controlling, controlled),
    double: BigInt(2 ** 32 * smaller + 2 * larger + last),
    shifted: BigInt((1 << 32) * smaller + 2 * larger + last),
  };
}

/** The 64 bits of a pair's priority: a bit that is never set and the smaller priority, the larger one, and G > D. */
export interface PairBits {
  /** 32 bits. */
  readonly smaller: string;
  /** 31 bits: twice the larger one leaves the last bit free. */
  readonly larger: string;
  readonly last: string;
}

/** Why the sum is a concatenation (RFC 8445 §B.5): none of its summands reaches into another's bits. */
export function pairBits(priority: bigint): PairBits {
  const bits = priority.toString(2).padStart(64, '0');
  return { smaller: bits.slice(0, 32), larger: bits.slice(32, 63), last: bits.slice(63) };
}
