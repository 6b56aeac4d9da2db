import type { Id, Packet, PacketId, Trace, TraceEvent } from '#src/simulator/index.ts';
import { PORTION } from '../portions.ts';
import { markOf } from '../timeline/marks.ts';
import type { Mark } from '../timeline/types.ts';
import { Arrows } from './arrows.ts';
import type { Rows } from './rows.ts';
import type { ArrowEnd } from './types.ts';

/** What a ladder shows, in the order of the trace. */
export interface Drawn {
  readonly arrows: Arrows;
  readonly notes: readonly DrawnNote[];
  /** By the places of events; NaN where nothing is shown. */
  readonly yOf: Float64Array;
}

export interface DrawnNote {
  readonly mark: Mark;
  readonly lane: number | undefined;
  /** Where its moment begins: these ascend. */
  readonly top: number;
  readonly y: number;
}

/** What says that a packet has reached a node. */
type Landing = Extract<TraceEvent, { kind: 'hop' | 'mapping' | 'translated' | 'dropped' | 'received' }>;

/** Reads a trace once and gives everything its place. */
export function* readTrace(
  { events, packets }: Trace,
  laneOf: ReadonlyMap<Id, number>,
  rows: Rows,
  shows: ((packet: Packet) => boolean) | undefined,
): Generator<void, Drawn> {
  const reader = new Reader(events.length, laneOf, rows);
  for (const [place, event] of events.entries()) {
    if (place % PORTION === 0) yield;
    const id = shows && 'packet' in event ? event.packet : undefined;
    const packet = id === undefined ? undefined : packets[id - 1];
    if (!packet || shows?.(packet)) reader.read(event, place);
  }
  return reader;
}

class Reader implements Drawn {
  readonly arrows: Arrows;
  readonly notes: DrawnNote[] = [];
  readonly yOf: Float64Array;
  readonly #laneOf: ReadonlyMap<Id, number>;
  readonly #rows: Rows;
  /** The last arrow of each packet; of a multicast one others are beside it. */
  readonly #lastOf = new Map<PacketId, number>();
  /** Signals on their way, the first to arrive first. */
  readonly #signals: { readonly arrow: number; readonly arrivesAt: number }[] = [];

  constructor(length: number, laneOf: ReadonlyMap<Id, number>, rows: Rows) {
    this.arrows = new Arrows(length);
    this.yOf = new Float64Array(length).fill(NaN);
    this.#laneOf = laneOf;
    this.#rows = rows;
  }

  read(event: TraceEvent, place: number): void {
    this.#landSignals(event.at);
    const mark = markOf(event, place);
    if (!mark && !isLanding(event) && event.kind !== 'signal') return;
    this.#rows.moment(event.at);
    if (isLanding(event)) this.#land(event, place);
    if (event.kind === 'hop') this.#leave(event, place);
    if (event.kind === 'signal') this.#send(event, place);
    if (mark) this.#note(mark, place);
  }

  /** An arrow ends where something is said of its packet at the node that it goes to. */
  #land(event: Landing, place: number): void {
    const lane = this.#laneOf.get(event.kind === 'hop' ? event.from : event.node);
    const arrow = lane === undefined ? -1 : this.#arrowTo(event.packet, lane);
    if (arrow < 0) return;
    // What a cable lost had been passed on.
    const isPassedOn = event.kind !== 'received' && (event.kind !== 'dropped' || event.network !== undefined);
    this.#end(arrow, isPassedOn ? 'passed-on' : event.kind);
    if (event.kind !== 'mapping') this.yOf[place] = this.arrows.toY[arrow] ?? NaN;
  }

  /** The last arrow of a packet that goes to this lane, or -1. */
  #arrowTo(packet: PacketId | undefined, lane: number): number {
    let arrow = (packet === undefined ? undefined : this.#lastOf.get(packet)) ?? -1;
    while (arrow >= 0 && this.arrows.toLane[arrow] !== lane) arrow = this.arrows.beside[arrow] ?? -1;
    return arrow;
  }

  #end(arrow: number, end: ArrowEnd): void {
    const { toY, fromY, toLane } = this.arrows;
    this.arrows.setEnd(arrow, end);
    if (Number.isNaN(toY[arrow])) toY[arrow] = this.#rows.place(toLane[arrow] ?? 0, fromY[arrow]);
  }

  #leave(event: Extract<TraceEvent, { kind: 'hop' }>, place: number): void {
    const from = this.#laneOf.get(event.from);
    const to = this.#laneOf.get(event.to);
    if (from === undefined || to === undefined) return;
    const last = this.#lastOf.get(event.packet) ?? -1;
    // A multicast packet leaves once, to several.
    const isBeside = this.arrows.fromLane[last] === from && this.arrows.top[last] === this.#rows.top;
    const fromY = isBeside ? (this.arrows.fromY[last] ?? 0) : this.#leavingPlace(event.packet, from);
    const arrow = this.#add(place, { from, to }, fromY);
    if (isBeside) this.arrows.beside[arrow] = last;
    this.#lastOf.set(event.packet, arrow);
  }

  /** Where it came in, if nothing has happened there since; else below. */
  #leavingPlace(packet: PacketId, lane: number): number {
    const before = this.#arrowTo(packet, lane);
    const cameAt = this.arrows.toY[before] ?? NaN;
    const goesOn = cameAt >= this.#rows.top && this.#rows.isLast(lane, cameAt);
    return goesOn ? cameAt : this.#rows.place(lane);
  }

  #send(event: Extract<TraceEvent, { kind: 'signal' }>, place: number): void {
    const from = this.#laneOf.get(event.from);
    const to = this.#laneOf.get(event.to);
    if (from === undefined || to === undefined) return;
    const arrow = this.#add(place, { from, to }, this.#rows.place(from));
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

  #add(event: number, lanes: { readonly from: number; readonly to: number }, fromY: number): number {
    this.yOf[event] = fromY;
    return this.arrows.add(event, lanes, this.#rows.top, fromY);
  }

  #note(mark: Mark, place: number): void {
    const lane = mark.node === undefined ? undefined : this.#laneOf.get(mark.node);
    const y = lane === undefined ? this.#rows.top : this.#rows.place(lane);
    this.notes.push({ mark, lane, top: this.#rows.top, y });
    if (Number.isNaN(this.yOf[place])) this.yOf[place] = y;
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
