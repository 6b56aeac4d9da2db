import type { TraceEvent } from '#src/simulator/index.ts';
import type { Mark } from './types.ts';

type What = Omit<Mark, 'atMs' | 'event'>;

/** What an event decided, if it decided anything. */
export function markOf(event: TraceEvent, place: number): Mark | undefined {
  const what = whatOf(event);
  return what && { atMs: event.at, event: place, ...what };
}

function whatOf(event: TraceEvent): What | undefined {
  switch (event.kind) {
    case 'dropped':
      return { kind: 'dropped', node: event.node, packet: event.packet, why: event.why };
    case 'mapping':
      return mappingMark(event);
    case 'agent':
      return agentMark(event);
    case 'change':
      return { kind: 'change', node: event.change.node, change: event.change.do };
    case 'settled':
      return { kind: 'settled', outcome: event.outcome };
    default:
      return undefined;
  }
}

function mappingMark(event: Extract<TraceEvent, { kind: 'mapping' }>): What | undefined {
  const about = { node: event.node, ...(event.packet !== undefined && { packet: event.packet }) };
  if (event.event !== 'mapping-refreshed') return { kind: event.event, ...about };
  return event.isNewEndpoint ? { kind: 'endpoint-let-in', ...about } : undefined;
}

function agentMark(event: Extract<TraceEvent, { kind: 'agent' }>): What | undefined {
  const { node } = event;
  switch (event.event) {
    case 'candidate':
      return { kind: 'candidate', node };
    case 'selected':
      return { kind: 'selected', node, pair: event.pair.id };
    case 'ice':
      break;
    default:
      return undefined;
  }
  const { ice } = event;
  switch (ice.event) {
    case 'pair-state':
      if (ice.to === 'succeeded') return { kind: 'pair-succeeded', node, pair: ice.pair };
      return ice.to === 'failed' ? { kind: 'pair-failed', node, pair: ice.pair } : undefined;
    case 'nominated':
    case 'consent-expired':
      return { kind: ice.event, node, pair: ice.pair };
    case 'role-switched':
    case 'restarted':
      return { kind: ice.event, node };
    default:
      return undefined;
  }
}
