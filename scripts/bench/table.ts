/** In the last column; one of them and the command fails. */
export const MISSED = 'MISSED';

/** The middle value; the mean of the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** Rows of cells as lines of text, the first column to the left and the others to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]) =>
    row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
  return rows.map((row) => line(row).join('  ').trimEnd()).join('\n');
}

/** What a figure is held against: one of another, a ratio to it, or a number. */
export interface Against {
  readonly bare?: number | undefined;
  readonly aimedRatio?: number;
  readonly aim?: number;
  readonly digits?: number;
}

/** The cells of a figure: what, ours, the other, their ratio, the aim, and whether it is met. */
export function row(what: string, ours = NaN, { bare, aimedRatio, aim, digits = 0 }: Against = {}): string[] {
  const ratio = bare === undefined ? undefined : ours / bare;
  const met =
    aimedRatio === undefined ? aim === undefined || ours <= aim : ratio !== undefined && ratio <= aimedRatio;
  const aimed = aim ?? aimedRatio;
  return [
    what,
    ours.toFixed(digits),
    bare?.toFixed(digits) ?? '',
    ratio?.toFixed(2) ?? '',
    aimed === undefined ? '' : `≤ ${aimed}`,
    aimed === undefined ? '' : met ? 'ok' : MISSED,
  ];
}
