import { type TransportAddress, isSameTransport } from '../bytes/address.ts';
import {
  METHOD,
  type StunDecodeError,
  attributeCode,
  decodeStun,
  findAttribute,
  unknownComprehensionRequired,
  verifyFingerprint,
} from '../stun/index.ts';
import { type Allocation, clientKey } from './allocation.ts';
import { authenticate } from './authentication.ts';
import { looksLikeChannelData } from './channel-data.ts';
import { handleAllocate } from './methods/allocate.ts';
import { handleChannelBind } from './methods/channel-bind.ts';
import { handleCreatePermission } from './methods/create-permission.ts';
import { handleRefresh } from './methods/refresh.ts';
import { handleChannelData, handlePeerPacket, handleSend } from './relay-data.ts';
import { handleRelayFailed, handleRelayOpened } from './relays.ts';
import type { AuthenticatedRequest, Request } from './request.ts';
import { challenge, refuse, succeed } from './respond.ts';
import { type TurnState, createState, expire, nextExpiry, releaseAllocation } from './state.ts';
import type {
  Action,
  ClientTransport,
  IgnoredReason,
  TurnCounts,
  TurnServer,
  TurnServerConfig,
} from './types.ts';

/** Methods that need an allocation to be there (RFC 8656 §5), by their number. */
const ALLOCATION_METHODS = new Map<
  number,
  (state: TurnState, request: AuthenticatedRequest, allocation: Allocation) => Action[]
>([
  [METHOD.Refresh, handleRefresh],
  [METHOD.CreatePermission, handleCreatePermission],
  [METHOD.ChannelBind, handleChannelBind],
]);

/** A STUN and TURN server (RFC 8489, RFC 8656) as a state machine: see `TurnServer`. */
export function createTurnServer(config: TurnServerConfig): TurnServer {
  const state = createState(config);
  return {
    handleClientConnected: (at, client) => handleClientConnected(state, at, client),
    handleClientGone: (at, client) => handleClientGone(state, at, client),
    handlePacket: (at, client, bytes) => handlePacket(state, at, client, bytes),
    handleBrokenStream: (at, client) => [
      ...ignored(at, client, 'broken-stream'),
      ...handleClientGone(state, at, client),
      { kind: 'close-client', client },
    ],
    handleRelayOpened: (at, relayId) => handleRelayOpened(state, at, relayId),
    handleRelayFailed: (at, relayId) => handleRelayFailed(state, at, relayId),
    handlePeerPacket: (at, relayId, peer, bytes) => handlePeerPacket(state, at, relayId, peer, bytes),
    handleTimeout: (at) => handleTimeout(state, at),
    nextTimeoutAt: () => nextExpiry(state),
    setPaused: (paused, relayedAddress) => setPaused(state, paused, relayedAddress),
    counts: () => counts(state),
  };
}

function ignored(at: number, client: ClientTransport, reason: IgnoredReason, detail?: string): Action[] {
  const from = client.client;
  return [{ kind: 'trace', at, decision: 'ignored', reason, from, ...(detail !== undefined && { detail }) }];
}

function handleClientConnected(state: TurnState, at: number, client: ClientTransport): Action[] {
  const isFull = state.connections.size >= state.limits.connections;
  const refusal =
    state.config.policy.refusesClient(client.client) ?? (isFull ? 'connection-limit' : undefined);
  if (refusal) return [...ignored(at, client, refusal), { kind: 'close-client', client }];
  state.connections.set(clientKey(client), { client, idleSince: at });
  return [];
}

function handleClientGone(state: TurnState, at: number, client: ClientTransport): Action[] {
  const key = clientKey(client);
  state.connections.delete(key);
  const allocation = state.allocations.get(key);
  return allocation ? releaseAllocation(state, at, allocation) : [];
}

function handlePacket(state: TurnState, at: number, client: ClientTransport, bytes: Uint8Array): Action[] {
  const key = clientKey(client);
  if (state.sources.isIgnored(at, key)) return ignored(at, client, 'source-has-sent-garbage');
  const refusal = state.config.policy.refusesClient(client.client);
  if (refusal) return ignored(at, client, refusal);

  const allocation = state.allocations.get(key);
  const expired = allocation ? expire(state, at, allocation) : [];
  const actions = looksLikeChannelData(bytes, state.config.channelNumbers)
    ? handleChannelData(state, at, client, bytes)
    : handleStun(state, at, client, bytes);
  return [...expired, ...actions];
}

/** The checks of RFC 8489 §6.3 that come before the class and the method. */
function handleStun(state: TurnState, at: number, client: ClientTransport, bytes: Uint8Array): Action[] {
  const decoded = decodeStun(bytes);
  if (!decoded.ok) return handleMalformed(state, at, client, decoded.error);
  const message = decoded.value;
  // "If the FINGERPRINT extension is being used, the agent checks that the FINGERPRINT attribute is
  // present and contains the correct value. If any errors are detected, the message is silently discarded."
  if (verifyFingerprint(message) === 'invalid') return ignored(at, client, 'wrong-fingerprint');
  const request: Request = { at, client, message };
  if (message.class === 'request') return handleRequest(state, request);
  if (message.class === 'indication') return handleIndication(state, request);
  return ignored(at, client, 'unexpected-class');
}

/**
 * RFC 8489 §6.3: "If any errors are detected, the message is silently discarded." But RFC 8656 wants
 * 400 (Bad Request) for a malformed attribute of its own requests (§7.2 check 3, §10.2).
 */
