import { applyChange } from './changes.ts';
import { type AgentHost, createAgentHost } from './hosts/agent.ts';
import { createHost } from './hosts/host.ts';
import { type Machine, createMachine } from './hosts/machine.ts';
import { createServerHost } from './hosts/server.ts';
import { createSignalling } from './hosts/signalling.ts';
import { type Router, createFirewallNode, createNatNode } from './network/routers.ts';
import { createTopology } from './network/topology.ts';
import { judge } from './outcome.ts';
import type { Id, Scene } from './scene/types.ts';
import type { Outcome, SessionResult, Trace } from './trace.ts';
import { type Node, type World, createWorld, note } from './world.ts';

export interface SimulationOptions {
  /** Whether events and packets are kept. Default true; a matrix only wants the outcome. */
  readonly isTraced?: boolean;
  /** How long it goes on once it is settled and nothing is to be changed any more. Default 2,000. */
  readonly lingerMs?: number;
  /** Hosts whose programs run outside: see `Simulation.machine`. */
  readonly machines?: readonly Id[];
}

/** A scene while it runs: in portions, so that whoever runs it can show how far it is, or stop. */
export interface Simulation {
  /** The time that was reached. */
  readonly at: number;
  readonly isOver: boolean;
  /** Goes on for at most so many events of the network's. */
  run(maxEvents?: number): void;
  /** When something happens next; Infinity where nothing will. */
  nextAt(): number;
  /** Goes on to this moment, and stands there. */
  advanceTo(at: number): void;
  /** One of the hosts that `machines` named. */
  machine(id: Id): Machine | undefined;
  result(): SessionResult;
  /** What happened until now. */
  trace(): Trace;
}

/** Runs a valid scene to its end. */
export function simulate(scene: Scene, options: SimulationOptions = {}): Trace {
  const simulation = createSimulation(scene, options);
  simulation.run();
  return simulation.trace();
}

/** Sets a valid scene up: same scene, same trace. */
export function createSimulation(scene: Scene, options: SimulationOptions = {}): Simulation {
  const { isTraced = true, lingerMs = 2_000 } = options;
  const world = createWorld(scene, createTopology(scene), isTraced);
  const machines = new Map<Id, Machine & Node>();
  for (const id of options.machines ?? [])
    machines.set(
      id,
      createMachine(world, id, () => at),
    );
  const agents = populate(world, machines);
  let at = 0;
  let settled: { readonly outcome: Outcome; readonly at: number } | undefined;

  /** The outcome, from the first moment on at which it is one. A change may undo it. */
  function settle(): void {
    const outcome = judge(agents);
    if (outcome === (settled?.outcome ?? 'undecided')) return;
    settled = outcome === 'undecided' ? undefined : { outcome, at };
    if (settled) note(world, { kind: 'settled', at, outcome });
  }

  function step(): void {
    at = world.queue.nextAt();
    world.queue.runNext();
    settle();
  }

  /** With changes there is always more to see. */
  const endsAt = () =>
    settled && scene.changes.length === 0 ? Math.min(scene.untilMs, settled.at + lingerMs) : scene.untilMs;

  const isOver = () => world.queue.nextAt() > endsAt();
  return {
    get at() {
      return at;
    },
    get isOver() {
      return isOver();
    },
    run(maxEvents = Infinity) {
      for (let done = 0; done < maxEvents && !isOver(); done += 1) step();
    },
    nextAt: () => (isOver() ? Infinity : world.queue.nextAt()),
    advanceTo(moment) {
      while (world.queue.nextAt() <= moment && !isOver()) step();
      at = Math.max(at, Math.min(moment, scene.untilMs));
    },
    machine: (id) => machines.get(id),
    result,
    trace: () => ({ scene, events: world.events, packets: world.packets, result: result() }),
  };

  function result(): SessionResult {
    return {
      outcome: settled?.outcome ?? 'undecided',
      ...(settled && { settledAt: settled.at }),
      endedAt: isOver() ? Math.max(at, endsAt()) : at,
      selected: agents.flatMap(({ id, selected }) => (selected ? [{ node: id, pair: selected }] : [])),
    };
  }
}

/** Makes every node of the scene, and puts into the queue what happens by itself. */
function populate(world: World, machines: ReadonlyMap<Id, Node>): AgentHost[] {
  const { nodes, changes } = world.scene;
  const signalling = createSignalling(world);
  const routers = new Map<Id, Router>();
  const agents = new Map<Id, AgentHost>();
  for (const spec of nodes) {
    if (spec.kind === 'nat') routers.set(spec.id, createNatNode(world, spec));
    else if (spec.kind === 'firewall') routers.set(spec.id, createFirewallNode(world, spec));
    else if (spec.kind === 'server') world.nodes.set(spec.id, createServerHost(world, spec));
    else if (spec.agent)
      agents.set(spec.id, createAgentHost(world, { ...spec, agent: spec.agent }, signalling));
    else world.nodes.set(spec.id, createHost(world, spec.id));
  }
  for (const [id, node] of [...routers, ...agents, ...machines]) world.nodes.set(id, node);
  startAgents(world, [...agents.values()]);
  for (const change of changes)
    world.queue.put(change.atMs, (at) => applyChange(world, { routers, agents }, at, change));
  return [...agents.values()];
}

/** The first one calls; the other starts when it is called, or at a time of its own. */
function startAgents(world: World, agents: readonly AgentHost[]): void {
  for (const [index, agent] of agents.entries()) {
    const spec = world.scene.nodes.find(({ id }) => id === agent.id);
    const given = spec?.kind === 'host' ? spec.agent?.startsAtMs : undefined;
    const startsAt = given ?? (index === 0 ? 0 : undefined);
    if (startsAt !== undefined) world.queue.put(startsAt, (at) => agent.start(at));
  }
}
