import type { TraceEvent } from '#src/simulator/index.ts';
import { readAgentEvent } from './read-agent-event.ts';
import { readChange } from './read-change.ts';
import type { State } from './state.ts';

/**
 * Takes one event in.
 * @param place of the event in the trace
 */
export function readEvent(state: State, event: TraceEvent, place: number): void {
  switch (event.kind) {
    case 'hop':
    case 'signal':
      state.flying.push(place);
      return;
    case 'mapping': {
      const entries = state.nats.get(event.node);
      if (event.event === 'mapping-ended') entries?.delete(event.mapping.id);
      // An end in the past: it is none by the time that a moment asks for it.
      else entries?.set(event.mapping.id, { mapping: event.mapping, remainingMs: 0, event: place });
      return;
    }
    case 'agent': {
      const agent = state.agents.get(event.node);
      if (agent) readAgentEvent(agent, event, place);
      // Who is at it again has no outcome; every other change that makes one is told as settled.
      if (event.event === 'state' && event.state === 'running') state.outcome = undefined;
      return;
    }
    case 'change':
      readChange(state, event.change);
      return;
    case 'settled':
      state.outcome = event.outcome;
      return;
    default:
  }
}
