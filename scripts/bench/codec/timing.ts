/** A batch is long enough for the clock, and short enough that its neighbours find the machine as it did. */
const BATCH_MS = 4;
const WARM_UP_MS = 100;

/** Kept, so that the work can't be left out as useless. */
let kept: unknown;

/**
 * Times functions in turn: in each round each of them once, in batches of about equal time, from a different one on.
 *
 * @returns for each function its time for one call in each round, in µs
 */
export function timeInTurn(functions: readonly (() => unknown)[], rounds: number): number[][] {
  const counts = functions.map(warmUp);
  const times = functions.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < functions.length; turn += 1) {
      const index = (round + turn) % functions.length;
      const work = functions[index];
      const count = counts[index] ?? 1;
      if (work) times[index]?.push((batchMs(work, count) * 1000) / count);
    }
  }
  return times;
}

/** Lets the engine compile the function, and says how many calls fill a batch. */
function warmUp(work: () => unknown): number {
  const startedAt = performance.now();
  let calls = 0;
  for (; performance.now() - startedAt < WARM_UP_MS; calls += 1) kept = work();
  return Math.max(1, Math.round((calls * BATCH_MS) / WARM_UP_MS));
}

function batchMs(work: () => unknown, count: number): number {
  const startedAt = performance.now();
  for (let call = 0; call < count; call += 1) kept = work();
  return performance.now() - startedAt;
}

/** What was worked out last: for nobody, but the engine can't know. */
export function lastKept(): unknown {
  return kept;
}
