import type { CandidateType } from '#src/protocol/index.ts';
import { createSimulation } from '#src/simulator/simulation.ts';
import { matrixScene } from '#src/simulator/scene/matrix.ts';
import type { CellKind, CellOutcome } from './rule.ts';

/** A cell of the matrix: a whole session. */
export interface Cell {
  readonly row: CellKind;
  readonly column: CellKind;
  readonly outcome: CellOutcome;
  /** Of the pair that the caller selected. */
  readonly types?: { readonly local: CandidateType; readonly remote: CandidateType };
}

/** Runs the session of a cell. A session that comes to nothing has failed. */
export function computeCell(row: CellKind, column: CellKind, turn: boolean): Cell {
  // Once it is settled nothing more is asked.
  const simulation = createSimulation(matrixScene(row, column, { turn }), { isTraced: false, lingerMs: 0 });
  simulation.run();
  const { outcome, selected } = simulation.result();
  const pair = selected[0]?.pair;
  return {
    row,
    column,
    outcome: outcome === 'undecided' ? 'failed' : outcome,
    ...(pair && { types: { local: pair.local.type, remote: pair.remote.type } }),
  };
}
