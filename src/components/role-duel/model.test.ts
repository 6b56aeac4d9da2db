import { describe, expect, it } from 'vitest';
import { type Duelists, endingOf, meet, readTiebreaker, showTiebreaker } from './model.ts';

type Role = 'controlling' | 'controlled';

const duel = (alice: [Role, bigint], bob: [Role, bigint]): Duelists => ({
  alice: { role: alice[0], tiebreaker: alice[1] },
  bob: { role: bob[0], tiebreaker: bob[1] },
});

/* RFC 8445 §7.3.1.1 and §7.2.5.1, by hand. */
describe('a duel of two agents', () => {
  it.each([
    ['controlling', 2n, 1n, 'bob', 'refuse-487', 'bob', 'alice'],
    ['controlling', 2n, 1n, 'alice', 'switch', 'bob', 'alice'],
    ['controlling', 1n, 2n, 'bob', 'switch', 'alice', 'bob'],
    ['controlled', 2n, 1n, 'bob', 'switch', 'alice', 'alice'],
    ['controlled', 2n, 1n, 'alice', 'refuse-487', 'alice', 'alice'],
    ['controlled', 1n, 2n, 'bob', 'refuse-487', 'bob', 'bob'],
    ['controlling', 7n, 7n, 'bob', 'refuse-487', 'bob', 'alice'],
    ['controlling', 7n, 7n, 'alice', 'refuse-487', 'alice', 'bob'],
    ['controlled', 7n, 7n, 'bob', 'switch', 'alice', 'alice'],
    ['controlled', 7n, 7n, 'alice', 'switch', 'bob', 'bob'],
  ] as const)(
    'both %s, Alice %s, Bob %s, %s’s check first: %s, %s changes, %s controls',
    (role, alice, bob, sender, verdict, changes, controls) => {
      const encounter = meet(duel([role, alice], [role, bob]), sender);
      expect(encounter).toMatchObject({ verdict, changes });
      expect(encounter.roles).toEqual({
        alice: controls === 'alice' ? 'controlling' : 'controlled',
        bob: controls === 'bob' ? 'controlling' : 'controlled',
      });
    },
  );

  it('is none where the roles differ, whatever the numbers', () => {
    const peaceful = duel(['controlled', 9n], ['controlling', 1n]);
    expect(meet(peaceful, 'alice')).toMatchObject({ verdict: 'no-conflict', changes: undefined });
    expect(endingOf(peaceful)).toEqual({ kind: 'no-conflict', controlling: 'bob' });
  });

  it('ends the same whichever check arrives first, unless the numbers are equal', () => {
    for (const were of ['controlling', 'controlled'] as const) {
      const large = 2n ** 64n - 1n;
      expect(endingOf(duel([were, large - 1n], [were, large]))).toEqual({
        kind: 'larger-controls',
        were,
        controlling: 'bob',
      });
      expect(endingOf(duel([were, 5n], [were, 5n]))).toEqual({ kind: 'receiver-controls', were });
    }
  });
});

describe('a tiebreaker in hexadecimal digits', () => {
  it('has 64 bits at most', () => {
    expect(readTiebreaker(' 0xFFFFFFFFFFFFFFFF ')).toBe(2n ** 64n - 1n);
    expect(readTiebreaker('a')).toBe(10n);
    for (const wrong of ['', '0x', '10000000000000000', '-1', 'g', '1 2'])
      expect(readTiebreaker(wrong)).toBeUndefined();
    expect(showTiebreaker(10n)).toBe('000000000000000a');
  });
});
