import { MATRIX_KINDS } from '#src/simulator/scene/matrix.ts';
import { type Cell, computeCell } from './cell.ts';
import type { CellKind } from './rule.ts';

/** Rows of the matrix, for a worker to compute. */
export interface MatrixTask {
  readonly rows: readonly CellKind[];
  readonly turn: boolean;
}

// A row, a portion: whoever is tired of waiting ends the worker.
addEventListener('message', ({ data }: MessageEvent<MatrixTask>) => {
  for (const row of data.rows) {
    const cells: Cell[] = MATRIX_KINDS.map((column) => computeCell(row, column, data.turn));
    postMessage(cells);
  }
});
