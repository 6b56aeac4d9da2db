import { findAttribute } from '../../stun/index.ts';
import type { DecodedStun } from '../../stun/index.ts';
import { ALLOCATION_LIFETIME } from '../lifetimes.ts';
import { ask } from './ask.ts';
import { grant, newLease } from './lease.ts';
import type { Outcome } from './outcome.ts';
import { type ClientState, end, forget, ignored } from './state.ts';
import type { TurnClientAction } from './types.ts';

/** Asks for the allocation, RFC 8656 §7.1. */
export function allocate(state: ClientState, at: number): TurnClientAction[] {
  if (state.phase !== 'new') return ignored(at, 'already-asked');
  state.phase = 'allocating';
  return ask(state, at, { kind: 'allocate' });
}

/** Receiving the response to an Allocate request, RFC 8656 §7.3 and §7.4. */
export function allocateEnded(state: ClientState, at: number, outcome: Outcome): TurnClientAction[] {
  if (state.phase === 'releasing') {
    return outcome.ok ? ask(state, at, { kind: 'delete' }) : end(state, { kind: 'released' });
  }
  if (!outcome.ok) return end(state, { kind: 'failed', code: outcome.code, reason: outcome.reason });
  const granted = readGrant(state, outcome.message);
  if (typeof granted === 'string') return deleteAndFail(state, at, undefined, granted);

  const allocation = { ...newLease(), relayedAddress: granted.relayedAddress };
  grant(allocation, at, granted.lifetimeSeconds);
  state.allocation = allocation;
  state.phase = 'allocated';
  return [{ kind: 'allocated', ...granted }];
}

/** What the server has allocated, or what is wrong with it. */
function readGrant({ config }: ClientState, message: DecodedStun) {
  const relayedAddress = findAttribute(message, 'XOR-RELAYED-ADDRESS')?.address;
  const mappedAddress = findAttribute(message, 'XOR-MAPPED-ADDRESS')?.address;
  const lifetimeSeconds = lifetimeOf(message);
  // An address of a family that we don't know reads as absent.
  if (!relayedAddress || !mappedAddress) return 'a success without relayed and mapped address';
  if (relayedAddress.family !== (config.family ?? 4)) return 'a relayed address of another family';
  if (lifetimeSeconds === 0) return 'an allocation that has expired already';
  return { relayedAddress, mappedAddress, lifetimeSeconds };
}

/** "the client needs to remember the actual lifetime received back from the server" (RFC 8656 §7.3). */
function lifetimeOf(message: DecodedStun): number {
  return findAttribute(message, 'LIFETIME')?.lifetimeSeconds ?? ALLOCATION_LIFETIME.defaultSeconds;
}

/** Receiving a Refresh response, RFC 8656 §8.3. Without a refresh the allocation would only last until it expires. */
export function refreshEnded(state: ClientState, at: number, outcome: Outcome): TurnClientAction[] {
  if (!outcome.ok) return end(state, { kind: 'failed', code: outcome.code, reason: outcome.reason });
  const lifetimeSeconds = lifetimeOf(outcome.message);
  if (lifetimeSeconds === 0) {
    return end(state, { kind: 'failed', code: undefined, reason: 'the server has deleted the allocation' });
  }
  if (state.allocation) grant(state.allocation, at, lifetimeSeconds);
  return [];
}

/** Deletes the allocation, RFC 8656 §8: a client that no longer needs it "SHOULD explicitly delete" it. */
export function release(state: ClientState, at: number): TurnClientAction[] {
  switch (state.phase) {
    case 'new':
      return end(state, { kind: 'released' });
    case 'allocating':
      // The server may have it already: the answer will tell.
      state.phase = 'releasing';
      return [];
    case 'allocated':
      forget(state);
      state.phase = 'releasing';
      return ask(state, at, { kind: 'delete' });
    default:
      return ignored(at, 'no-allocation');
  }
}

/** Receiving the response to a Refresh request with a lifetime of zero. */
export function deleteEnded(state: ClientState, outcome: Outcome): TurnClientAction[] {
  // RFC 8656 §8.3: with 437 "it should consider its request as having effectively succeeded".
  if (outcome.ok || outcome.code === 437) return end(state, { kind: 'released' });
  return end(state, { kind: 'failed', code: outcome.code, reason: outcome.reason });
}

/**
 * Gives up an allocation that can't be used. The request to delete it is sent once: where it is lost, the allocation
 * expires by itself.
 */
export function deleteAndFail(
  state: ClientState,
  at: number,
  code: number | undefined,
  reason: string,
): TurnClientAction[] {
  return [...ask(state, at, { kind: 'delete' }), ...end(state, { kind: 'failed', code, reason })];
}
