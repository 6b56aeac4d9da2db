import type { Field, Inspection } from './model.ts';

/** A byte with the field that it belongs to. */
export interface DrawnByte {
  readonly offset: number;
  readonly byte: number;
  readonly field: Field;
  /** Whether its field begins with it. */
  readonly isFirst: boolean;
}

/** The first `most` bytes, in rows. */
export function drawnBytes({ bytes, groups }: Inspection, perRow: number, most: number): DrawnByte[][] {
  const rows: DrawnByte[][] = [];
  let row: DrawnByte[] = [];
  for (const group of groups) {
    for (const field of group.fields) {
      for (let offset = field.start; offset < field.end; offset++) {
        if (offset >= most) return row.length > 0 ? [...rows, row] : rows;
        row.push({
          offset,
          byte: bytes[offset] ?? 0,
          field,
          isFirst: offset === field.start,
        });
        if (row.length < perRow) continue;
        rows.push(row);
        row = [];
      }
    }
  }
  return row.length > 0 ? [...rows, row] : rows;
}
