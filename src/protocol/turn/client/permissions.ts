import { type IpAddress, parseIpAddress } from '../../bytes/address.ts';
import { type Result, err, ok } from '../../result.ts';
import { PERMISSION_LIFETIME_SECONDS } from '../lifetimes.ts';
import { ask } from './ask.ts';
import { grant, isHeld, newLease } from './lease.ts';
import type { Outcome } from './outcome.ts';
import { type ClientState, ignored } from './state.ts';
import type { TurnClientAction } from './types.ts';

/** Asks for a permission, RFC 8656 §10.1. */
export function permit(state: ClientState, at: number, peerAddress: string): TurnClientAction[] {
  const peer = reachablePeer(state, peerAddress);
  if (!peer.ok) return [{ kind: 'refused', peerAddress, code: undefined, reason: peer.error }];
  if (state.permissions.has(peer.value.address)) return ignored(at, 'already-asked');
  const permission = { ...newLease(), peer: peer.value };
  state.permissions.set(peer.value.address, permission);
  return ask(state, at, { kind: 'permit', permission });
}

/**
 * Reads a peer's IP address, and sees whether the allocation could reach it. RFC 8656 §10.1: "The client MUST only
 * include XOR-PEER-ADDRESS attributes with addresses of the same address family as that of the relayed transport
 * address for the allocation."
 */
export function reachablePeer({ allocation }: ClientState, peerAddress: string): Result<IpAddress, string> {
  const peer = parseIpAddress(peerAddress);
  if (!peer) return err('not an IP address');
  if (!allocation) return err('no allocation');
  const { family } = allocation.relayedAddress;
  return peer.family === family ? ok(peer) : err(`the relayed address is of IPv${family}`);
}

/** Receiving a CreatePermission response, RFC 8656 §10.3. */
export function permitEnded(
  state: ClientState,
  at: number,
  peer: IpAddress,
  outcome: Outcome,
): TurnClientAction[] {
  if (outcome.ok) return permitted(state, at, peer);
  state.permissions.delete(peer.address);
  return [{ kind: 'refused', peerAddress: peer.address, code: outcome.code, reason: outcome.reason }];
}

/** The server has installed or refreshed this permission: by CreatePermission, or with a channel (RFC 8656 §12.3). */
export function permitted(
  state: ClientState,
  at: number,
  { family, address }: IpAddress,
): TurnClientAction[] {
  const permission = state.permissions.get(address) ?? { ...newLease(), peer: { family, address } };
  const isNew = permission.expiresAt === undefined;
  grant(permission, at, PERMISSION_LIFETIME_SECONDS);
  state.permissions.set(address, permission);
  return isNew ? [{ kind: 'permitted', peerAddress: address }] : [];
}

/** Whether data may be sent to this address: RFC 8656 §11.1 wants the permission "installed". */
export function isPermitted({ permissions }: ClientState, at: number, address: string): boolean {
  const permission = permissions.get(address);
  return permission !== undefined && isHeld(permission, at);
}

/**
 * Whether data may come from this address. Over UDP it can come before the success response that it was permitted by;
 * what RFC 8656 §11.4 protects us from are "permissions not desired by the client".
 */
export function isExpected(state: ClientState, at: number, address: string): boolean {
  return isPermitted(state, at, address) || state.permissions.get(address)?.isAsked === true;
}
