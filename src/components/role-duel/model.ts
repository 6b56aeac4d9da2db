import { judgeRoleClaim, otherRole, type RoleVerdict } from '#src/protocol/ice/agent/role.ts';
import type { Role } from '#src/protocol/ice/agent/types.ts';

export type Person = 'alice' | 'bob';

/** What an agent says of itself in each check. */
export interface Duelist {
  readonly role: Role;
  readonly tiebreaker: bigint;
}

export type Duelists = Readonly<Record<Person, Duelist>>;

/** What comes of it when one agent's check is the first to arrive. */
export interface Encounter {
  readonly sender: Person;
  readonly receiver: Person;
  readonly verdict: RoleVerdict;
  /** Who takes the other role: the receiver at once, or the sender by the 487. */
  readonly changes: Person | undefined;
  readonly roles: Readonly<Record<Person, Role>>;
}

/** How a duel ends: who controls, where it is the same whichever check arrives first. */
export type Ending =
  | { readonly kind: 'no-conflict'; readonly controlling: Person }
  | { readonly kind: 'larger-controls'; readonly were: Role; readonly controlling: Person }
  | { readonly kind: 'receiver-controls'; readonly were: Role };

export const PEOPLE: readonly Person[] = ['alice', 'bob'];

export function otherPerson(person: Person): Person {
  return person === 'alice' ? 'bob' : 'alice';
}

/** The first check to arrive is the sender's. RFC 8445 §7.3.1.1 at its receiver, §7.2.5.1 at its sender. */
export function meet(duelists: Duelists, sender: Person): Encounter {
  const receiver = otherPerson(sender);
  const { role, tiebreaker } = duelists[receiver];
  const verdict = judgeRoleClaim(role, tiebreaker, duelists[sender]);
  const roles = { alice: duelists.alice.role, bob: duelists.bob.role };
  const changes = { 'no-conflict': undefined, switch: receiver, 'refuse-487': sender }[verdict];
  if (changes) roles[changes] = otherRole(roles[changes]);
  return { sender, receiver, verdict, changes, roles };
}

export function endingOf(duelists: Duelists): Ending {
  const [first, second] = [controllingOf(meet(duelists, 'bob')), controllingOf(meet(duelists, 'alice'))];
  const were = duelists.alice.role;
  if (were !== duelists.bob.role) return { kind: 'no-conflict', controlling: first };
  if (first === second) return { kind: 'larger-controls', were, controlling: first };
  return { kind: 'receiver-controls', were };
}

export function controllingOf({ roles }: Encounter): Person {
  return roles.alice === 'controlling' ? 'alice' : 'bob';
}

/** Reads 1 to 16 hexadecimal digits; undefined for anything else. */
export function readTiebreaker(text: string): bigint | undefined {
  const digits = text.trim().replace(/^0x/i, '');
  return /^[\da-f]{1,16}$/i.test(digits) ? BigInt(`0x${digits}`) : undefined;
}

/** 16 hexadecimal digits. */
export function showTiebreaker(tiebreaker: bigint): string {
  return tiebreaker.toString(16).padStart(16, '0');
}
