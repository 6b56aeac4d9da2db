import { describe, expect, it } from 'vitest';
import { randomBigint, randomBytes, randomFor, randomText } from './random.ts';

const draw = (seed: number, purpose: string, count = 8) => {
  const random = randomFor(seed, purpose);
  return Array.from({ length: count }, random);
};

describe('randomness of a scene', () => {
  it('is the same for the same seed and purpose, and another for any other', () => {
    expect(draw(7, 'nat home')).toEqual(draw(7, 'nat home'));
    const others = [draw(8, 'nat home'), draw(7, 'nat office'), draw(7, 'link home')];
    for (const other of others) expect(other).not.toEqual(draw(7, 'nat home'));
  });

  it('lies in [0, 1), and fills it evenly', () => {
    const tenths = new Array<number>(10).fill(0);
    for (const value of draw(1, 'evenness', 100_000)) {
      expect(value >= 0 && value < 1).toBe(true);
      tenths[Math.floor(value * 10)] = (tenths[Math.floor(value * 10)] ?? 0) + 1;
    }
    // Ten standard deviations (95) around the expected 10,000.
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(950);
  });

  it('makes what agents need: bytes, a 64-bit number, letters and digits (RFC 8839 §5.4)', () => {
    const random = randomFor(1, 'agent');
    expect(randomBytes(random, 16)).toHaveLength(16);
    expect(randomBigint(random)).toBeLessThan(2n ** 64n);
    expect(randomText(random, 24)).toMatch(/^[A-Za-z0-9]{24}$/);
  });
});
