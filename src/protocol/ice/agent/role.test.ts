import { describe, expect, it } from 'vitest';
import { judgeRoleClaim, makeTiebreaker } from './role.ts';

describe('a claim of a role in a request, RFC 8445 §7.3.1.1', () => {
  it.each([
    // "If the agent's tiebreaker value is larger than or equal to the contents of the ICE-CONTROLLING attribute, the
    // agent generates a Binding error response […] 487 (Role Conflict) but retains its role."
    ['controlling', 2n, 'controlling', 1n, 'refuse-487'],
    ['controlling', 1n, 'controlling', 1n, 'refuse-487'],
    // "… less than […], the agent switches to the controlled role."
    ['controlling', 1n, 'controlling', 2n, 'switch'],
    // "larger than or equal to the contents of the ICE-CONTROLLED attribute, the agent switches to the controlling role"
    ['controlled', 2n, 'controlled', 1n, 'switch'],
    ['controlled', 1n, 'controlled', 1n, 'switch'],
    // "less than […], the agent generates a Binding error response […] 487 (Role Conflict) but retains its role."
    ['controlled', 1n, 'controlled', 2n, 'refuse-487'],
    // "If the agent is in the controlled role and the ICE-CONTROLLING attribute was present in the request, or if the
    // agent was in the controlling role and the ICE-CONTROLLED attribute was present in the request, there is no conflict."
    ['controlled', 1n, 'controlling', 2n, 'no-conflict'],
    ['controlled', 2n, 'controlling', 1n, 'no-conflict'],
    ['controlling', 1n, 'controlled', 2n, 'no-conflict'],
    ['controlling', 2n, 'controlled', 1n, 'no-conflict'],
    // All 64 bits count.
    ['controlling', 2n ** 64n - 1n, 'controlling', 2n ** 63n, 'refuse-487'],
    ['controlled', 2n ** 63n, 'controlled', 2n ** 64n - 1n, 'refuse-487'],
  ] as const)('mine %s %s, theirs %s %s: %s', (role, mine, claimed, theirs, verdict) => {
    expect(judgeRoleClaim(role, mine, { role: claimed, tiebreaker: theirs })).toBe(verdict);
  });

  it('that is not made is no conflict', () => {
    expect(judgeRoleClaim('controlling', 0n, undefined)).toBe('no-conflict');
  });
});

describe('a tiebreaker', () => {
  it('has 64 bits, all of them at random', () => {
    expect(makeTiebreaker(() => 0)).toBe(0n);
    expect(makeTiebreaker(() => 1 - Number.EPSILON)).toBe(2n ** 64n - 1n);
  });
});
