import { describe, expect, it } from 'vitest';
import { localPreferences } from './local-preference.ts';

/** The families in the order in which their candidates are preferred. */
function order(families: readonly (4 | 6)[]): string {
  const preferences = localPreferences(families);
  return [...families.keys()]
    .toSorted((a, b) => (preferences[b] ?? 0) - (preferences[a] ?? 0))
    .map((index) => families[index])
    .join(' ');
}

describe('local preferences, RFC 8445 §5.1.2.1 and RFC 8421 §4', () => {
  it('is 65535 for a single address: "this value SHOULD be set to 65535"', () => {
    expect(localPreferences([4])).toEqual([65535]);
    expect(localPreferences([6])).toEqual([65535]);
  });

  it('"If a host has two IPv4 addresses and six IPv6 addresses, it will insert an IPv4 address after four IPv6 addresses"', () => {
    expect(order([4, 4, 6, 6, 6, 6, 6, 6])).toBe('6 6 6 6 4 6 6 4');
  });

  it.each([
    [[4, 6], '6 4'],
    [[4, 4], '4 4'],
    [[6, 6], '6 6'],
    [[4, 4, 4, 6], '6 4 4 4'],
    [[4, 6, 6], '6 6 4'],
  ] as const)('of %j', (families, expected) => {
    expect(order(families)).toBe(expected);
  });

  it('is unique, and keeps the order within a family', () => {
    const preferences = localPreferences([4, 6, 4, 6, 4]);
    expect(new Set(preferences).size).toBe(5);
    expect(preferences[0]).toBeGreaterThan(preferences[2] ?? 0);
    expect(preferences[1]).toBeGreaterThan(preferences[3] ?? 0);
  });
});
