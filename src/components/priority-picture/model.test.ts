import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairPriority } from '#src/protocol/index.ts';
import { pairBits, pairSums } from './model.ts';

const HOST = 2_130_706_431;
const SRFLX = 1_694_498_815;
const RELAY = 16_777_215;
const priority = fc.integer({ min: 1, max: 2 ** 31 - 1 });

type Pair = readonly [number, number];
type Sum = (g: number, d: number) => bigint;
const shifted: Sum = (g, d) => pairSums(g, d).shifted;
/** With 2³² − 1 for 2³²: the Go code that the chapter shows. */
const oneLess: Sum = (g, d) => pairPriority(g, d) - BigInt(Math.min(g, d));

const sortedBy = (pairs: readonly Pair[], sum: Sum) =>
  pairs.toSorted(([a, b], [c, d]) => Number(sum(c, d) - sum(a, b)));

describe('the sums of a pair (RFC 8445 §6.1.2.3)', () => {
  it.each([
    // By hand: 2^63 has doubles 1024 apart; and 1 << 32 is 1.
    [HOST, HOST, 9151314442783293438n, 9151314442783293440n, 6392119293n],
    [1, 5000, 4294977296n, 4294977296n, 10001n],
    [5000, 1, 4294977297n, 4294977297n, 10002n],
  ])('of G = %i and D = %i', (g, d, exact, double, wrong) => {
    expect(pairSums(g, d)).toEqual({ exact, double, shifted: wrong });
  });

  it('are the same for (G, D) and (D, G) in doubles, and one apart in truth, for real candidates', () => {
    for (const [g, d] of [
      [HOST, SRFLX],
      [HOST, RELAY],
      [SRFLX, RELAY],
    ] as const) {
      expect(pairSums(g, d).double).toBe(pairSums(d, g).double);
      expect(pairSums(g, d).exact - pairSums(d, g).exact).toBe(1n);
    }
  });
});

describe('the bits of a pair', () => {
  it('are the smaller priority, the larger one and who has it, for all priorities', () => {
    fc.assert(
      fc.property(priority, priority, (g, d) => {
        const { smaller, larger, last } = pairBits(pairPriority(g, d));
        expect([smaller.length, larger.length, last.length]).toEqual([32, 31, 1]);
        expect(parseInt(smaller, 2)).toBe(Math.min(g, d));
        expect(parseInt(larger, 2)).toBe(Math.max(g, d));
        expect(last).toBe(g > d ? '1' : '0');
      }),
    );
  });
});

/* What the chapter says of wrong formulas. */
describe('what a wrong power does to the order of pairs', () => {
  const USUAL = [HOST, SRFLX, RELAY].flatMap((g) => [HOST, SRFLX, RELAY].map((d): Pair => [g, d]));

  it('1 << 32: nothing, for host, srflx and relay with the recommended values', () => {
    expect(sortedBy(USUAL, shifted)).toEqual(sortedBy(USUAL, pairPriority));
  });

  it('1 << 32: it turns pairs around where a device has several local preferences', () => {
    const at = (localPreference: number) => 126 * 2 ** 24 + localPreference * 2 ** 8 + 255;
    const better: Pair = [at(65_532), at(65_532)];
    const worse: Pair = [at(65_535), at(65_531)];
    expect(pairPriority(...better) > pairPriority(...worse)).toBe(true);
    expect(shifted(...better) < shifted(...worse)).toBe(true);
  });

  it('2^32 − 1: nothing to the order of any pairs, and something to nearly every number', () => {
    fc.assert(
      fc.property(fc.tuple(priority, priority), fc.tuple(priority, priority), (one, other) => {
        const isRight = pairPriority(...one) > pairPriority(...other);
        if (pairPriority(...one) !== pairPriority(...other)) {
          expect(oneLess(...one) > oneLess(...other)).toBe(isRight);
        }
        expect(oneLess(...one)).not.toBe(pairPriority(...one));
      }),
    );
  });
});
