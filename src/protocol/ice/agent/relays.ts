import type { TransportAddress } from '../../bytes/address.ts';
import { RETRANSMISSION } from '../../stun/index.ts';
import { type TurnClientAction, createTurnClient } from '../../turn/client/index.ts';
import { gatheringRto } from './gathering.ts';
import { addRelayed, endRelay, handleFailure, transportTo } from './relay-outcome.ts';
import { type AgentState, type GatheringTask, type Pair, type Relay, isSameAddress } from './state.ts';
import type { AgentAction, Path, SocketId } from './types.ts';

/** Bounds what waits for a permission: a check for each of these would be too many anyway. */
const MOST_HELD = 100;

/** Asks a TURN server for a relayed candidate. RFC 8445 §5.1.1.2. */
export function askTurnServer(state: AgentState, at: number, task: GatheringTask): AgentAction[] {
  const { base, server } = task;
  if (server.kind !== 'turn') return [];
  const client = createTurnClient({
    username: server.username,
    password: server.password,
    transport: transportTo(server),
    family: base.address.family,
    random: state.settings.random,
    retransmission: { ...RETRANSMISSION, rtoMs: gatheringRto(state) },
  });
  const path: Path = { socket: base.socket, relay: state.relays.length };
  const relay: Relay = { client, task, path, isPending: true, permitted: new Set(), held: [], isOver: false };
  state.relays.push(relay);
  state.gathering.pendingRelays += 1;
  return perform(state, at, relay, client.allocate(at));
}

/** The relay that a packet from a server's address is for. */
export function relayOf(
  { relays }: AgentState,
  socket: SocketId,
  from: TransportAddress,
  bytes: Uint8Array,
  transport: 'udp' | 'tcp',
): Relay | undefined {
  return relays.find(
    ({ client, task, path }) =>
      path.socket === socket &&
      transportTo(task.server) === transport &&
      isSameAddress(task.server.address, from) &&
      client.owns(bytes),
  );
}

/** Data of peers that came through a relay, with what else is to be done. */
export interface Relayed {
  readonly actions: AgentAction[];
  readonly data: readonly Extract<TurnClientAction, { kind: 'data' }>[];
}

export function handleRelayPacket(state: AgentState, at: number, relay: Relay, bytes: Uint8Array): Relayed {
  const actions = relay.client.handlePacket(at, bytes);
  return {
    actions: perform(state, at, relay, actions),
    data: actions.filter((action) => action.kind === 'data'),
  };
}

/** Does what a TURN client wants done, and takes in what it has found out. */
function perform(
  state: AgentState,
  at: number,
  relay: Relay,
  actions: readonly TurnClientAction[],
): AgentAction[] {
  return actions.flatMap((action): AgentAction[] => {
    const { base, server } = relay.task;
    if (action.kind === 'send') {
      const isTcp = transportTo(server) === 'tcp';
      const transport = isTcp && { transport: 'tcp' as const };
      return [{ kind: 'send', socket: base.socket, to: server.address, bytes: action.bytes, ...transport }];
    }
    if (action.kind === 'allocated') return addRelayed(state, at, relay, action);
    if (action.kind === 'failed') return handleFailure(state, at, relay, action);
    if (action.kind === 'permitted') return releaseHeld(state, at, relay, action.peerAddress);
    if (action.kind === 'refused') {
      relay.permitted.delete(action.peerAddress);
      relay.held = relay.held.filter(({ to }) => to.address !== action.peerAddress);
    }
    return action.kind === 'trace'
      ? [{ kind: 'trace', at, event: 'turn', server: server.address, turn: action }]
      : [];
  });
}

/**
 * RFC 8445 §7.2.1: for a check from a relayed candidate "the client MUST create a permission first"; asked for as soon
 * as there is a pair.
 */
export function permit(state: AgentState, at: number, path: Path, to: TransportAddress): AgentAction[] {
  const relay = path.relay === undefined ? undefined : state.relays[path.relay];
  if (!relay || relay.isOver || relay.permitted.has(to.address)) return [];
  return perform(state, at, relay, relay.client.permit(at, to.address));
}

/** Sends through a relay; what has no permission yet waits for it. */
export function sendThroughRelay(
  state: AgentState,
  at: number,
  relay: Relay,
  to: TransportAddress,
  bytes: Uint8Array,
): AgentAction[] {
  if (relay.isOver) return [];
  if (relay.permitted.has(to.address)) return perform(state, at, relay, relay.client.send(at, to, bytes));
  if (relay.held.length < MOST_HELD) relay.held = [...relay.held, { to, bytes }];
  return perform(state, at, relay, relay.client.permit(at, to.address));
}

function releaseHeld(state: AgentState, at: number, relay: Relay, peerAddress: string): AgentAction[] {
  relay.permitted.add(peerAddress);
  const released = relay.held.filter(({ to }) => to.address === peerAddress);
  relay.held = relay.held.filter(({ to }) => to.address !== peerAddress);
  return released.flatMap(({ to, bytes }) => perform(state, at, relay, relay.client.send(at, to, bytes)));
}

/** RFC 8445 §12.1: with a relayed candidate selected "it is RECOMMENDED that an agent creates a channel". */
export function bindChannelFor(state: AgentState, at: number, { local, remote }: Pair): AgentAction[] {
  const relay = local.path.relay === undefined ? undefined : state.relays[local.path.relay];
  return relay && !relay.isOver
    ? perform(state, at, relay, relay.client.bindChannel(at, remote.address))
    : [];
}

export function tendRelays(state: AgentState, at: number): AgentAction[] {
  return alive(state).flatMap((relay) => perform(state, at, relay, relay.client.handleTimeout(at)));
}

/** When `tendRelays` has something to do next. */
export function nextRelayAt(state: AgentState): number | undefined {
  const times = alive(state)
    .map(({ client }) => client.nextTimeoutAt())
    .filter((time) => time !== undefined);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** Gives every relayed address back. Nobody waits for the answers. */
export function releaseRelays(state: AgentState, at: number): AgentAction[] {
  return alive(state).flatMap((relay) => [
    ...perform(state, at, relay, relay.client.release(at)),
    ...endRelay(relay),
  ]);
}

function alive({ relays }: AgentState): Relay[] {
  return relays.filter(({ isOver }) => !isOver);
}
