import type { SourceMapSegment } from '@jridgewell/sourcemap-codec';

/** A place in a text; lines and columns from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** The segments of a source map, line by line. */
export type MappedLines = readonly (readonly SourceMapSegment[])[];

/** Finds the place in the original for a place in the transformed text. */
export type PlaceMap = (place: TextPlace) => TextPlace;

/**
 * Segments of a source map whose two texts have the same lines (both our transformations keep them),
 * as a function on places. Between segments a column moves along with the segment before it.
 */
export function placeMap(lines: MappedLines): PlaceMap {
  return ({ line, column }) => {
    const segment = lastUpTo(lines[line - 1] ?? [], column - 1);
    const original = segment?.[3];
    if (segment === undefined || original === undefined) return { line, column };
    return { line, column: original + (column - 1 - segment[0]) + 1 };
  };
}

/** The last segment of a line that starts at or before a column from 0; segments stand in order. */
function lastUpTo(segments: readonly SourceMapSegment[], column: number): SourceMapSegment | undefined {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((segments[middle]?.[0] ?? 0) <= column) low = middle + 1;
    else high = middle;
  }
  return segments[low - 1];
}
