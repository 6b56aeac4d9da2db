import type { EndpointDependence } from '#src/protocol/index.ts';
import type { AgentSpec, Change, FirewallRules, NatBehaviour, NodeSpec, Scene } from './scene/types.ts';
import type { Trace, TraceEvent } from './trace.ts';

/** The kinds of RFC 4787 §4.1 and §5, by their first letters. */
export const [EI, AD, APD] = [
  'EndpointIndependent',
  'AddressDependent',
  'AddressAndPortDependent',
] as const satisfies EndpointDependence[];

export function nat(mapping: EndpointDependence, filtering: EndpointDependence): NatBehaviour {
  return { model: 'rfc4787', mapping, filtering };
}

export interface TestScene {
  readonly alice?: NatBehaviour;
  readonly bob?: NatBehaviour;
  /** Of both agents; what an agent has of its own goes before. */
  readonly agent?: Partial<AgentSpec>;
  readonly aliceAgent?: Partial<AgentSpec>;
  readonly bobAgent?: Partial<AgentSpec>;
  readonly changes?: readonly Change[];
  readonly untilMs?: number;
  readonly seed?: number;
  readonly more?: readonly NodeSpec[];
}

/** Two homes, each behind a NAT, and a server on the internet: as little as tests need, with round numbers. */
export function testScene(given: TestScene = {}): Scene {
  const {
    alice = nat(EI, APD),
    bob = nat(EI, APD),
    changes = [],
    untilMs = 60_000,
    seed = 1,
    more = [],
  } = given;
  const server = { kind: 'turn', server: 'turn' } as const;
  const agent = { servers: [server], ...given.agent };
  const cable = { latencyMs: 5 };
  return {
    version: 1,
    seed,
    untilMs,
    networks: [
      { id: 'internet' },
      { id: 'home-a', ipv4: '192.168.1.0/24' },
      { id: 'home-b', ipv4: '10.0.0.0/24' },
    ],
    nodes: [
      {
        kind: 'host',
        id: 'alice',
        interfaces: [{ network: 'home-a', ipv4: '192.168.1.10', link: cable }],
        agent: { role: 'controlling', ...agent, ...given.aliceAgent },
      },
      {
        kind: 'nat',
        id: 'nat-a',
        inside: { network: 'home-a', ipv4: '192.168.1.1' },
        outside: { network: 'internet', ipv4: '203.0.113.1' },
        behaviour: alice,
      },
      { kind: 'server', id: 'turn', interfaces: [{ network: 'internet', ipv4: '192.0.2.1' }] },
      {
        kind: 'nat',
        id: 'nat-b',
        inside: { network: 'home-b', ipv4: '10.0.0.1' },
        outside: { network: 'internet', ipv4: '198.51.100.1' },
        behaviour: bob,
      },
      {
        kind: 'host',
        id: 'bob',
        interfaces: [{ network: 'home-b', ipv4: '10.0.0.10' }],
        agent: { role: 'controlled', ...agent, ...given.bobAgent },
      },
      ...more,
    ],
    signalling: { latencyMs: 40 },
    changes,
  };
}

/** The scene with one of the two behind a firewall, with addresses of its own, instead of behind a NAT. */
export function fenced(scene: Scene, who: 'alice' | 'bob', rules: FirewallRules): Scene {
  const place = { network: 'office', ipv4: '198.18.0.10' } as const;
  const fence: NodeSpec = {
    kind: 'firewall',
    id: 'fence',
    inside: { network: 'office', ipv4: '198.18.0.1' },
    outside: { network: 'internet', ipv4: '203.0.113.77' },
    rules,
  };
  const nodes = scene.nodes.map((node) =>
    node.id === who && node.kind === 'host' ? { ...node, interfaces: [place] } : node,
  );
  const networks = [...scene.networks, { id: 'office', ipv4: '198.18.0.0/24' }];
  return { ...scene, networks, nodes: [...nodes, fence] };
}

/** The events of one kind, in their order. */
export function eventsOf<K extends TraceEvent['kind']>(
  trace: Trace,
  kind: K,
): Extract<TraceEvent, { kind: K }>[] {
  return trace.events.filter((event): event is Extract<TraceEvent, { kind: K }> => event.kind === kind);
}
