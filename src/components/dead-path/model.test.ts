import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { courseOf, isKeepaliveDue, LATEST_DEATH_S, MEASURED, SPAN_S } from './model.ts';

// Expected values by hand from RFC 7675 §5.1: every 4 to 6 s, 30 s from the last valid answer.
describe('consent on a path that dies', () => {
  it('ends 30 s after the last answer, and not after the death', () => {
    // Asked at 4, 8, 12, 16 …; the answer to the one at 8 comes at 8.1.
    const course = courseOf(10, 'shortest', []);
    expect(course.answeredAtS).toBeCloseTo(8.1);
    expect(course.expiresAtS).toBeCloseTo(38.1);
    expect(course.sendsIntoNothingS).toBeCloseTo(28.1);
    expect(course.requests.map(({ atS }) => atS)).toEqual([4, 8, 12, 16, 20, 24, 28, 32, 36]);
    expect(course.requests.filter(({ isAnswered }) => isAnswered)).toHaveLength(2);
  });

  it('counts from the conclusion of ICE where nothing was answered since', () => {
    expect(courseOf(3, 'longest', []).expiresAtS).toBe(30);
  });

  it('is not prolonged by asking more often', () => {
    // Both had their last answer to a request at 12 s.
    expect(courseOf(13, 'shortest', []).expiresAtS).toBeCloseTo(courseOf(13, 'longest', []).expiresAtS);
  });

  it('loses the answer that is on its way when the path dies', () => {
    expect(courseOf(8.1, 'shortest', []).answeredAtS).toBeCloseTo(8.1);
    expect(courseOf(8, 'shortest', []).answeredAtS).toBeCloseTo(4.1);
  });

  it('leaves no more than 30 s, and at least 23.9, in which data goes into nothing', () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const random = Array.from({ length: 16 }, (_, index) => ((seed * 7 + index * 13) % 101) / 100);
      const { sendsIntoNothingS, expiresAtS } = courseOf((seed % 51) / 2, 'drawn', random);
      expect(sendsIntoNothingS).toBeGreaterThan(23.8);
      expect(sendsIntoNothingS).toBeLessThanOrEqual(30);
      expect(expiresAtS).toBeLessThan(SPAN_S);
    }
  });

  it('draws each interval from 4 to 6 s, and lets no keepalive fall due', () => {
    const { requests, ...course } = courseOf(20, 'drawn', [0, 1, 0.5]);
    expect(requests.slice(0, 4).map(({ atS }) => atS)).toEqual([4, 10, 15, 19]);
    expect(isKeepaliveDue({ requests, ...course })).toBe(false);
  });
});

describe('what browsers did', () => {
  it('is what the chapter reports', () => {
    const chapter = readFileSync('content/en/11-consent-restart-failure.mdx', 'utf8');
    for (const { browser, disconnected, failed } of MEASURED) {
      expect(chapter).toContain(browser);
      for (const { fromS, toS } of [disconnected, failed]) {
        expect(chapter).toMatch(new RegExp(String.raw`\b${fromS}\b`));
        expect(chapter).toMatch(new RegExp(String.raw`\b${toS}\b`));
      }
    }
  });

  it('fits into the picture, however late the path dies', () => {
    for (const { failed } of MEASURED) expect(LATEST_DEATH_S + failed.toS).toBeLessThan(SPAN_S);
  });
});
