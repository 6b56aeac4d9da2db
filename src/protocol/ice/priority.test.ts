import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TYPE_PREFERENCE, candidatePriority, pairPriority, splitPriority } from './index.ts';

describe('Candidate priorities (RFC 8445 §5.1.2.1)', () => {
  it('§5.1.2.2: recommended type preferences', () => {
    expect(TYPE_PREFERENCE).toEqual({ host: 126, prflx: 110, srflx: 100, relay: 0 });
  });

  // 2^24·type + 2^8·65535 + 255, worked out by hand.
  it.each([
    ['host', 2130706431],
    ['prflx', 1862270975],
    ['srflx', 1694498815],
    ['relay', 16777215],
  ] as const)('of a %s candidate with local preference 65535 and component 1 is %i', (type, priority) => {
    const parts = { typePreference: TYPE_PREFERENCE[type], localPreference: 65535, component: 1 };
    expect(candidatePriority(parts)).toBe(priority);
    expect(splitPriority(priority)).toEqual(parts);
  });

  it('can be the least and the greatest that the formula gives', () => {
    expect(candidatePriority({ typePreference: 0, localPreference: 0, component: 256 })).toBe(0);
    expect(candidatePriority({ typePreference: 126, localPreference: 65535, component: 1 })).toBeLessThan(
      2 ** 31,
    );
  });

  it('are split into the parts that they were made of', () => {
    const parts = fc.record({
      typePreference: fc.integer({ min: 0, max: 126 }),
      localPreference: fc.integer({ min: 0, max: 65535 }),
      component: fc.integer({ min: 1, max: 256 }),
    });
    fc.assert(
      fc.property(parts, (value) => {
        expect(splitPriority(candidatePriority(value))).toEqual(value);
      }),
    );
  });

  it("splits what browsers send: RFC 5769's 0x6e0001ff is a peer-reflexive one", () => {
    expect(splitPriority(0x6e0001ff)).toEqual({
      typePreference: TYPE_PREFERENCE.prflx,
      localPreference: 1,
      component: 1,
    });
  });

  it.each([
    { typePreference: 127, localPreference: 0, component: 1 },
    { typePreference: -1, localPreference: 0, component: 1 },
    { typePreference: 126, localPreference: 65536, component: 1 },
    { typePreference: 126, localPreference: 0.5, component: 1 },
    { typePreference: 126, localPreference: 0, component: 0 },
    { typePreference: 126, localPreference: 0, component: 257 },
  ])('refuses parts outside their range: %j', (parts) => {
    expect(() => candidatePriority(parts)).toThrow(RangeError);
  });
});

describe('Pair priorities (RFC 8445 §6.1.2.3)', () => {
  const HOST = 2130706431;

  // 2^32·MIN(G,D) + 2·MAX(G,D) + (G>D ? 1 : 0), worked out by hand.
  it.each([
    [1, 5000, 4294977296n],
    [5000, 1, 4294977297n],
    [HOST, HOST, 9151314442783293438n],
    [1, 1, 4294967298n],
  ])('of G = %i and D = %i is %s', (controlling, controlled, priority) => {
    expect(pairPriority(controlling, controlled)).toBe(priority);
  });

  it('tell (G, D) from (D, G), which a double could not', () => {
    const lower = pairPriority(HOST - 1, HOST);
    const higher = pairPriority(HOST, HOST - 1);
    expect(higher - lower).toBe(1n);
    expect(Number(higher)).toBe(Number(lower));
  });

  it('put the pair first whose worse candidate is better', () => {
    expect(pairPriority(100, 101) > pairPriority(99, HOST)).toBe(true);
  });
});
