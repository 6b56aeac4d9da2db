import type { Id, PacketId, Trace, TraceEvent } from '#src/simulator/index.ts';
import { marksOf } from '../timeline/marks.ts';
import type { Mark } from '../timeline/types.ts';
import type { Rows } from './rows.ts';
import type { ArrowEnd } from './types.ts';

/** What a ladder shows, in the order of the trace. */
export interface Drawn {
  readonly arrows: readonly DrawnArrow[];
  readonly notes: readonly DrawnNote[];
  /** By the places of events; NaN where nothing is shown. */
  readonly yOf: Float64Array;
}

export interface DrawnArrow {
  readonly event: number;
  readonly fromLane: number;
  readonly toLane: number;
  /** Where its moment begins: these ascend. */
  readonly top: number;
  readonly fromY: number;
  /** NaN while it is on its way. */
  toY: number;
  end: ArrowEnd;
}

export interface DrawnNote {
  readonly mark: Mark;
  readonly lane: number | undefined;
  readonly top: number;
  readonly y: number;
}

/** What says that a packet has reached a node. */
type Landing = Extract<TraceEvent, { kind: 'hop' | 'mapping' | 'translated' | 'dropped' | 'received' }>;

/** Reads a trace once and gives everything its place. */
export function readTrace(
  trace: Trace,
  laneOf: ReadonlyMap<Id, number>,
  rows: Rows,
  shows: (packet: PacketId) => boolean,
): Drawn {
  const marks = new Map(marksOf(trace).map((mark) => [mark.event, mark]));
  const reader = new Reader(trace, laneOf, rows);
  for (const [place, event] of trace.events.entries()) {
    if ('packet' in event && event.packet !== undefined && !shows(event.packet)) continue;
    reader.read(event, place, marks.get(place));
  }
  return reader.finish();
}

class Reader {
  readonly #laneOf: ReadonlyMap<Id, number>;
  readonly #rows: Rows;
  readonly #arrows: DrawnArrow[] = [];
  readonly #notes: DrawnNote[] = [];
  readonly #yOf: Float64Array;
  /** The last arrows of each packet: one, or as many as a multicast one goes to. */
  readonly #lastOf = new Map<PacketId, readonly DrawnArrow[]>();
  /** Signals on their way, the first to arrive first. */
  #signals: { readonly arrow: DrawnArrow; readonly arrivesAt: number }[] = [];

  constructor({ events }: Trace, laneOf: ReadonlyMap<Id, number>, rows: Rows) {
    this.#laneOf = laneOf;
    this.#rows = rows;
    this.#yOf = new Float64Array(events.length).fill(NaN);
  }

  read(event: TraceEvent, place: number, mark: Mark | undefined): void {
    this.#landSignals(event.at);
    const isShown = event.kind === 'received' || event.kind === 'translated' || mark !== undefined;
    if (!isShown && event.kind !== 'hop' && event.kind !== 'signal') return;
    this.#rows.moment(event.at);
    if (isLanding(event)) this.#land(event, place);
    if (event.kind === 'hop') this.#leave(event, place);
    if (event.kind === 'signal') this.#send(event, place);
    if (mark) this.#note(mark, place);
  }

  finish(): Drawn {
    return { arrows: this.#arrows, notes: this.#notes, yOf: this.#yOf };
  }

  /** An arrow ends where something is said of its packet at the node that it goes to. */
  #land(event: Landing, place: number): void {
    const lane = this.#laneOf.get(event.kind === 'hop' ? event.from : event.node);
    const arrow = this.#arrowsOf(event.packet).find(({ toLane }) => toLane === lane);
    if (!arrow) return;
    // What a cable lost had been passed on.
    const isPassedOn = event.kind !== 'received' && (event.kind !== 'dropped' || event.network !== undefined);
    this.#end(arrow, isPassedOn ? 'passed-on' : event.kind);
    if (event.kind !== 'mapping') this.#yOf[place] = arrow.toY;
  }

  #arrowsOf(packet: PacketId | undefined): readonly DrawnArrow[] {
    return (packet !== undefined && this.#lastOf.get(packet)) || [];
  }

  #end(arrow: DrawnArrow, end: ArrowEnd): void {
    arrow.end = end;
    if (Number.isNaN(arrow.toY)) arrow.toY = this.#rows.place(arrow.toLane, arrow.fromY);
  }

  #leave(event: Extract<TraceEvent, { kind: 'hop' }>, place: number): void {
    const fromLane = this.#laneOf.get(event.from);
    const toLane = this.#laneOf.get(event.to);
    if (fromLane === undefined || toLane === undefined) return;
    const known = this.#arrowsOf(event.packet);
    const before = known.find(({ toLane }) => toLane === fromLane);
    const goesOn = before && before.toY >= this.#rows.top && this.#rows.isLast(fromLane, before.toY);
    // A multicast packet leaves once, to several.
    const beside = known.find((other) => other.fromLane === fromLane && other.top === this.#rows.top);
    const fromY = goesOn ? before.toY : (beside?.fromY ?? this.#rows.place(fromLane));
    const arrow = this.#add(place, fromLane, toLane, fromY);
    this.#lastOf.set(event.packet, beside ? [...known, arrow] : [arrow]);
  }

  #send(event: Extract<TraceEvent, { kind: 'signal' }>, place: number): void {
    const fromLane = this.#laneOf.get(event.from);
    const toLane = this.#laneOf.get(event.to);
    if (fromLane === undefined || toLane === undefined) return;
    const arrow = this.#add(place, fromLane, toLane, this.#rows.place(fromLane));
    this.#signals.push({ arrow, arrivesAt: event.arrivesAt });
    this.#signals.sort((a, b) => a.arrivesAt - b.arrivesAt);
  }

  /** Nothing in a trace says that a signal has arrived: its time does. */
  #landSignals(at: number): void {
    for (let [first] = this.#signals; first && first.arrivesAt <= at; [first] = this.#signals) {
      this.#signals.shift();
      this.#rows.moment(first.arrivesAt);
      this.#end(first.arrow, 'received');
    }
  }

  #add(event: number, fromLane: number, toLane: number, fromY: number): DrawnArrow {
    const { top } = this.#rows;
    const arrow: DrawnArrow = { event, fromLane, toLane, top, fromY, toY: NaN, end: 'flying' };
    this.#arrows.push(arrow);
    this.#yOf[event] = fromY;
    return arrow;
  }

  #note(mark: Mark, place: number): void {
    const lane = mark.node === undefined ? undefined : this.#laneOf.get(mark.node);
    const y = lane === undefined ? this.#rows.top : this.#rows.place(lane);
    this.#notes.push({ mark, lane, top: this.#rows.top, y });
    if (Number.isNaN(this.#yOf[place])) this.#yOf[place] = y;
  }
}

function isLanding(event: TraceEvent): event is Landing {
  return (
    event.kind === 'hop' ||
    event.kind === 'mapping' ||
    event.kind === 'translated' ||
    event.kind === 'dropped' ||
    event.kind === 'received'
  );
}
