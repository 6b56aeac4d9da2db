import type { Trace } from '#src/simulator/index.ts';
import { PORTION } from '../portions.ts';
import { firstPlace } from '../timeline/search.ts';
import type { Arrows } from './arrows.ts';
import { yAt } from './moments.ts';
import type { Moments } from './rows.ts';
import type { Arrow, Lane } from './types.ts';

/** Finds the arrows that cross a part of the ladder, in the order in which they leave. */
export function* arrowFinder(
  { events }: Trace,
  lanes: readonly Lane[],
  arrows: Arrows,
  moments: Moments,
  height: number,
): Generator<void, (top: number, bottom: number) => readonly Arrow[]> {
  const { length, top, fromY, toY } = arrows;
  /** How far down the arrows up to here reach: it ascends, so that it can be searched. */
  const reach = new Float64Array(length);
  for (let arrow = 0; arrow < length; arrow += 1) {
    if (arrow % PORTION === 0) yield;
    if (Number.isNaN(toY[arrow])) settle(events, arrows, arrow, moments, height);
    reach[arrow] = Math.max(reach[arrow - 1] ?? 0, toY[arrow] ?? 0);
  }
  return (from, to) => {
    const first = firstPlace(length, (arrow) => (reach[arrow] ?? 0) >= from);
    const end = firstPlace(length, (arrow) => (top[arrow] ?? 0) > to);
    const found: Arrow[] = [];
    for (let arrow = first; arrow < end; arrow += 1) {
      if ((toY[arrow] ?? 0) < from || (fromY[arrow] ?? 0) > to) continue;
      const shown = arrowAt(events, lanes, arrows, arrow);
      if (shown) found.push(shown);
    }
    return found;
  };
}

/** Ends an arrow of which the trace says nothing more: by its time, or with the ladder. */
function settle(
  events: Trace['events'],
  arrows: Arrows,
  arrow: number,
  moments: Moments,
  height: number,
): void {
  const event = events[arrows.event[arrow] ?? 0];
  const arrivesAt = event && 'arrivesAt' in event ? event.arrivesAt : Infinity;
  const isThere = arrivesAt <= (moments.ms.at(-1) ?? 0);
  arrows.toY[arrow] = isThere ? Math.max(arrows.fromY[arrow] ?? 0, yAt(moments, arrivesAt)) : height;
  arrows.setEnd(arrow, isThere ? 'unheard' : 'flying');
}

function arrowAt(
  events: Trace['events'],
  lanes: readonly Lane[],
  arrows: Arrows,
  arrow: number,
): Arrow | undefined {
  const place = arrows.event[arrow] ?? 0;
  const event = events[place];
  if (!event || !('arrivesAt' in event)) return undefined;
  return {
    kind: event.kind === 'hop' ? 'packet' : 'signal',
    event: place,
    ...(event.kind === 'hop' && { packet: event.packet }),
    from: { x: lanes[arrows.fromLane[arrow] ?? 0]?.x ?? 0, y: arrows.fromY[arrow] ?? 0 },
    to: { x: lanes[arrows.toLane[arrow] ?? 0]?.x ?? 0, y: arrows.toY[arrow] ?? 0 },
    leftMs: event.at,
    arrivesMs: event.arrivesAt,
    end: arrows.endOf(arrow),
  };
}
