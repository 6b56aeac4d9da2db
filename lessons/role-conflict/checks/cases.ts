import type { Chance } from '#lessons/chance.ts';

export type Role = 'controlling' | 'controlled';

/** What an agent says of itself in each check. */
export type Claim = Readonly<{ role: Role; tiebreaker: string }>;

/** A check that arrives, and what RFC 8445 §7.3.1.1 makes of it. */
export interface Arrival {
  readonly me: Claim;
  readonly request: Claim;
  readonly expected: { readonly answer: 'success' | '487'; readonly role: Role };
}

/** A check that was refused, and what RFC 8445 §7.2.5.1 asks for. */
export interface Refusal {
  readonly me: Claim;
  readonly refusedRole: Role;
  readonly fresh: string;
  readonly role: Role;
}

type Order = 'larger-or-equal' | 'less';

/** The four cases of a conflict in RFC 8445 §7.3.1.1: mine compared with what the request contains. */
const CONFLICT = {
  controlling: {
    // "generates a Binding error response and includes an ERROR-CODE attribute with a value of 487 […] retains its role"
    'larger-or-equal': { answer: '487', role: 'controlling' },
    // "the agent switches to the controlled role"
    less: { answer: 'success', role: 'controlled' },
  },
  controlled: {
    // "the agent switches to the controlling role"
    'larger-or-equal': { answer: 'success', role: 'controlling' },
    // "487 (Role Conflict) but retains its role"
    less: { answer: '487', role: 'controlled' },
  },
} as const satisfies Record<Role, Record<Order, Arrival['expected']>>;

export const ROLES: readonly Role[] = ['controlling', 'controlled'];

function conflict(role: Role, mine: bigint, theirs: bigint, order: Order): Arrival {
  return {
    me: { role, tiebreaker: String(mine) },
    request: { role, tiebreaker: String(theirs) },
    expected: CONFLICT[role][order],
  };
}

/** Each of two unequal numbers once as mine. */
function bothWays(role: Role, low: bigint, high: bigint): Arrival[] {
  return [conflict(role, high, low, 'larger-or-equal'), conflict(role, low, high, 'less')];
}

/** Both claim this role, with numbers of three digits: by chance only, which comes first. */
export function drawSmall(chance: Chance, role: Role): Arrival[] {
  const low = 100 + chance.below(400);
  const high = low + 1 + chance.below(400);
  return bothWays(role, BigInt(low), BigInt(high));
}

export function drawEqual(chance: Chance): Arrival[] {
  const number = drawTiebreaker(chance);
  return ROLES.map((role) => conflict(role, number, number, 'larger-or-equal'));
}

/** Numbers of 64 bits: two that are one as a double, two on either side of 2^63, two of unequal length. */
export function drawLarge(chance: Chance): Arrival[] {
  // From 2^63 on, doubles are 2048 apart: what is up to 1023 above one of them is rounded to it.
  const double = 2n ** 63n + 2048n * BigInt(1 + chance.below(2 ** 40));
  const near = BigInt(chance.below(500));
  const pairs: readonly (readonly [bigint, bigint])[] = [
    [double + near, double + near + 1n + BigInt(chance.below(500))],
    [BigInt(chance.below(2 ** 40)), double + near],
    [2n ** 63n, 2n ** 64n - 1n],
    [9n * 10n ** 18n + near, 10n ** 19n + near],
  ];
  return ROLES.flatMap((role) => pairs.flatMap(([low, high]) => bothWays(role, low, high)));
}

/** The roles differ: "there is no conflict", whatever the numbers. */
export function drawPeaceful(chance: Chance): Arrival[] {
  const [low, high] = [drawTiebreaker(chance) / 2n, 2n ** 63n + drawTiebreaker(chance) / 2n];
  return ROLES.flatMap((role) =>
    [
      [low, high],
      [high, low],
      [low, low],
    ].map(([mine, theirs]): Arrival => {
      const other = role === 'controlling' ? 'controlled' : 'controlling';
      return {
        me: { role, tiebreaker: String(mine) },
        request: { role: other, tiebreaker: String(theirs) },
        expected: { answer: 'success', role },
      };
    }),
  );
}

/** "if the ICE agent included an ICE-CONTROLLED attribute in the request, the agent MUST switch to the controlling role" */
const AFTER_487 = { controlled: 'controlling', controlling: 'controlled' } as const;

/** Refused in each role, while the agent still has that role or has given it up already. */
export function drawRefusals(chance: Chance): Refusal[] {
  return ROLES.flatMap((refusedRole) =>
    ROLES.map((role) => ({
      me: { role, tiebreaker: String(drawTiebreaker(chance)) },
      refusedRole,
      fresh: String(drawTiebreaker(chance)),
      role: AFTER_487[refusedRole],
    })),
  );
}

function drawTiebreaker(chance: Chance): bigint {
  return chance.bytes(8).reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
}
