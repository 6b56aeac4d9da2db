import type { Id, TraceEvent } from '#src/simulator/index.ts';
import type { Timeline } from '../timeline/types.ts';
import { text } from './because.ts';
import { ofEvent } from './of-event.ts';
import type { PairParams } from './params.ts';
import type { TraceIndex } from './trace-index.ts';
import type { Because } from './types.ts';

/** What explanations are made from. */
export interface Context {
  readonly timeline: Timeline;
  readonly index: TraceIndex;
}

export function eventAt({ timeline }: Context, place: number): TraceEvent | undefined {
  return timeline.trace.events[place];
}

/** What the event at a place says. */
export function explainEvent(context: Context, place: number): readonly Because[] {
  const event = eventAt(context, place);
  if (!event) return [];
  const node = 'node' in event ? event.node : '';
  return ofEvent(context.timeline, event, (pair) => pairParams(context, node, pair, place));
}

/** A pair as it was formed, at or before a place of the trace. Its number may have been another's before. */
export function pairParams(context: Context, node: Id, pair: number, place: number): PairParams {
  const formed = context.index
    .ofPair(node, pair)
    .filter((other) => other <= place)
    .map((other) => eventAt(context, other))
    .findLast(
      (event) => event?.kind === 'agent' && event.event === 'ice' && event.ice.event === 'pair-formed',
    );
  if (formed?.kind !== 'agent' || formed.event !== 'ice' || formed.ice.event !== 'pair-formed')
    return { node, pair, local: '', remote: '', localType: '', remoteType: '', other: 0 };
  const { local, remote } = formed.ice;
  return {
    node,
    pair,
    local: text(local.address),
    remote: text(remote.address),
    localType: local.type,
    remoteType: remote.type,
    other: 0,
  };
}
