import type { Line } from './line.ts';

/** A place on the screen, from the row in which the prompt begins. */
interface Place {
  readonly row: number;
  readonly column: number;
}

/** Characters that take two columns: East Asian Wide and Fullwidth (UAX #11), and pictures. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const TAKES_NO_COLUMN = /[\p{Mn}\p{Me}\u200b-\u200f]/u;

/**
 * The sequences that draw prompt and line anew over what stands there.
 *
 * @param cursorRow the row of the cursor in the drawing before, 0 for a first one
 */
export function drawLine(
  prompt: string,
  { text, cursor }: Pick<Line, 'text' | 'cursor'>,
  columns: number,
  cursorRow: number,
): { readonly sequence: string; readonly cursorRow: number } {
  const end = placeAfter(prompt + text, columns);
  const at = placeAfter(prompt + text.slice(0, cursor), columns);
  // A terminal that is full to its edge wraps only with the next character.
  const wrap = end.column === 0 && end.row > 0 ? ' \r' : '';
  const sequence = `${up(cursorRow)}\r\x1b[J${prompt}${text}${wrap}${up(end.row - at.row)}\r${right(at.column)}`;
  return { sequence, cursorRow: at.row };
}

/** Where the cursor is after a text that began at a row's first column. */
function placeAfter(text: string, columns: number): Place {
  let row = 0;
  let column = 0;
  for (const character of text) {
    const width = TAKES_NO_COLUMN.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
    if (column + width > columns) {
      row += 1;
      column = 0;
    }
    column += width;
  }
  return column === columns ? { row: row + 1, column: 0 } : { row, column };
}

const up = (rows: number): string => (rows > 0 ? `\x1b[${rows}A` : '');
const right = (columns: number): string => (columns > 0 ? `\x1b[${columns}C` : '');
