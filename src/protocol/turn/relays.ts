import type { AddressFamily } from '../bytes/address.ts';
import { type StunAttribute, errorReason } from '../stun/index.ts';
import { type Allocation, type Relay, clientKey } from './allocation.ts';
import type { AuthenticatedRequest } from './request.ts';
import { refuse, succeed } from './respond.ts';
import { type TurnState, relayOf, releaseRelay } from './state.ts';
import type { Action, RelayId } from './types.ts';

/** RFC 8656 §7.2: the Dynamic and/or Private Port range. */
const DYNAMIC_PORTS = { first: 49152, last: 65535 };
/** A port that is taken costs one attempt; the range is wide, so a few will do. */
const ATTEMPTS = 16;

/** Asks the shell for the sockets of a new allocation. */
export function openRelays(
  state: TurnState,
  allocation: Allocation,
  families: readonly AddressFamily[],
  expiresAt: number,
): Action[] {
  return families.flatMap((family) => {
    const address = state.config.relayAddress(family, allocation.client);
    if (address === undefined) return [];
    const relay: Relay = {
      id: state.nextRelayId++,
      family,
      relayedAddress: { family, address, port: 0 },
      state: 'opening',
      attemptsLeft: ATTEMPTS,
      expiresAt,
      paused: false,
    };
    allocation.relays.set(family, relay);
    state.allocationOfRelay.set(relay.id, allocation);
    return tryPort(state, allocation, relay);
  });
}

/** The socket is bound: with the last one, the client gets its answer. */
export function handleRelayOpened(state: TurnState, at: number, relayId: RelayId): Action[] {
  const allocation = state.allocationOfRelay.get(relayId);
  const relay = allocation && relayOf(allocation, relayId);
  // The allocation has ended while its socket was being opened.
  if (!allocation || !relay) return [{ kind: 'close-relay', relayId }];
  relay.state = 'open';
  return [
    {
      kind: 'trace',
      at,
      decision: 'allocated',
      relayedAddress: relay.relayedAddress,
      client: allocation.client,
    },
    ...answerWhenSettled(state, at, allocation),
  ];
}

/** The socket can't be bound: another port is tried, as long as that is reasonable. */
export function handleRelayFailed(state: TurnState, at: number, relayId: RelayId): Action[] {
  const allocation = state.allocationOfRelay.get(relayId);
  const relay = allocation && relayOf(allocation, relayId);
  if (!allocation || !relay) return [];
  if (relay.state === 'opening' && relay.attemptsLeft > 0) return tryPort(state, allocation, relay);
  allocation.pending?.failures.push({ family: relay.family, code: 508 });
  return [
    ...releaseRelay(state, at, allocation, relay.family, 'released'),
    ...answerWhenSettled(state, at, allocation),
  ];
}

function tryPort(state: TurnState, { pending }: Allocation, relay: Relay): Action[] {
  const { first, last } = state.config.relayPorts ?? DYNAMIC_PORTS;
  const random = first + Math.floor(state.config.random() * (last - first + 1));
  // RFC 8656 §7.2: with EVEN-PORT "the server allocates a relayed transport address with an even port number".
  const port = pending?.evenPort ? Math.max(random - (random % 2), first + (first % 2)) : random;
  relay.attemptsLeft--;
  relay.relayedAddress = { ...relay.relayedAddress, port };
  return [{ kind: 'open-relay', relayId: relay.id, address: relay.relayedAddress }];
}

function answerWhenSettled(state: TurnState, at: number, allocation: Allocation): Action[] {
  const { pending, relays } = allocation;
  if (!pending || [...relays.values()].some((relay) => relay.state === 'opening')) return [];
  allocation.pending = undefined;
  const request = { ...pending.request, at };
  if (relays.size > 0) return answerAllocated(state, allocation, request, pending.failures);
  state.allocations.delete(clientKey(allocation.client));
  return refuse(state, request, 508, 'no free relay port');
}

/** The success response of an allocation whose sockets are open. */
export function answerAllocated(
  state: TurnState,
  allocation: Allocation,
  request: AuthenticatedRequest,
  failures: readonly { family: AddressFamily; code: 440 | 508 }[] = [],
): Action[] {
  const relays = [...allocation.relays.values()];
  const expiresAt = Math.min(...relays.map((relay) => relay.expiresAt));
  return succeed(state, request, [
    ...relays.map(
      ({ relayedAddress }) => ({ type: 'XOR-RELAYED-ADDRESS', address: relayedAddress }) as const,
    ),
    ...failures.map(({ family, code }): StunAttribute => ({
      type: 'ADDRESS-ERROR-CODE',
      family,
      code,
      reason: errorReason(code),
    })),
    { type: 'LIFETIME', lifetimeSeconds: Math.max(0, Math.ceil((expiresAt - request.at) / 1000)) },
    { type: 'XOR-MAPPED-ADDRESS', address: request.client.client },
  ]);
}
