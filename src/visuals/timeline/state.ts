import type { IceState, Role } from '#src/protocol/ice/agent/index.ts';
import type { Candidate } from '#src/protocol/index.ts';
import type { Id, Outcome, Scene } from '#src/simulator/index.ts';
import type { Cut, DroppedPair, NatEntry, PairRow } from './types.ts';

/** How things stand while a trace is read. Its lists and tables change; what they hold doesn't. */
export interface State {
  scene: Scene;
  cuts: readonly Cut[];
  /** Places of `hop` and `signal` events that may still be on their way. */
  flying: number[];
  readonly nats: Map<Id, Map<number, NatEntry>>;
  readonly agents: Map<Id, AgentState>;
  outcome: Outcome | undefined;
}

export interface AgentState {
  role: Role;
  gathering: 'new' | 'gathering' | 'complete';
  state: IceState;
  candidates: readonly Candidate[];
  pairs: Map<number, PairRow>;
  dropped: readonly DroppedPair[];
  triggered: readonly number[];
  selected: number | undefined;
  previous: PairRow | undefined;
  consentUntilMs: number | undefined;
  consentExpired: boolean;
}

/** Before anything happened. */
export function createState(scene: Scene): State {
  const state: State = {
    scene,
    cuts: [],
    flying: [],
    nats: new Map(),
    agents: new Map(),
    outcome: undefined,
  };
  for (const node of scene.nodes) {
    if (node.kind === 'nat') state.nats.set(node.id, new Map());
    if (node.kind === 'host' && node.agent) state.agents.set(node.id, createAgent(node.agent.role));
  }
  return state;
}

/** As it begins, and after it was moved. */
export function createAgent(role: Role): AgentState {
  return {
    role,
    gathering: 'new',
    state: 'running',
    candidates: [],
    pairs: new Map(),
    dropped: [],
    triggered: [],
    selected: undefined,
    previous: undefined,
    consentUntilMs: undefined,
    consentExpired: false,
  };
}

/** A state of its own, to read on from. */
export function copyState(state: State): State {
  return {
    ...state,
    flying: [...state.flying],
    nats: new Map(Array.from(state.nats, ([node, entries]) => [node, new Map(entries)])),
    agents: new Map(
      Array.from(state.agents, ([node, agent]) => [node, { ...agent, pairs: new Map(agent.pairs) }]),
    ),
  };
}
