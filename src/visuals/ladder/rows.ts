/** Gives things their place from top to bottom, in the order in which they happen. */
export interface Rows {
  /** From now on things happen at this moment. */
  moment(ms: number): void;
  /**
   * The place of the next thing in a lane: below all that happened there at this moment.
   * @param atLeast not above this place
   */
  place(lane: number, atLeast?: number): number;
  /** Whether nothing has happened in the lane, at this moment, below that place. */
  isLast(lane: number, y: number): boolean;
  /** Where the present moment begins. */
  readonly top: number;
  /** The moments, each with the place of its first and its last row. */
  readonly moments: Moments;
}

/** By index; times ascend. */
export interface Moments {
  readonly ms: number[];
  readonly top: number[];
  readonly bottom: number[];
}

/** As much room as there are things, whatever the time between them. */
export function rowsByEvent(lanes: number, rowHeight: number): Rows {
  /** Of each lane, where its last thing stands. */
  const last = new Float64Array(lanes).fill(-Infinity);
  const moments: Moments = { ms: [], top: [], bottom: [] };
  let top = 0;
  let bottom = 0;
  return {
    moments,
    get top() {
      return top;
    },
    moment(ms) {
      if (moments.ms.at(-1) === ms) return;
      bottom += rowHeight;
      top = bottom;
      moments.ms.push(ms);
      moments.top.push(top);
      moments.bottom.push(bottom);
    },
    place(lane, atLeast = top) {
      const y = Math.max(top, atLeast, (last[lane] ?? 0) + rowHeight);
      last[lane] = y;
      bottom = Math.max(bottom, y);
      moments.bottom[moments.bottom.length - 1] = bottom;
      return y;
    },
    isLast: (lane, y) => last[lane] === y,
  };
}

/** To scale, whatever falls together. */
export function rowsByTime(pixelsPerMs: number): Rows {
  const moments: Moments = { ms: [], top: [], bottom: [] };
  let top = 0;
  return {
    moments,
    get top() {
      return top;
    },
    moment(ms) {
      if (moments.ms.at(-1) === ms) return;
      top = ms * pixelsPerMs;
      moments.ms.push(ms);
      moments.top.push(top);
      moments.bottom.push(top);
    },
    place: () => top,
    isLast: () => true,
  };
}
