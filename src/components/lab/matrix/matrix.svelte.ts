import { MATRIX_KINDS } from '#src/simulator/scene/matrix.ts';
import type { Cell } from './cell.ts';
import { computeMatrix } from './compute.ts';
import type { CellKind } from './rule.ts';

export type MatrixPhase = 'unmounted' | 'idle' | 'computing' | 'done' | 'cancelled' | 'broken';

type Cells = Readonly<Record<string, Cell>>;

/** To draw takes from the workers what a core's threads share. */
const SHOWN_EVERY_MS = 400;

export const CELL_COUNT = MATRIX_KINDS.length ** 2;

/** The matrix of an instrument: what is computed of it, and how far that is. */
export function createMatrix() {
  let phase = $state<MatrixPhase>('unmounted');
  let turn = $state(true);
  let cells = $state.raw<Cells>({});
  let tookMs = $state(0);
  let running: AbortController | undefined;
  /** Whole ones, with a relay and without. */
  const whole: { with?: Cells; without?: Cells } = {};
  const which = () => (turn ? 'with' : 'without');

  async function compute(): Promise<void> {
    running?.abort();
    const controller = new AbortController();
    running = controller;
    const startedAt = performance.now();
    const computed: Record<string, Cell> = {};
    const show = () => (cells = { ...computed });
    let shownAt = startedAt;
    show();
    phase = 'computing';
    try {
      await computeMatrix(turn, {
        signal: controller.signal,
        onrow: (row) => {
          for (const cell of row) computed[keyOf(cell.row, cell.column)] = cell;
          if (performance.now() - shownAt < SHOWN_EVERY_MS) return;
          shownAt = performance.now();
          show();
        },
      });
      show();
      whole[which()] = cells;
      tookMs = performance.now() - startedAt;
      phase = 'done';
    } catch {
      // Cancelled by the reader, or by a computation that took its place.
      if (running !== controller) return;
      show();
      phase = controller.signal.aborted ? 'cancelled' : 'broken';
    }
  }

  return {
    get phase() {
      return phase;
    },
    get turn() {
      return turn;
    },
    get tookMs() {
      return tookMs;
    },
    get computed() {
      return Object.keys(cells).length;
    },
    cell: (row: CellKind, column: CellKind) => cells[keyOf(row, column)],
    all: () => Object.values(cells),
    mount() {
      phase = 'idle';
      return () => running?.abort();
    },
    compute,
    cancel: () => running?.abort(),
    /** With a relay or without: computed once each, at once where the reader has computed before. */
    setTurn(value: boolean) {
      turn = value;
      const known = whole[which()];
      if (known) {
        running?.abort();
        running = undefined;
        cells = known;
        phase = 'done';
      } else if (phase === 'computing' || phase === 'done') void compute();
      else {
        cells = {};
        phase = 'idle';
      }
    },
  };
}

function keyOf(row: CellKind, column: CellKind): string {
  return `${row} ${column}`;
}
