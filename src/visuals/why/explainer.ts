import type { Timeline } from '../timeline/types.ts';
import { type Context, explainEvent } from './context.ts';
import { ofOutcome } from './of-outcome.ts';
import { ofPacket } from './of-packet.ts';
import { ofPair } from './of-pair.ts';
import { indexTrace } from './trace-index.ts';
import type { Explainer } from './types.ts';

/** Answers "why?" from a trace. See `Explainer`. */
export function createExplainer(timeline: Timeline): Explainer {
  const context: Context = { timeline, index: indexTrace(timeline.trace) };
  return {
    packet: (packet) => ofPacket(context, packet),
    pair: (node, pair, ms) => ofPair(context, node, pair, ms),
    event: (place) => explainEvent(context, place),
    outcome: () => ofOutcome(context),
  };
}
