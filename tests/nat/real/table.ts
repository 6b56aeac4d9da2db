import { type MatrixKind, MATRIX_KINDS, createSimulation, matrixScene } from '#src/simulator/index.ts';

/** What was measured: by cell, `eim-eif apdm-apdf`, with and without a relay. */
export interface MeasuredMatrix {
  readonly date: string;
  readonly browser: string;
  readonly kernel: string;
  readonly withRelay: Readonly<Record<string, MeasuredOutcome>>;
  readonly alone: Readonly<Record<string, MeasuredOutcome>>;
}
type MeasuredOutcome = 'direct' | 'relayed' | 'failed';

const LETTERS: Readonly<Record<string, string>> = { direct: 'D', relayed: 'R', failed: 'F', undecided: '?' };

/** A table of the Lab's outcomes beside the measured ones, as Markdown: `D` where both agree, `D≠R` where they don't. */
export function matrixTable(measured: MeasuredMatrix, turn: boolean): string {
  const seen = turn ? measured.withRelay : measured.alone;
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rows = MATRIX_KINDS.map((row) =>
    line([
      `**${row}**`,
      ...MATRIX_KINDS.map((column) => cellText(outcomeOf(row, column, turn), seen[`${row} ${column}`])),
    ]),
  );
  return [line(['', ...MATRIX_KINDS]), line(['---', ...MATRIX_KINDS.map(() => '---')]), ...rows].join('\n');
}

function cellText(said: string, seen: string | undefined): string {
  const letter = LETTERS[said] ?? '?';
  if (seen === undefined) return `${letter} (not measured)`;
  return seen === said ? letter : `${letter}≠${LETTERS[seen]}`;
}

function outcomeOf(row: MatrixKind, column: MatrixKind, turn: boolean): string {
  const simulation = createSimulation(matrixScene(row, column, { turn }), { isTraced: false, lingerMs: 0 });
  simulation.run();
  return simulation.result().outcome;
}
