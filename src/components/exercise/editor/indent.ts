/** A text with a selection, as a text field has it. */
export interface Selected {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A change as the field makes it (undoable): replace `from`–`to` with `insert`, then select. */
export interface FieldEdit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
  readonly select: readonly [start: number, end: number];
}

const STEP = '  ';

/** Indents the selected lines by one step. */
export function indentLines(selected: Selected): FieldEdit {
  return changeLines(selected, (line) => (line === '' ? '' : STEP + line));
}

/** Takes one step of indent from the selected lines. */
export function outdentLines(selected: Selected): FieldEdit {
  return changeLines(selected, (line) => line.replace(/^(?: {1,2}|\t)/, ''));
}

/** Enter: a new line with the indent of the present one. */
export function breakLine({ text, start, end }: Selected): FieldEdit {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, start))?.[0] ?? '';
  const at = start + 1 + indent.length;
  return { from: start, to: end, insert: `\n${indent}`, select: [at, at] };
}

function changeLines({ text, start, end }: Selected, change: (line: string) => string): FieldEdit {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  const to = lineEnd === -1 ? text.length : lineEnd;
  const before = text.slice(from, to).split('\n');
  const after = before.map(change);
  const firstShift = (after[0]?.length ?? 0) - (before[0]?.length ?? 0);
  const insert = after.join('\n');
  return {
    from,
    to,
    insert,
    select: [Math.max(from, start + firstShift), Math.max(from, end + insert.length - (to - from))],
  };
}
