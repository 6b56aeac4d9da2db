/** How long a slice of work may keep the page's thread from the reader. */
const SLICE_MS = 8;

/**
 * Does long work on the page's thread in slices, between which the page answers its reader.
 * @param work goes on with each `next`, a few milliseconds at most
 * @throws what the signal was aborted with
 */
export async function inSlices<T>(work: Generator<void, T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    const until = performance.now() + SLICE_MS;
    do {
      const { done, value } = work.next();
      if (done) return value;
    } while (performance.now() < until);
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
  }
}
