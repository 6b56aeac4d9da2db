import type { TransportAddress } from '../../bytes/address.ts';
import type { TurnClientAction } from '../../turn/client/index.ts';
import { addServerReflexive, finishGathering, serverFailed } from './gathering.ts';
import { addLocalCandidate } from './local-candidates.ts';
import { loseRelay } from './relay-loss.ts';
import { type AgentState, type Relay, isSameAddress } from './state.ts';
import type { AgentAction, IceServer, SocketId } from './types.ts';

/** What a server lacks when it refuses these (RFC 8656 §7.2): it may still tell the mapped address. */
const LACKS_RESOURCES: ReadonlySet<number | undefined> = new Set([486, 508]);

/** The transport between the agent and a server. */
export function transportTo(server: IceServer): 'udp' | 'tcp' {
  return (server.kind === 'turn' && server.transport) || 'udp';
}

/** "A successful Allocate response will provide the agent with a server-reflexive candidate […] and a relayed candidate". */
export function addRelayed(
  state: AgentState,
  at: number,
  relay: Relay,
  { relayedAddress, mappedAddress }: Extract<TurnClientAction, { kind: 'allocated' }>,
): AgentAction[] {
  const { base, server } = relay.task;
  const relayProtocol = transportTo(server);
  const actions = [
    // Over TCP the server saw the mapping of a connection: no packet to it reaches this agent's UDP socket.
    ...(relayProtocol === 'udp' ? addServerReflexive(state, at, relay.task, mappedAddress) : []),
    ...addLocalCandidate(state, at, {
      type: 'relay',
      base,
      address: relayedAddress,
      path: relay.path,
      server: server.address,
      related: mappedAddress,
      relayProtocol,
    }),
  ];
  return [...actions, ...settle(state, relay)];
}

/** The allocation can't be had, or is lost. */
export function handleFailure(
  state: AgentState,
  at: number,
  relay: Relay,
  { code, reason }: Extract<TurnClientAction, { kind: 'failed' }>,
): AgentAction[] {
  const { base, server } = relay.task;
  const isUdp = transportTo(server) === 'udp';
  // RFC 8445 §5.1.1.2: "If the Allocate request is rejected because the server lacks resources to fulfill it, the agent
  // SHOULD instead send a Binding request to obtain a server-reflexive candidate." One over TCP would obtain none.
  if (relay.isPending && isUdp && LACKS_RESOURCES.has(code) && state.settings.policy === 'all')
    state.gathering.queue.push({ base, server: { kind: 'stun', address: server.address } });
  return [...endRelay(relay), ...fail(state, at, relay, reason, code)];
}

/** The connection below a relay couldn't be made, or is gone. There is nothing to disconnect. */
export function handleConnectionLost(
  state: AgentState,
  at: number,
  socket: SocketId,
  server: TransportAddress,
): AgentAction[] {
  const lost = state.relays.filter(
    ({ task, path, isOver }) =>
      !isOver &&
      path.socket === socket &&
      transportTo(task.server) === 'tcp' &&
      isSameAddress(task.server.address, server),
  );
  return lost.flatMap((relay) => {
    relay.isOver = true;
    return fail(state, at, relay, 'the connection was lost');
  });
}

/** Nothing goes through it any more; its connection isn't needed, if it has one. */
export function endRelay(relay: Relay): AgentAction[] {
  relay.isOver = true;
  const { path, task } = relay;
  if (transportTo(task.server) !== 'tcp') return [];
  return [{ kind: 'disconnect', socket: path.socket, server: task.server.address }];
}

function fail(state: AgentState, at: number, relay: Relay, reason: string, code?: number): AgentAction[] {
  relay.held = [];
  return [
    serverFailed(at, relay.task, reason, code),
    ...loseRelay(state, at, relay.path),
    ...settle(state, relay),
  ];
}

/** The allocation was answered, one way or the other. */
function settle(state: AgentState, relay: Relay): AgentAction[] {
  if (!relay.isPending) return [];
  relay.isPending = false;
  state.gathering.pendingRelays -= 1;
  return finishGathering(state);
}
