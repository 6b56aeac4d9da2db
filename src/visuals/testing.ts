import { TestPeer, type TestWorld } from '#src/protocol/ice/agent/testing.ts';
import type { AgentAction, AgentConfig, Base, Role } from '#src/protocol/ice/agent/types.ts';
import type { TransportAddress } from '#src/protocol/index.ts';
import type {
  AgentEvent,
  Flow,
  HostSpec,
  Id,
  Mapping,
  NatSpec,
  NodeSpec,
  Scene,
  Trace,
  TraceEvent,
} from '#src/simulator/index.ts';

/* Small traces, made by hand, for tests of what pictures show. */

export function host(id: Id, network: Id, ipv4: string, role?: Role): HostSpec {
  return {
    kind: 'host',
    id,
    interfaces: [{ network, ipv4 }],
    ...(role && { agent: { role, servers: [] } }),
  };
}

/** A scene with the internet, and whatever nodes and networks a test needs. */
export function sceneOf(nodes: readonly NodeSpec[], networks: readonly Id[] = []): Scene {
  return {
    version: 1,
    seed: 1,
    untilMs: 60_000,
    networks: [{ id: 'internet' }, ...networks.map((id) => ({ id }))],
    nodes,
    signalling: { latencyMs: 10 },
    changes: [],
  };
}

export function traceOf(scene: Scene, events: readonly TraceEvent[], packets: Trace['packets'] = []): Trace {
  const endedAt = events.at(-1)?.at ?? 0;
  return { scene, events, packets, result: { outcome: 'undecided', endedAt, selected: [] } };
}

/** An agent of the protocol's tests whose actions become events of a trace. */
export class RecordedPeer extends TestPeer {
  readonly events: TraceEvent[] = [];
  readonly #recordedWorld: TestWorld;
  readonly #node: Id;

  constructor(
    node: Id,
    world: TestWorld,
    bases: readonly Omit<Base, 'socket'>[],
    nat: ReturnType<TestWorld['nat']> | undefined,
    config: Partial<AgentConfig> & Pick<AgentConfig, 'role' | 'credentials'>,
  ) {
    super(world, bases, nat, config);
    this.#recordedWorld = world;
    this.#node = node;
  }

  override perform(actions: readonly AgentAction[]): void {
    for (const action of actions) {
      const event = eventOf(action);
      if (event) this.events.push({ kind: 'agent', at: this.#recordedWorld.at, node: this.#node, ...event });
    }
    super.perform(actions);
  }
}

function eventOf(action: AgentAction): AgentEvent | undefined {
  switch (action.kind) {
    case 'trace':
      return { event: 'ice', ice: action };
    case 'local-candidate':
      return { event: 'candidate', candidate: action.candidate };
    case 'end-of-candidates':
    case 'consent-expired':
      return { event: action.kind };
    case 'state':
      return { event: 'state', state: action.state };
    case 'role':
      return { event: 'role', role: action.role };
    case 'selected':
      return { event: 'selected', pair: action.pair };
    case 'data':
      return { event: 'data', bytes: action.bytes };
    case 'send':
    case 'disconnect':
      return undefined;
  }
}

export function endpoint(text: string): TransportAddress {
  const [ip = '', port] = text.split(':');
  return { family: 4, address: ip, port: Number(port) };
}

/** `10.0.0.1:1000 > 192.0.2.1:3478` */
export function flowOf(text: string, protocol: Flow['protocol'] = 'udp'): Flow {
  const [source = '', destination = ''] = text.split(' > ');
  return { protocol, source: endpoint(source), destination: endpoint(destination) };
}

/** A line of a NAT's table: `10.0.0.1:1000 = 203.0.113.1:1000`. */
export function mappingOf(id: number, text: string, times: Pick<Mapping, 'madeAt' | 'expiresAt'>): Mapping {
  const [inside = '', outside = ''] = text.split(' = ');
  return {
    id,
    protocol: 'udp',
    inside: endpoint(inside),
    outside: endpoint(outside),
    contacted: [],
    ...times,
  };
}

export function natSpec(id: Id, inside: Id, outside: Id, ipv4: string): NatSpec {
  return {
    kind: 'nat',
    id,
    inside: { network: inside },
    outside: { network: outside, ipv4 },
    behaviour: { model: 'rfc4787', mapping: 'EndpointIndependent', filtering: 'AddressAndPortDependent' },
  };
}
