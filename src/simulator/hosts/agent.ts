import {
  type AgentAction,
  type Base,
  type IceAgent,
  type IceCredentials,
  type IceServer,
  type IceState,
  type PairView,
  type SocketId,
  createIceAgent,
} from '#src/protocol/ice/agent/index.ts';
import type { Candidate, TransportAddress } from '#src/protocol/index.ts';
import { type Random, randomBigint, randomFor, randomText } from '../random.ts';
import type { AgentSpec, HostSpec } from '../scene/types.ts';
import type { AgentEvent } from '../trace.ts';
import { type World, createTimer, note } from '../world.ts';
import { type Host, addressesOf, createHost } from './host.ts';
import { createCandidateInput } from './candidate-input.ts';
import { createHiding } from './hiding.ts';
import { createNames } from './names.ts';
import { createServerConnections } from './server-connections.ts';
import { ACCOUNT, STUN_PORT, causeOf } from './server.ts';
import type { Signal, Signalling } from './signalling.ts';
import { encodeText } from './text-packet.ts';

/** RFC 6335 §6: ports that nobody else has a claim to. */
const DYNAMIC_PORTS = { first: 49_152, count: 16_384 } as const;

/** An ICE agent on its host. */
export interface AgentHost extends Host {
  readonly state: IceState;
  /** The pair of the first component, once there is one. */
  readonly selected: PairView | undefined;
  start(at: number): void;
  restart(at: number): void;
  /** After the host was moved: new sockets, and so a new agent, as a restart that gathers anew. */
  startOver(at: number): void;
  say(at: number, text: string): void;
  close(at: number): void;
}

