/** A cell of a grid, both counted from 0. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/**
 * Where a key leads in a square grid, as the ARIA authoring practices have it; undefined for a key that moves nothing.
 * @param size rows, and columns
 */
export function placeAfter(
  key: string,
  { row, column }: Place,
  size: number,
  withControl: boolean,
): Place | undefined {
  const last = size - 1;
  switch (key) {
    case 'ArrowRight':
      return { row, column: Math.min(last, column + 1) };
    case 'ArrowLeft':
      return { row, column: Math.max(0, column - 1) };
    case 'ArrowDown':
      return { row: Math.min(last, row + 1), column };
    case 'ArrowUp':
      return { row: Math.max(0, row - 1), column };
    case 'Home':
      return { row: withControl ? 0 : row, column: 0 };
    case 'End':
      return { row: withControl ? last : row, column: last };
    default:
      return undefined;
  }
}
