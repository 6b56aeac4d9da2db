import { findAttribute } from '../../stun/index.ts';
import type { Allocation } from '../allocation.ts';
import { grantedLifetimeSeconds } from '../lifetimes.ts';
import type { AuthenticatedRequest } from '../request.ts';
import { refuse, succeed } from '../respond.ts';
import { type TurnState, releaseRelay } from '../state.ts';
import type { Action } from '../types.ts';

/** Receiving a Refresh request, RFC 8656 §8.2: a lifetime of zero deletes, any other one extends. */
export function handleRefresh(
  state: TurnState,
  request: AuthenticatedRequest,
  allocation: Allocation,
): Action[] {
  const { at, message } = request;
  const family = findAttribute(message, 'REQUESTED-ADDRESS-FAMILY')?.family;
  const relays = [...allocation.relays.values()].filter(
    (relay) => family === undefined || relay.family === family,
  );
  // "If the server receives a Refresh Request with a REQUESTED-ADDRESS-FAMILY attribute and the
  // attribute value does not match the address family of the allocation, the server MUST reply with
  // a 443 (Peer Address Family Mismatch) Refresh error response."
  if (relays.length === 0) return refuse(state, request, 443, 'no relayed address of that family');

  const requested = findAttribute(message, 'LIFETIME')?.lifetimeSeconds;
  // "If the "desired lifetime" is zero, then the request succeeds and the allocation is deleted."
  if (requested === 0) {
    return [
      ...relays.flatMap((relay) => releaseRelay(state, at, allocation, relay.family, 'released')),
      ...succeed(state, request, [{ type: 'LIFETIME', lifetimeSeconds: 0 }]),
    ];
  }
  const lifetimeSeconds = grantedLifetimeSeconds(requested);
  for (const relay of relays) relay.expiresAt = at + 1000 * lifetimeSeconds;
  return succeed(state, request, [{ type: 'LIFETIME', lifetimeSeconds }]);
}
