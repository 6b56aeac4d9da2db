import type { MarkKind } from '../timeline/types.ts';
import type { Id, NodeKind, Packet, PacketId } from '#src/simulator/index.ts';

/**
 * A sequence diagram of a trace. Laid out once; a picture takes the part that it shows. Lengths are in pixels. What
 * happened at one node at one moment stands in rows of its own, in the order of the trace; a packet that goes on at once
 * does so in the row in which it came.
 */
export interface Ladder {
  /** From the first agent's host to the second's, with what lies between them. */
  readonly lanes: readonly Lane[];
  readonly width: number;
  readonly height: number;
  /** What is to be seen from `top` to `bottom`. The cost is that of what is there, not of the whole. */
  window(top: number, bottom: number): LadderWindow;
  /** Where a moment stands. */
  yAt(ms: number): number;
  /** The moment that stands there. */
  msAt(y: number): number;
  /** Where an event of the trace stands; undefined where the ladder doesn't show it. */
  yOf(event: number): number | undefined;
}

export interface Lane {
  readonly node: Id;
  readonly kind: NodeKind;
  readonly x: number;
}

export interface LadderOptions {
  /** `event`: as much room as each thing needs, however long it took. `time`: to scale. Default `event`. */
  readonly by?: 'event' | 'time';
  /** Between two lanes. Default 120. */
  readonly laneWidth?: number;
  /** Of one thing below another. Default 22. */
  readonly rowHeight?: number;
  /** Of a second, where it is to scale. Default 400. */
  readonly secondHeight?: number;
  /** Which packets are shown. Default: all. */
  readonly shows?: (packet: Packet) => boolean;
}

export interface LadderWindow {
  readonly arrows: readonly Arrow[];
  readonly notes: readonly Note[];
  /** Lines at moments, with their labels: round ones where it is to scale. */
  readonly ticks: readonly Tick[];
}

/** A packet over one cable, or a signal: from where it left to where it arrived, aslant. */
export interface Arrow {
  readonly kind: 'packet' | 'signal';
  /** The place of its `hop` or `signal` in `trace.events`. */
  readonly event: number;
  readonly packet?: PacketId;
  readonly from: Point;
  readonly to: Point;
  /** Of the trace's times. */
  readonly leftMs: number;
  readonly arrivesMs: number;
  /** What became of it there: `unheard` is for others, and nobody there takes it; `flying` where the trace ends before. */
  readonly end: ArrowEnd;
}

export type ArrowEnd = 'passed-on' | 'received' | 'dropped' | 'unheard' | 'flying';

/** Something that was decided: where a timeline has a mark. */
export interface Note {
  readonly event: number;
  readonly kind: MarkKind;
  /** Where it happened; nowhere, where it is about all. */
  readonly node?: Id;
  readonly x: number;
  readonly y: number;
  readonly atMs: number;
}

export interface Tick {
  readonly ms: number;
  readonly y: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}
