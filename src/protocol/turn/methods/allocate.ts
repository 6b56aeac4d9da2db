import type { AddressFamily } from '../../bytes/address.ts';
import { equalBytes } from '../../bytes/compare.ts';
import { type StunErrorCode, findAttribute } from '../../stun/index.ts';
import { type Allocation, clientKey, isAbandoned } from '../allocation.ts';
import { grantedLifetimeSeconds } from '../lifetimes.ts';
import { answerAllocated, openRelays } from '../relays.ts';
import type { AuthenticatedRequest } from '../request.ts';
import { refuse } from '../respond.ts';
import { type TurnState, releaseAllocation } from '../state.ts';
import { createTokenBucket } from '../token-bucket.ts';
import type { Action } from '../types.ts';

/** IANA protocol number of UDP, the only one that RFC 8656 §18.8 allows. */
const UDP = 17;

interface Refusal {
  readonly code: StunErrorCode;
  readonly why: string;
}

/** Receiving an Allocate request, RFC 8656 §7.2; its checks in their order. */
export function handleAllocate(state: TurnState, request: AuthenticatedRequest): Action[] {
  const { client } = request;
  const existing = state.allocations.get(clientKey(client));
  if (existing) return answerAgain(state, existing, request);

  const refusal = checkTransport(request) ?? checkAttributes(request) ?? checkQuota(state, request);
  if (refusal) return refuse(state, request, refusal.code, refusal.why);

  const wanted = wantedFamilies(request);
  if (wanted === 'unsupported') return refuse(state, request, 440, 'neither IPv4 nor IPv6 was asked for');
  const possible = wanted.filter((family) => state.config.relayAddress(family, client) !== undefined);
  if (possible.length === 0) {
    // RFC 8656 §7.2 check 9: a dual allocation of which nothing can be had is 508, check 7: a single one 440.
    return refuse(state, request, wanted.length > 1 ? 508 : 440, 'no own address of that family');
  }
  return [...makeRoom(state, request.at), ...create(state, request, wanted, possible)];
}

/**
 * RFC 8656 §7.2 check 2: "The server checks if the 5-tuple is currently in use by an existing
 * allocation. If yes, the server rejects the request with a 437 (Allocation Mismatch) error." But a
 * retransmission (the same transaction id) is the request that made it, and gets the same success.
 */
function answerAgain(state: TurnState, allocation: Allocation, request: AuthenticatedRequest): Action[] {
  const { at, client, message } = request;
  if (!equalBytes(allocation.transactionId, message.transactionId)) {
    return refuse(state, request, 437, 'the 5-tuple has an allocation');
  }
  if (allocation.pending) {
    return [
      { kind: 'trace', at, decision: 'ignored', reason: 'allocation-is-being-made', from: client.client },
    ];
  }
  return answerAllocated(state, allocation, request);
}

/** Check 3. */
function checkTransport({ message }: AuthenticatedRequest): Refusal | undefined {
  const transport = findAttribute(message, 'REQUESTED-TRANSPORT');
  // "If the REQUESTED-TRANSPORT attribute is not included or is malformed, the server rejects the
  // request with a 400 (Bad Request) error."
  if (!transport) return { code: 400, why: 'no REQUESTED-TRANSPORT' };
  // "… specifies a protocol that is not supported by the server, the server rejects the request
  // with a 442 (Unsupported Transport Protocol) error."
  return transport.protocol === UDP ? undefined : { code: 442, why: `protocol ${transport.protocol}` };
}

