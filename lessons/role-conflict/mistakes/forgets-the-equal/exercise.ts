export type Role = 'controlling' | 'controlled';

/** What an agent says of itself in each check. */
export interface Claim {
  role: Role;
  /** 64 bits, in decimal digits. */
  tiebreaker: string;
}

export interface Reply {
  answer: 'success' | '487';
  /** The receiver's role afterwards. */
  role: Role;
}

function otherThan(role: Role): Role {
  return role === 'controlling' ? 'controlled' : 'controlling';
}

/** A check arrives that makes this claim. RFC 8445 §7.3.1.1. */
export function receive(me: Claim, request: Claim): Reply {
  if (me.role !== request.role) return { answer: 'success', role: me.role };
  const role = BigInt(me.tiebreaker) > BigInt(request.tiebreaker) ? 'controlling' : 'controlled';
  return { answer: role === me.role ? '487' : 'success', role };
}

/** A check that said `refusedRole` was answered 487. RFC 8445 §7.2.5.1. */
export function refused(_me: Claim, refusedRole: Role, fresh: string): Claim {
  return { role: otherThan(refusedRole), tiebreaker: fresh };
}
