import type { Id, NodeSpec, Trace } from '#src/simulator/index.ts';
import { nodesInOrder } from '../scene/order.ts';
import { firstPlace } from '../timeline/search.ts';
import { PORTION, finish } from '../portions.ts';
import { arrowFinder } from './find-arrows.ts';
import { msAt, yAt } from './moments.ts';
import { type Drawn, readTrace } from './read.ts';
import { type Rows, rowsByEvent, rowsByTime } from './rows.ts';
import { ticksByEvent, ticksByTime } from './ticks.ts';
import type { Ladder, LadderOptions, Lane, Note } from './types.ts';

/** Lays out a trace as a sequence diagram. See `Ladder`. */
export function createLadder(trace: Trace, options: LadderOptions = {}): Ladder {
  return finish(ladderInPortions(trace, options));
}

/** The same in portions, for traces of 100,000 packets. */
export function* ladderInPortions(trace: Trace, options: LadderOptions = {}): Generator<void, Ladder> {
  const { by = 'event', laneWidth = 120, rowHeight = 22, secondHeight = 400, shows } = options;
  const lanes = yield* lanesOf(trace, laneWidth);
  const laneOf = new Map<Id, number>(lanes.map(({ node }, index) => [node, index]));
  const rows: Rows = by === 'time' ? rowsByTime(secondHeight / 1000) : rowsByEvent(lanes.length, rowHeight);
  const drawn = yield* readTrace(trace, laneOf, rows, shows);
  const { moments } = rows;
  const height = (moments.bottom.at(-1) ?? 0) + rowHeight;
  const arrowsIn = yield* arrowFinder(trace, lanes, drawn.arrows, moments, height);
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
function* lanesOf({ scene, events }: Trace, laneWidth: number): Generator<void, readonly Lane[]> {
  const active = new Set<Id>();
  for (const [place, event] of events.entries()) {
    if (place % PORTION === 0) yield;
    if ('from' in event) active.add(event.from).add(event.to);
    else if ('node' in event) active.add(event.node);
  }
  return nodesInOrder(scene)
    .filter(({ id }: NodeSpec) => active.has(id))
    .map(({ id, kind }, index) => ({ node: id, kind, x: (index + 0.5) * laneWidth }));
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