/** Checks 5 to 9, as far as they don't need a socket. Check 4 (DONT-FRAGMENT) is part of "unknown attributes". */
function checkAttributes({ message }: AuthenticatedRequest): Refusal | undefined {
  const evenPort = findAttribute(message, 'EVEN-PORT');
  const family = findAttribute(message, 'REQUESTED-ADDRESS-FAMILY');
  const additional = findAttribute(message, 'ADDITIONAL-ADDRESS-FAMILY');

  // Check 5. We never hand out a token, so no token is valid: "If the token is not valid for some
  // reason, the server rejects the request with a 508 (Insufficient Capacity) error."
  if (findAttribute(message, 'RESERVATION-TOKEN')) {
    return evenPort || family || additional
      ? { code: 400, why: 'RESERVATION-TOKEN with an attribute that it excludes' }
      : { code: 508, why: 'unknown RESERVATION-TOKEN' };
  }
  // Check 6.
  if (family && additional) return { code: 400, why: 'REQUESTED- and ADDITIONAL-ADDRESS-FAMILY' };
  // Check 8. We reserve no ports: "If the server cannot satisfy the request, then the server
  // rejects the request with a 508 (Insufficient Capacity) error."
  if (evenPort?.reserveNext) {
    return additional
      ? { code: 400, why: 'EVEN-PORT with R and ADDITIONAL-ADDRESS-FAMILY' }
      : { code: 508, why: 'EVEN-PORT with R: ports are not reserved here' };
  }
  // Check 9; §18.11: "The attribute value of 0x02 (IPv6 address) is the only valid value".
  if (additional && additional.family !== 6)
    return { code: 400, why: 'ADDITIONAL-ADDRESS-FAMILY is not IPv6' };
  return undefined;
}

/** Check 10, "based on the username used to authenticate the request and not on the client's transport address". */
function checkQuota(state: TurnState, { at, username }: AuthenticatedRequest): Refusal | undefined {
  const { allocations, limits } = state;
  let ofUser = 0;
  for (const allocation of allocations.values()) if (allocation.username === username) ofUser++;
  if (ofUser >= limits.allocationsPerUser) return { code: 486, why: 'allocations of this user' };
  if (isFull(state) && !oldestAbandoned(state, at)) return { code: 508, why: 'allocations of all users' };
  return undefined;
}

function isFull({ allocations, limits }: TurnState): boolean {
  return allocations.size >= limits.allocations;
}

/** The map keeps the order in which the allocations were made. */
function oldestAbandoned({ allocations }: TurnState, at: number): Allocation | undefined {
  for (const allocation of allocations.values()) if (isAbandoned(allocation, at)) return allocation;
  return undefined;
}

/** Where the server is full, what a page has left behind goes before a page that is there is turned away. */
function makeRoom(state: TurnState, at: number): Action[] {
  const abandoned = isFull(state) ? oldestAbandoned(state, at) : undefined;
  return abandoned ? releaseAllocation(state, at, abandoned, 'abandoned') : [];
}

/** Check 7: without an attribute, an IPv4 relayed transport address is meant. */
function wantedFamilies({ message }: AuthenticatedRequest): AddressFamily[] | 'unsupported' {
  if (findAttribute(message, 'ADDITIONAL-ADDRESS-FAMILY')) return [4, 6];
  const family = findAttribute(message, 'REQUESTED-ADDRESS-FAMILY')?.family ?? 4;
  return family === 'unknown' ? 'unsupported' : [family];
}

function create(
  state: TurnState,
  request: AuthenticatedRequest,
  wanted: readonly AddressFamily[],
  possible: readonly AddressFamily[],
): Action[] {
  const { at, client, username, message } = request;
  const failures = wanted.filter((family) => !possible.includes(family));
  const allocation: Allocation = {
    client,
    username,
    madeAt: at,
    transactionId: message.transactionId.slice(),
    relays: new Map(),
    permissions: new Map(),
    channels: new Map(),
    bandwidth: createTokenBucket(state.limits.relayedBytes, at),
    pending: {
      request,
      evenPort: findAttribute(message, 'EVEN-PORT') !== undefined,
      failures: failures.map((family) => ({ family, code: 440 })),
    },
  };
  state.allocations.set(clientKey(client), allocation);
  const lifetimeMs = 1000 * grantedLifetimeSeconds(findAttribute(message, 'LIFETIME')?.lifetimeSeconds);
  return openRelays(state, allocation, possible, at + lifetimeMs);
}
