import type { AddressFamily } from '../bytes/address.ts';
import { type Allocation, type Relay, clientKey, forgetExpired, forgetFamily } from './allocation.ts';
import { DEFAULT_LIMITS, type TurnLimits } from './limits.ts';
import { type Nonces, createNonces } from './nonce.ts';
import { type Sources, createSources } from './sources.ts';
import type { Action, ClientTransport, RelayId, ReleaseReason, TurnServerConfig } from './types.ts';

/** Everything the server remembers. Each map is bounded by a limit. */
export interface TurnState {
  readonly config: TurnServerConfig;
  readonly limits: TurnLimits;
  readonly nonces: Nonces;
  readonly sources: Sources;
  /** By `clientKey`. */
  readonly allocations: Map<string, Allocation>;
  readonly allocationOfRelay: Map<RelayId, Allocation>;
  /** TCP connections by `clientKey`, with the moment since which each has had no allocation. */
  readonly connections: Map<string, { readonly client: ClientTransport; idleSince: number }>;
  nextRelayId: RelayId;
  isPaused: boolean;
}

export function createState(config: TurnServerConfig): TurnState {
  const limits = { ...DEFAULT_LIMITS, ...config.limits };
  return {
    config,
    limits,
    nonces: createNonces(config.nonceKey, config.nonceLifetimeMs),
    sources: createSources(limits),
    allocations: new Map(),
    allocationOfRelay: new Map(),
    connections: new Map(),
    nextRelayId: 1,
    isPaused: false,
  };
}

/** Ends one relayed transport address; with the last one the allocation ends. */
export function releaseRelay(
  state: TurnState,
  at: number,
  allocation: Allocation,
  family: AddressFamily,
  decision: ReleaseReason,
): Action[] {
  const relay = allocation.relays.get(family);
  if (!relay) return [];
  allocation.relays.delete(family);
  state.allocationOfRelay.delete(relay.id);
  forgetFamily(allocation, family);
  if (allocation.relays.size === 0) {
    const key = clientKey(allocation.client);
    state.allocations.delete(key);
    const connection = state.connections.get(key);
    if (connection) connection.idleSince = at;
  }
  const { relayedAddress } = relay;
  return [
    { kind: 'close-relay', relayId: relay.id },
    { kind: 'trace', at, decision, relayedAddress, client: allocation.client },
  ];
}

/** Ends a whole allocation. */
export function releaseAllocation(
  state: TurnState,
  at: number,
  allocation: Allocation,
  decision: ReleaseReason = 'released',
): Action[] {
  const families = [...allocation.relays.keys()];
  return families.flatMap((family) => releaseRelay(state, at, allocation, family, decision));
}

/** Ends what has expired of an allocation. A late timer must not lengthen a lifetime. */
export function expire(state: TurnState, at: number, allocation: Allocation): Action[] {
  forgetExpired(allocation, at);
  const expired = [...allocation.relays.values()].filter(({ expiresAt }) => expiresAt <= at);
  return expired.flatMap(({ family }) => releaseRelay(state, at, allocation, family, 'expired'));
}

export function relayOf(allocation: Allocation, relayId: RelayId): Relay | undefined {
  return [...allocation.relays.values()].find(({ id }) => id === relayId);
}

/** When the next thing expires. */
export function nextExpiry(state: TurnState): number | undefined {
  let next = Infinity;
  for (const allocation of state.allocations.values()) {
    for (const { expiresAt } of allocation.relays.values()) next = Math.min(next, expiresAt);
  }
  for (const [key, { idleSince }] of state.connections) {
    if (!state.allocations.has(key)) next = Math.min(next, idleSince + state.limits.idleConnectionMs);
  }
  return next === Infinity ? undefined : next;
}
