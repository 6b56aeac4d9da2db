import type { Role } from './types.ts';

/** The role attribute of a Binding request, if it has one. */
export interface RoleClaim {
  readonly role: Role;
  readonly tiebreaker: bigint;
}

export type RoleVerdict = 'no-conflict' | 'refuse-487' | 'switch';

/**
 * What an agent does on a request whose sender claims a role. RFC 8445 §7.3.1.1, whose four cases are the four rows:
 *
 * | both are    | my tiebreaker ≥ theirs | my tiebreaker < theirs |
 * |-------------|------------------------|------------------------|
 * | controlling | answer 487, stay       | switch to controlled   |
 * | controlled  | switch to controlling  | answer 487, stay       |
 */
export function judgeRoleClaim(role: Role, tiebreaker: bigint, claim: RoleClaim | undefined): RoleVerdict {
  if (!claim || claim.role !== role) return 'no-conflict';
  const isMineLarger = tiebreaker >= claim.tiebreaker;
  return isMineLarger === (role === 'controlling') ? 'refuse-487' : 'switch';
}

export function otherRole(role: Role): Role {
  return role === 'controlling' ? 'controlled' : 'controlling';
}

/** A new tiebreaker: RFC 8445 §7.2.5.1: after a 487, the agent "MUST change the tiebreaker value". */
export function makeTiebreaker(random: () => number): bigint {
  const half = () => BigInt(Math.floor(random() * 2 ** 32));
  return (half() << 32n) | half();
}
