/** What happens when. Things of the same moment happen in the order in which they were put in. */
export interface EventQueue {
  readonly size: number;
  /** The time of the next one; Infinity where there is none. */
  nextAt(): number;
  /** What was due before the present moment is done now: time never runs backwards. */
  put(at: number, run: (at: number) => void): void;
  /** Takes the next one out and does it. */
  runNext(): void;
}

interface Entry {
  readonly at: number;
  readonly order: number;
  readonly run: (at: number) => void;
}

/** A binary heap: each operation costs the logarithm of what waits. */
export function createQueue(): EventQueue {
  const heap: Entry[] = [];
  let order = 0;
  let now = -Infinity;
  return {
    get size() {
      return heap.length;
    },
    nextAt: () => heap[0]?.at ?? Infinity,
    put(at, run) {
      heap.push({ at: Math.max(at, now), order: order++, run });
      rise(heap);
    },
    runNext() {
      const [first] = heap;
      const last = heap.pop();
      if (!first || !last) return;
      if (heap.length > 0) {
        heap[0] = last;
        sink(heap);
      }
      now = first.at;
      first.run(now);
    },
  };
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** The last entry goes up to its place. */
function rise(heap: Entry[]): void {
  let place = heap.length - 1;
  while (place > 0) {
    const above = (place - 1) >> 1;
    if (!swapIfBefore(heap, place, above)) return;
    place = above;
  }
}

/** The first entry goes down to its place. */
function sink(heap: Entry[]): void {
  let place = 0;
  for (;;) {
    const [left, right] = [2 * place + 1, 2 * place + 2];
    const [a, b] = [heap[left], heap[right]];
    if (!a) return;
    const smaller = b && isBefore(b, a) ? right : left;
    if (!swapIfBefore(heap, smaller, place)) return;
    place = smaller;
  }
}

/** Swaps two entries if the lower one comes before the upper one. */
function swapIfBefore(heap: Entry[], lower: number, upper: number): boolean {
  const [low, up] = [heap[lower], heap[upper]];
  if (!low || !up || !isBefore(low, up)) return false;
  [heap[lower], heap[upper]] = [up, low];
  return true;
}
