import type { OutputLine } from '#src/runner/contract.ts';

/** The end of the learner's console, bounded: a loop that prints must not fill the page. */
export interface OutputBuffer {
  readonly lines: readonly OutputLine[];
  /** How many lines before these were let go. */
  readonly dropped: number;
}

export const MAX_LINES = 500;
export const MAX_LINE_LENGTH = 2_000;

export const EMPTY_OUTPUT: OutputBuffer = { lines: [], dropped: 0 };

export function appendOutput(buffer: OutputBuffer, added: readonly OutputLine[]): OutputBuffer {
  const all = [...buffer.lines, ...added.slice(-MAX_LINES).map(shorten)];
  const lines = all.slice(-MAX_LINES);
  return { lines, dropped: buffer.dropped + buffer.lines.length + added.length - lines.length };
}

function shorten(line: OutputLine): OutputLine {
  return line.text.length <= MAX_LINE_LENGTH
    ? line
    : { ...line, text: `${line.text.slice(0, MAX_LINE_LENGTH)}…` };
}
