import type { Id, NodeSpec, Trace, TraceEvent } from '#src/simulator/index.ts';
import { nodesInOrder } from '../scene/order.ts';
import { firstPlace } from '../timeline/search.ts';
import { type Drawn, type DrawnArrow, readTrace } from './read.ts';
import { type Moments, type Rows, rowsByEvent, rowsByTime } from './rows.ts';
import { ticksByEvent, ticksByTime } from './ticks.ts';
import type { Arrow, Ladder, LadderOptions, Lane, Note } from './types.ts';

/** Lays out a trace as a sequence diagram. See `Ladder`. */
export function createLadder(trace: Trace, options: LadderOptions = {}): Ladder {
  const { by = 'event', laneWidth = 120, rowHeight = 22, secondHeight = 400, shows = () => true } = options;
  const lanes = lanesOf(trace, laneWidth);
  const laneOf = new Map<Id, number>(lanes.map(({ node }, index) => [node, index]));
  const rows: Rows = by === 'time' ? rowsByTime(secondHeight / 1000) : rowsByEvent(lanes.length, rowHeight);
  const drawn = readTrace(trace, laneOf, rows, (id) => {
    const packet = trace.packets[id - 1];
    return !packet || shows(packet);
  });
  const { moments } = rows;
  const height = (moments.bottom.at(-1) ?? 0) + rowHeight;
  const arrowsIn = arrowFinder(trace, lanes, settle(trace, drawn, moments, height));
  const ticksIn = by === 'time' ? ticksByTime(secondHeight / 1000) : ticksByEvent(moments, rowHeight);
  return {
    lanes,
    width: lanes.length * laneWidth,
    height,
    window: (top, bottom) => ({
      arrows: arrowsIn(top, bottom),
      notes: notesIn(drawn, lanes, top, bottom),
      ticks: ticksIn(Math.max(0, top), Math.min(height, bottom)),
    }),
    yAt: (ms) => yAt(moments, ms),
    msAt: (y) => msAt(moments, y),
    yOf: (event) => {
      const y = drawn.yOf[event];
      return y === undefined || Number.isNaN(y) ? undefined : y;
    },
  };
}

/** The nodes that take part. */
function lanesOf({ scene, events }: Trace, laneWidth: number): readonly Lane[] {
  const active = new Set(events.flatMap(nodesOf));
  return nodesInOrder(scene)
    .filter(({ id }: NodeSpec) => active.has(id))
    .map(({ id, kind }, index) => ({ node: id, kind, x: (index + 0.5) * laneWidth }));
}

function nodesOf(event: TraceEvent): readonly Id[] {
  if ('from' in event) return [event.from, event.to];
  return 'node' in event ? [event.node] : [];
}

/** Ends the arrows of which the trace says nothing more: by their time, or with the ladder. */
function settle(
  { events }: Trace,
  { arrows }: Drawn,
  moments: Moments,
  height: number,
): readonly DrawnArrow[] {
  const lastMs = moments.ms.at(-1) ?? 0;
  return arrows.map((arrow) => {
    const event = events[arrow.event];
    if (!Number.isNaN(arrow.toY) || !event || !('arrivesAt' in event)) return arrow;
    const isThere = event.arrivesAt <= lastMs;
    const toY = isThere ? Math.max(arrow.fromY, yAt(moments, event.arrivesAt)) : height;
    return { ...arrow, toY, end: isThere ? 'unheard' : 'flying' };
  });
}

function arrowFinder(
  { events }: Trace,
  lanes: readonly Lane[],
  arrows: readonly DrawnArrow[],
): (top: number, bottom: number) => readonly Arrow[] {
  const xOf = (lane: number): number => lanes[lane]?.x ?? 0;
  // How far down the arrows up to here reach: it ascends, so that it can be searched.
  const reach = new Float64Array(arrows.length);
  for (const [index, arrow] of arrows.entries())
    reach[index] = Math.max(index > 0 ? (reach[index - 1] ?? 0) : 0, arrow.toY);
  return (top, bottom) => {
    const first = firstPlace(arrows.length, (index) => (reach[index] ?? 0) >= top);
    const end = firstPlace(arrows.length, (index) => (arrows[index]?.top ?? 0) > bottom);
    return arrows.slice(first, end).flatMap((arrow): Arrow[] => {
      const event = events[arrow.event];
      if (!event || !('arrivesAt' in event) || arrow.toY < top || arrow.fromY > bottom) return [];
      return [
        {
          kind: event.kind === 'hop' ? 'packet' : 'signal',
          event: arrow.event,
          ...(event.kind === 'hop' && { packet: event.packet }),
          from: { x: xOf(arrow.fromLane), y: arrow.fromY },
          to: { x: xOf(arrow.toLane), y: arrow.toY },
          leftMs: event.at,
          arrivesMs: event.arrivesAt,
          end: arrow.end,
        },
      ];
    });
  };
}

function notesIn({ notes }: Drawn, lanes: readonly Lane[], top: number, bottom: number): readonly Note[] {
  // What stands in a low row of its moment begins further up.
  const end = firstPlace(notes.length, (index) => (notes[index]?.top ?? 0) > bottom);
  const found: Note[] = [];
  let lastTop = Infinity;
  for (let index = end - 1; index >= 0; index -= 1) {
    const note = notes[index];
    // Notes of moments before one that begins above the window stand above it.
    if (!note || (lastTop <= top && note.top < lastTop)) break;
    lastTop = note.top;
    if (note.y < top || note.y > bottom) continue;
    const { event, kind, node, atMs } = note.mark;
    const x = note.lane === undefined ? 0 : (lanes[note.lane]?.x ?? 0);
    found.push({ event, kind, ...(node !== undefined && { node }), x, y: note.y, atMs });
  }
  return found.reverse();
}

/** Where a moment stands: below what happened then; between two, in proportion. */
function yAt({ ms, top, bottom }: Moments, at: number): number {
  const next = firstPlace(ms.length, (index) => (ms[index] ?? 0) > at);
  const before = bottom[next - 1] ?? 0;
  const after = top[next];
  if (after === undefined) return before;
  const from = ms[next - 1] ?? 0;
  const share = (at - from) / ((ms[next] ?? from) - from || 1);
  return before + (after - before) * Math.min(1, Math.max(0, share));
}

function msAt({ ms, top, bottom }: Moments, y: number): number {
  const next = firstPlace(top.length, (index) => (top[index] ?? 0) > y);
  const from = ms[next - 1] ?? 0;
  const to = ms[next];
  const before = bottom[next - 1] ?? 0;
  if (to === undefined || y <= before) return from;
  return from + ((to - from) * (y - before)) / ((top[next] ?? y) - before || 1);
}
