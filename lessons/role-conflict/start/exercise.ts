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

/** A check arrives that makes this claim. RFC 8445 §7.3.1.1. */
export function receive(me: Claim, request: Claim): Reply {
  // Do both claim the same? Then whose number is larger?
  return { answer: me.role === request.role ? '487' : 'success', role: 'controlled' };
}

/** A check that said `refusedRole` was answered 487. RFC 8445 §7.2.5.1. */
export function refused(me: Claim, refusedRole: Role, fresh: string): Claim {
  // What has to change?
  console.log(refusedRole, 'was refused; a new random number would be', fresh);
  return me;
}
