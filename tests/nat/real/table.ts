import { type MatrixKind, MATRIX_KINDS, createSimulation, matrixScene } from '#src/simulator/index.ts';
import { type LabCell, labHttpsOnly, labIpv6, labSharedCarrier, labSharedHome } from './compare.ts';

/** What was measured: by cell, `eim-eif apdm-apdf`, with and without a relay. */
export interface MeasuredMatrix {
  readonly date: string;
  readonly browser: string;
  readonly kernel: string;
  readonly withRelay: Readonly<Record<string, MeasuredOutcome>>;
  readonly alone: Readonly<Record<string, MeasuredOutcome>>;
  /** By the names of `SCENES`. */
  readonly scenes: Readonly<Record<string, { readonly outcome: MeasuredOutcome; readonly way?: string }>>;
}
type MeasuredOutcome = 'direct' | 'relayed' | 'failed';

/** The matrix's, and who has no NAT at all. */
const KINDS = [...MATRIX_KINDS, 'none'] as const satisfies readonly MatrixKind[];

/** What is measured beside the matrix, all of it with a relay. */
export const SCENES: Readonly<Record<string, () => LabCell>> = {
  'Two hosts of one home': () => labSharedHome(false),
  'Two hosts of one home that hide their addresses behind `.local` names': () => labSharedHome(true),
  'IPv6 beside the NAT, on one side': () => labIpv6(['a']),
  'IPv6 beside the NATs, on both sides': () => labIpv6(['a', 'b']),
  'Only TCP to port 443 gets out of one home, and the relay listens there': () => labHttpsOnly(443),
  'Only TCP to port 443 gets out of one home, and the relay does not listen there': () => labHttpsOnly(3478),
  'Two customers of one carrier, whose router hairpins': () => labSharedCarrier(true),
  'Two customers of one carrier, whose router does not': () => labSharedCarrier(false),
};

const LETTERS: Readonly<Record<string, string>> = { direct: 'D', relayed: 'R', failed: 'F', undecided: '?' };

/** A table of the Lab's outcomes beside the measured ones, as Markdown: `D` where both agree, `D≠R` where they don't. */
export function matrixTable(measured: MeasuredMatrix, turn: boolean): string {
  const seen = turn ? measured.withRelay : measured.alone;
  const rows = KINDS.map((row) =>
    line([
      `**${row}**`,
      ...KINDS.map((column) => cellText(outcomeOf(row, column, turn), seen[`${row} ${column}`])),
    ]),
  );
  return [line(['', ...KINDS]), line(['---', ...KINDS.map(() => '---')]), ...rows].join('\n');
}

/** A table of what is measured beside the matrix: the outcome, and the caller's pair where it is direct. */
export function scenesTable({ scenes }: MeasuredMatrix): string {
  const rows = Object.entries(SCENES).map(([name, tell]) => {
    const said = tell();
    const seen = scenes[name];
    const ways = said.outcome === 'direct' ? [said.ways.a ?? '', seen?.way ?? ''] : ['', ''];
    const way = ways[0] === ways[1] ? ways[0] : ways.join(' ≠ ');
    return line([name, cellText(said.outcome, seen?.outcome), way ?? '']);
  });
  return [line(['', 'outcome', 'pair']), line(['---', '---', '---']), ...rows].join('\n');
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

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
