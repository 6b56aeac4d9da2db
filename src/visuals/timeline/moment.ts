import type { Id, Trace } from '#src/simulator/index.ts';
import { comparePairs } from './pairs.ts';
import type { AgentState, State } from './state.ts';
import type { AgentView, Flying, FlyingSignal, Moment, NatEntry, NatView } from './types.ts';

/** What a picture shows of a state. */
export function momentOf(state: State, { events }: Trace, atMs: number): Moment {
  const flying: Flying[] = [];
  const signals: FlyingSignal[] = [];
  for (const place of state.flying) {
    const event = events[place];
    if (event?.kind === 'hop' && event.arrivesAt > atMs) {
      const { packet, from, to, network, flow } = event;
      flying.push({ packet, from, to, network, flow, progress: progressOf(event, atMs), event: place });
    }
    if (event?.kind === 'signal' && event.arrivesAt > atMs) {
      const { from, to } = event;
      signals.push({ from, to, signal: event, progress: progressOf(event, atMs), event: place });
    }
  }
  return {
    atMs,
    scene: state.scene,
    cuts: state.cuts,
    flying,
    signals,
    nats: Array.from(state.nats, ([node, entries]) => natView(node, entries, atMs)),
    agents: Array.from(state.agents, ([node, agent]) => agentView(node, agent)),
    ...(state.outcome && { outcome: state.outcome }),
  };
}

function progressOf({ at, arrivesAt }: { at: number; arrivesAt: number }, atMs: number): number {
  return Math.max(0, (atMs - at) / (arrivesAt - at));
}

function natView(node: Id, entries: ReadonlyMap<number, NatEntry>, atMs: number): NatView {
  return {
    node,
    entries: Array.from(entries.values(), (entry) => ({
      ...entry,
      remainingMs: Math.max(0, entry.mapping.expiresAt - atMs),
    })),
  };
}

function agentView(node: Id, agent: AgentState): AgentView {
  const { selected, previous, consentUntilMs, pairs, ...rest } = agent;
  return {
    node,
    ...rest,
    pairs: [...pairs.values()].toSorted(comparePairs),
    ...(selected !== undefined && { selected }),
    ...(previous && { previous }),
    ...(consentUntilMs !== undefined && { consentUntilMs }),
  };
}