export function createAgentHost(
  world: World,
  { id, agent: spec }: HostSpec & { readonly agent: AgentSpec },
  signalling: Signalling,
): AgentHost {
  const host = createHost(world, id);
  const random = randomFor(world.scene.seed, `agent ${id}`);
  const sockets = new Map<SocketId, TransportAddress>();
  let credentials = makeCredentials(random);
  let agent = createAgent();
  let hasStarted = false;
  let state: IceState = 'running';
  let selected: PairView | undefined;
  /** How often the session was restarted, by either side. */
  let generation = 0;
  let said = 0;
  let isClosed = false;
  const names = createNames(world, host);
  const hide = spec.hidesAddresses ? createHiding(names, random) : (candidate: Candidate) => candidate;
  const drawPort = (): number => DYNAMIC_PORTS.first + Math.floor(random() * DYNAMIC_PORTS.count);
  const connections = createServerConnections(host.tcp, drawPort, {
    message: (at, socket, server, bytes) => perform(at, agent.handlePacket(at, socket, server, bytes, 'tcp')),
    lost: (at, socket, server) => perform(at, agent.handleConnectionLost(at, socket, server)),
  });
  const remote = createCandidateInput(names, {
    candidate: (at, candidate) => perform(at, agent.addRemoteCandidate(at, candidate)),
    endOfCandidates: (at) => perform(at, agent.addRemoteEndOfCandidates(at)),
  });
  const timer = createTimer(world, (at) => perform(at, agent.handleTimeout(at)));

  function createAgent(): IceAgent {
    const { role, policy, taMs } = spec;
    return createIceAgent({
      role,
      credentials,
      tiebreaker: randomBigint(random),
      random,
      servers: spec.servers.flatMap((server) => iceServersOf(world, server)),
      ...(policy && { policy }),
      ...(taMs !== undefined && { taMs }),
    });
  }

  function tell(at: number, event: AgentEvent): void {
    if (world.isTraced) note(world, { kind: 'agent', at, node: id, ...event, ...causeOf(world) });
  }

  function perform(at: number, actions: readonly AgentAction[]): void {
    for (const action of actions) performOne(at, action);
    timer.setTo(agent.nextTimeoutAt());
  }

  function performOne(at: number, action: AgentAction): void {
    switch (action.kind) {
      case 'send': {
        const from = sockets.get(action.socket);
        if (!from) break;
        if (action.transport === 'tcp') connections.send(at, action.socket, from, action.to, action.bytes);
        else host.send(at, from, action.to, action.bytes);
        break;
      }
      case 'disconnect':
        connections.close(at, action.socket, action.server);
        break;
      case 'local-candidate':
        tellCandidate(at, action.candidate);
        break;
      case 'end-of-candidates':
        tell(at, { event: 'end-of-candidates' });
        signalling.send(at, id, { what: 'end-of-candidates', generation });
        break;
      case 'state':
        state = action.state;
        tell(at, { event: 'state', state });
        break;
      case 'role':
        tell(at, { event: 'role', role: action.role });
        break;
      case 'selected':
        if (!selected) talk(at);
        selected = action.pair;
        tell(at, { event: 'selected', pair: action.pair });
        break;
      case 'data':
        tell(at, { event: 'data', bytes: action.bytes });
        break;
      case 'consent-expired':
        tell(at, { event: 'consent-expired' });
        break;
      case 'trace':
        tell(at, { event: 'ice', ice: action });
    }
  }

  function tellCandidate(at: number, candidate: Candidate): void {
    const told = hide(candidate);
    tell(at, { event: 'candidate', candidate: told });
    signalling.send(at, id, { what: 'candidate', candidate: told, generation });
  }

  /** As a call does: something each so many milliseconds, whether it arrives or not. */
  function talk(at: number): void {
    const { talksEveryMs } = spec;
    if (talksEveryMs === undefined || isClosed) return;
    world.queue.put(at + talksEveryMs, (now) => {
      say(now, `${said + 1}`);
      talk(now);
    });
  }

  function say(at: number, text: string): void {
    said += 1;
    perform(at, agent.sendData(at, encodeText(text, said, at)));
  }

  /** A socket for each address of the host, at a port that is drawn. */
  function bindSockets(): Base[] {
    return addressesOf(world, id).map((ip, index) => {
      const socket = sockets.size + index + 1;
      const address = { ...ip, port: drawPort() };
      host.bind(address, (at, from, bytes) => perform(at, agent.handlePacket(at, socket, from, bytes)));
      return { socket, address };
    });
  }

  function start(at: number): void {
    if (hasStarted || isClosed) return;
    hasStarted = true;
    signalling.send(at, id, { what: 'parameters', credentials, generation });
    const bases = bindSockets();
    for (const { socket, address } of bases) sockets.set(socket, address);
    perform(at, agent.gather(at, bases));
  }

  function renew(at: number, as: number): void {
    generation = as;
    credentials = makeCredentials(random);
    signalling.send(at, id, { what: 'parameters', credentials, generation });
    perform(at, agent.restart(at, credentials));
  }

  function startOver(at: number): void {
    perform(at, agent.close(at));
    for (const address of sockets.values()) host.unbind(address);
    sockets.clear();
    credentials = makeCredentials(random);
    agent = createAgent();
    [hasStarted, state, selected, generation] = [false, 'running', undefined, generation + 1];
    tell(at, { event: 'ice', ice: { event: 'restarted', ufrag: credentials.ufrag } });
    tell(at, { event: 'state', state });
    start(at);
  }

  function takeSignal(at: number, signal: Signal): void {
    if (signal.what === 'parameters') start(at);
    // What crossed with a restart: agents "MUST discard" what is not of the current session (RFC 8840 §4.4).
    if (signal.generation < generation) return;
    switch (signal.what) {
      case 'parameters':
        // A new ufrag and password of the peer's are a restart, answered by new ones of one's own (RFC 8839 §4.4.2.1).
        if (signal.generation > generation) renew(at, signal.generation);
        perform(at, agent.setRemoteParameters(at, signal.credentials));
        break;
      case 'candidate':
        remote.candidate(at, signal.candidate);
        break;
      case 'end-of-candidates':
        remote.endOfCandidates(at);
    }
  }

  signalling.join(id, takeSignal);
  return {
    ...host,
    get state() {
      return state;
    },
    get selected() {
      return selected;
    },
    start,
    restart(at) {
      // Before the session there is nothing to begin anew.
      if (!hasStarted) return;
      renew(at, generation + 1);
    },
    startOver,
    say,
    close(at) {
      isClosed = true;
      perform(at, agent.close(at));
    },
  };
}

/** RFC 8839 §5.4: at least 24 bits of randomness in the ufrag and 128 in the password. */
function makeCredentials(random: Random): IceCredentials {
  return { ufrag: randomText(random, 6), pwd: randomText(random, 24) };
}

/** The addresses of a server: as a name would give them, one for each family. */
function iceServersOf(
  world: World,
  { kind, server, transport = 'udp', port = STUN_PORT }: AgentSpec['servers'][number],
): IceServer[] {
  return addressesOf(world, server).map((ip) => {
    const address = { ...ip, port };
    return kind === 'stun' ? { kind, address } : { kind, address, transport, ...ACCOUNT };
  });
}
