import { attributeCode, findAttributes } from '../../stun/index.ts';
import { type Allocation, permit } from '../allocation.ts';
import type { AuthenticatedRequest } from '../request.ts';
import { refuse, succeed } from '../respond.ts';
import type { TurnState } from '../state.ts';
import type { Action } from '../types.ts';

/** Receiving a CreatePermission request, RFC 8656 §10.2: all of its permissions are installed, or none. */
export function handleCreatePermission(
  state: TurnState,
  request: AuthenticatedRequest,
  allocation: Allocation,
): Action[] {
  const { at, client, message } = request;
  const peers = findAttributes(message, 'XOR-PEER-ADDRESS').map(({ address }) => address);
  // "If no such attribute exists, or if any of these attributes are invalid, then a 400 (Bad
  // Request) error is returned."
  if (peers.length === 0) return refuse(state, request, 400, 'no XOR-PEER-ADDRESS');

  // "If an XOR-PEER-ADDRESS attribute contains an address of an address family that is not the same
  // as that of a relayed transport address for the allocation, the server MUST generate an error
  // response with the 443 (Peer Address Family Mismatch) response code."
  const isOfUnknownFamily = findAttributes(message, 'unknown').some(
    ({ code }) => code === attributeCode('XOR-PEER-ADDRESS'),
  );
  if (isOfUnknownFamily || peers.some(({ family }) => !allocation.relays.has(family))) {
    return refuse(state, request, 443, 'no relayed address of the family of the peer');
  }
  for (const peer of peers) {
    // "if a value is not allowed, the server rejects the request with a 403 (Forbidden) error."
    const refusal = state.config.policy.refusesPeerAddress(client.client, peer);
    if (refusal) return refuse(state, request, 403, refusal);
  }
  const addresses = new Set(peers.map(({ address }) => address));
  const additional = [...addresses].filter((address) => !allocation.permissions.has(address));
  if (allocation.permissions.size + additional.length > state.limits.permissionsPerAllocation) {
    return refuse(state, request, 508, 'permissions of this allocation');
  }
  for (const address of addresses) permit(allocation, at, address);
  return succeed(state, request, []);
}
