/*
 * Work that may take long is a generator: it yields now and then, so that whoever drives it can let the page live
 * between two portions, or stop.
 */

/** Goes through to the end without a pause. */
export function finish<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Of a long list, how many entries make a portion. A few milliseconds' work. */
export const PORTION = 4096;
