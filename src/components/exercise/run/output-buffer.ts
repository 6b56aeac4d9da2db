import type { OutputLine, OutputNotice } from '#src/runner/contract.ts';

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
  const { text, notice } = line;
  return { ...line, text: shortened(text), ...(notice && { notice: shortenNotice(notice) }) };
}

/** A notice is shown instead of its line's text, in words that quote the learner's. */
function shortenNotice(notice: OutputNotice): OutputNotice {
  switch (notice.kind) {
    case 'cut':
    case 'datagrams-lost':
      return notice;
    case 'blocked':
      return { ...notice, what: shortened(notice.what) };
    case 'uncaught': {
      const { error } = notice;
      const { name, message } = error;
      return { ...notice, error: { ...error, name: shortened(name), message: shortened(message) } };
    }
  }
}

function shortened(text: string): string {
  return text.length <= MAX_LINE_LENGTH ? text : `${text.slice(0, MAX_LINE_LENGTH)}…`;
}
