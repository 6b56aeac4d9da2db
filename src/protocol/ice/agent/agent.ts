import type { TransportAddress } from '../../bytes/address.ts';
import { METHOD, decodeStun, looksLikeStun, verifyFingerprint } from '../../stun/index.ts';
import { handleRequest } from './checks/incoming.ts';
import { handleResponse } from './checks/response.ts';
import { goOn, handleTimeout, nextSlotAt, nextTimeoutAt, sessionOf } from './clock.ts';
import { receiveData, sendData } from './data.ts';
import { gather, handleServerResponse } from './gathering.ts';
import { handleConnectionLost } from './relay-outcome.ts';
import { handleRelayPacket, relayOf, releaseRelays } from './relays.ts';
import { addRemoteCandidate } from './remote-candidates.ts';
import { restart } from './restart.ts';
import { takeSnapshot } from './snapshot.ts';
import { type AgentState, createState } from './state.ts';
import type { AgentAction, AgentConfig, IceAgent, IgnoredPacket, Path, RemoteParameters } from './types.ts';

/** An ICE agent (RFC 8445) as a state machine: see `IceAgent`. */
export function createIceAgent(config: AgentConfig): IceAgent {
  const state = createState(config);
  /** What every input ends with: nominations, states, and the next check if its time has come. */
  const act = (at: number, actions: AgentAction[]): AgentAction[] =>
    state.closed ? [] : [...actions, ...goOn(state, at)];
  return {
    gather: (at, bases) => act(at, gather(state, at, bases)),
    setRemoteParameters: (at, parameters) => act(at, setRemoteParameters(state, at, parameters)),
    addRemoteCandidate: (at, candidate, stream = 0) =>
      act(at, addRemoteCandidate(state, at, candidate, stream)),
    addRemoteEndOfCandidates: (at, stream) => act(at, endRemote(state, stream)),
    handlePacket: (at, socket, from, bytes, transport = 'udp') =>
      act(at, handlePacket(state, at, { socket }, from, bytes, transport)),
    handleConnectionLost: (at, socket, server) => act(at, handleConnectionLost(state, at, socket, server)),
    handleTimeout: (at) => act(at, handleTimeout(state, at)),
    nextTimeoutAt: () => nextTimeoutAt(state),
    sendData: (at, bytes, stream = 0, component = 1) =>
      state.closed ? [] : sendData(state, at, bytes, stream, component),
    restart: (at, credentials) => act(at, restart(state, at, credentials)),
    close: (at) => {
      const released = state.closed ? [] : releaseRelays(state, at);
      state.closed = true;
      return released;
    },
    snapshot: () => takeSnapshot(state, nextSlotAt(state)),
  };
}

function setRemoteParameters(state: AgentState, at: number, parameters: RemoteParameters): AgentAction[] {
  const { session, settings } = state;
  session.remote = parameters;
  // RFC 8863 §4: the timer starts when the agent "has sent the values needed to perform connectivity checks […] and has
  // received some indication that the remote side is ready".
  session.pacUntil ??= at + settings.pacTimerMs;
  return [];
}

function endRemote({ session }: AgentState, stream: number | undefined): AgentAction[] {
  const streams = stream === undefined ? session.checklists.map((list) => list.stream) : [stream];
  for (const ended of streams) session.remoteEnded.add(ended);
  return [];
}

/** Bytes that came over a path: of a STUN server, a check or its answer, or data. */
function handlePacket(
  state: AgentState,
  at: number,
  path: Path,
  from: TransportAddress,
  bytes: Uint8Array,
  transport: 'udp' | 'tcp' = 'udp',
): AgentAction[] {
  const ignore = (reason: IgnoredPacket): AgentAction[] => [
    { kind: 'trace', at, event: 'ignored', reason, from },
  ];
  if (!state.bases.has(path.socket)) return ignore('unknown-socket');
  const relay = path.relay === undefined ? relayOf(state, path.socket, from, bytes, transport) : undefined;
  if (relay) {
    const { actions, data } = handleRelayPacket(state, at, relay, bytes);
    return [
      ...actions,
      ...data.flatMap((action) => handlePacket(state, at, relay.path, action.peer, action.bytes)),
    ];
  }
  // Over a connection to a server comes nothing but what its TURN client has asked for.
  if (transport === 'tcp') return ignore('unknown-transaction');
  if (!looksLikeStun(bytes)) return receiveData(state, at, path, from, bytes);
  const decoded = decodeStun(bytes);
  if (!decoded.ok) return ignore('malformed-stun');
  const message = decoded.value;
  if (message.class === 'success' || message.class === 'error') {
    const answered = handleServerResponse(state, at, path.socket, from, message);
    if (answered) return answered;
  }
  const fingerprint = verifyFingerprint(message);
  if (fingerprint === 'invalid') return ignore('wrong-fingerprint');
  if (message.method !== METHOD.Binding || message.class === 'indication') return ignore('indication');
  if (message.class === 'request') {
    // RFC 8445 §7.3: the agent "MUST utilize the FINGERPRINT mechanism."
    return fingerprint === 'absent'
      ? ignore('no-fingerprint')
      : handleRequest(state, at, { path, from }, message);
  }
  const session = sessionOf(state, message.transactionId);
  return session ? handleResponse(state, at, session, path, from, message) : ignore('unknown-transaction');
}
