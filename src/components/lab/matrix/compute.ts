import { MATRIX_KINDS } from '#src/simulator/scene/matrix.ts';
import type { Cell } from './cell.ts';
import type { CellKind } from './rule.ts';
import type { MatrixTask } from './worker.ts';

export interface ComputeOptions {
  /** Ends the workers. */
  readonly signal: AbortSignal;
  /** A row has been computed. */
  readonly onrow: (cells: readonly Cell[]) => void;
}

/** More workers than this would start for too little work each. */
const MOST_WORKERS = 4;

/** Each has the simulator to compile for itself, and two threads of one core do that in turns: one worker a core. */
function workerCount(): number {
  const cores = Math.floor((navigator.hardwareConcurrency || 1) / 2);
  return Math.min(Math.max(1, cores), MOST_WORKERS);
}

/**
 * Computes the whole matrix off the main thread, row by row.
 * @throws the signal's reason once it aborts; Error where a worker doesn't start or breaks
 */
export async function computeMatrix(turn: boolean, { signal, onrow }: ComputeOptions): Promise<void> {
  signal.throwIfAborted();
  const shares = sharesOf(MATRIX_KINDS, workerCount());
  const failure = new AbortController();
  const ends = AbortSignal.any([signal, failure.signal]);
  try {
    await Promise.all(shares.map((rows) => computeRows({ rows, turn }, { signal: ends, onrow })));
  } finally {
    // One that broke takes the others along.
    failure.abort();
  }
}

/** Every n-th row: what is slow stands together. */
function sharesOf(rows: readonly CellKind[], count: number): CellKind[][] {
  return Array.from({ length: count }, (_, share) => rows.filter((_row, index) => index % count === share));
}

async function computeRows(task: MatrixTask, { signal, onrow }: ComputeOptions): Promise<void> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const ended = new AbortController();
  try {
    await new Promise<void>((resolve, reject) => {
      let left = task.rows.length;
      worker.onmessage = ({ data }: MessageEvent<readonly Cell[]>) => {
        onrow(data);
        left -= 1;
        if (left === 0) resolve();
      };
      worker.onerror = ({ message }) => reject(new Error(message || 'the worker did not start'));
      signal.addEventListener('abort', () => reject(signal.reason), { signal: ended.signal });
      worker.postMessage(task);
    });
  } finally {
    ended.abort();
    worker.terminate();
  }
}
