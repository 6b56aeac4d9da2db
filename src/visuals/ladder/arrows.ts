import type { ArrowEnd } from './types.ts';

const ENDS: readonly ArrowEnd[] = ['flying', 'passed-on', 'received', 'dropped', 'unheard'];

/**
 * Many arrows, column by column: a long trace has hundreds of thousands, and objects of their own would take long to
 * make. An arrow is its number, from 0 in the order in which they leave.
 */
export class Arrows {
  length = 0;
  /** The place of its event in the trace. */
  readonly event: Uint32Array;
  readonly fromLane: Uint16Array;
  readonly toLane: Uint16Array;
  /** Where the moment begins in which it leaves: these ascend. */
  readonly top: Float64Array;
  readonly fromY: Float64Array;
  /** NaN while it is on its way. */
  readonly toY: Float64Array;
  /** The arrow that the same multicast packet left by before, or -1. */
  readonly beside: Int32Array;
  readonly #end: Uint8Array;

  constructor(most: number) {
    this.event = new Uint32Array(most);
    this.fromLane = new Uint16Array(most);
    this.toLane = new Uint16Array(most);
    this.top = new Float64Array(most);
    this.fromY = new Float64Array(most);
    this.toY = new Float64Array(most).fill(NaN);
    this.beside = new Int32Array(most).fill(-1);
    this.#end = new Uint8Array(most);
  }

  /** @returns its number */
  add(
    event: number,
    lanes: { readonly from: number; readonly to: number },
    top: number,
    fromY: number,
  ): number {
    const arrow = this.length++;
    this.event[arrow] = event;
    this.fromLane[arrow] = lanes.from;
    this.toLane[arrow] = lanes.to;
    this.top[arrow] = top;
    this.fromY[arrow] = fromY;
    return arrow;
  }

  endOf(arrow: number): ArrowEnd {
    return ENDS[this.#end[arrow] ?? 0] ?? 'flying';
  }

  setEnd(arrow: number, end: ArrowEnd): void {
    this.#end[arrow] = ENDS.indexOf(end);
  }
}