function handleMalformed(
  state: TurnState,
  at: number,
  client: ClientTransport,
  error: StunDecodeError,
): Action[] {
  state.sources.countMalformed(at, clientKey(client));
  if (error.kind === 'malformed-attribute') {
    const message = { ...error.header, attributes: [] };
    const isTurnRequest = message.class === 'request' && isTurnMethod(message.method);
    if (isTurnRequest) return refuse(state, { at, client, message }, 400, error.reason);
  }
  return ignored(at, client, 'malformed-stun', error.kind);
}

function isTurnMethod(method: number): boolean {
  return method === METHOD.Allocate || ALLOCATION_METHODS.has(method);
}

function handleRequest(state: TurnState, request: Request): Action[] {
  const { at, client, message } = request;
  if (message.method === METHOD.Binding) return handleBinding(state, request);
  const handler = ALLOCATION_METHODS.get(message.method);
  if (!isTurnMethod(message.method)) return ignored(at, client, 'unknown-method');

  // RFC 8656 §7.2 check 1: "the server MUST require that the request be authenticated."
  const { realm, passwordOf } = state.config;
  const key = clientKey(client);
  const authenticated = authenticate(at, key, message, { realm, passwordOf, nonces: state.nonces });
  if (!authenticated.ok) {
    const { code, why } = authenticated.error;
    return code === 400 ? refuse(state, request, code, why) : challenge(state, request, code, why);
  }
  const known: AuthenticatedRequest = { ...request, ...authenticated.value };
  const unknown = unknownAttributes(known);
  if (unknown.length > 0) return refuseUnknown(state, known, unknown);

  if (!handler) return handleAllocate(state, known);
  const allocation = state.allocations.get(key);
  // RFC 8656 §5: "if the 5-tuple does not identify an existing allocation, then the message MUST
  // either be rejected with a 437 Allocation Mismatch error (if it is a request) or be silently
  // ignored". One that is still being made is none yet.
  if (!allocation || allocation.pending) return refuse(state, known, 437, 'no allocation');
  // RFC 8656 §5: "the request does not use the same username as used to create the allocation, then
  // the request MUST be rejected with a 441 (Wrong Credentials) error."
  if (allocation.username !== known.username) return refuse(state, known, 441, 'allocation of another user');
  return handler(state, known, allocation);
}

/** RFC 8489 §6.3.1.1: a Binding success tells the source transport address. It needs no credential. */
function handleBinding(state: TurnState, request: Request): Action[] {
  const unknown = unknownComprehensionRequired(request.message);
  if (unknown.length > 0) return refuseUnknown(state, request, unknown);
  return succeed(state, request, [{ type: 'XOR-MAPPED-ADDRESS', address: request.client.client }]);
}

function handleIndication(state: TurnState, request: Request): Action[] {
  const { at, client, message } = request;
  // A Binding indication keeps NAT bindings alive (RFC 8489 §6.3.2): there is nothing to do.
  if (message.method === METHOD.Binding) return ignored(at, client, 'unexpected-class', 'keepalive');
  if (message.method !== METHOD.Send) return ignored(at, client, 'unknown-method');
  if (unknownAttributes(request).length > 0) return ignored(at, client, 'unknown-attribute');
  return handleSend(state, request);
}

/**
 * Attributes that we'd have to understand. RFC 8656 §7.2 check 4 and §11.2: a server that can't set
 * the DF bit treats DONT-FRAGMENT "as an unknown comprehension-required attribute". Node can't.
 */
function unknownAttributes({ message }: Request): number[] {
  const unknown = unknownComprehensionRequired(message);
  return findAttribute(message, 'DONT-FRAGMENT') ? [...unknown, attributeCode('DONT-FRAGMENT')] : unknown;
}

/** RFC 8489 §6.3.1: 420 "and includes an UNKNOWN-ATTRIBUTES attribute in the response that lists" them. */
function refuseUnknown(state: TurnState, request: Request, types: readonly number[]): Action[] {
  const names = types.map((type) => `0x${type.toString(16)}`).join(' ');
  return refuse(state, request, 420, `unknown: ${names}`, [{ type: 'UNKNOWN-ATTRIBUTES', types }]);
}

function handleTimeout(state: TurnState, at: number): Action[] {
  const expired = [...state.allocations.values()].flatMap((allocation) => expire(state, at, allocation));
  const idle = [...state.connections].filter(
    ([key, { idleSince }]) => !state.allocations.has(key) && idleSince + state.limits.idleConnectionMs <= at,
  );
  for (const [key] of idle) state.connections.delete(key);
  return [...expired, ...idle.map(([, { client }]): Action => ({ kind: 'close-client', client }))];
}

function setPaused(state: TurnState, paused: boolean, relayedAddress?: TransportAddress): boolean {
  const relays = [...state.allocations.values()].flatMap(({ relays }) => [...relays.values()]);
  if (relayedAddress) {
    const relay = relays.find((candidate) => isSameTransport(candidate.relayedAddress, relayedAddress));
    if (relay) relay.paused = paused;
    return relay !== undefined;
  }
  state.isPaused = paused;
  // Resuming everything also resumes what was paused alone.
  if (!paused) for (const relay of relays) relay.paused = false;
  return relays.length > 0;
}

function counts(state: TurnState): TurnCounts {
  const allocations = [...state.allocations.values()];
  const sum = (sizeOf: (allocation: Allocation) => number) =>
    allocations.reduce((total, allocation) => total + sizeOf(allocation), 0);
  return {
    allocations: allocations.length,
    relays: state.allocationOfRelay.size,
    permissions: sum(({ permissions }) => permissions.size),
    channels: sum(({ channels }) => channels.size),
    connections: state.connections.size,
    sources: state.sources.size,
  };
}
