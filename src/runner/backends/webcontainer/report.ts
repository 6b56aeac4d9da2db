import { LIMITS } from '../../limits.ts';
import type { FrameMessage, RealmTest } from '../../messages.ts';

type Output = Extract<FrameMessage, { type: 'output' | 'output-cut' }>;
type WithoutTime<T> = T extends unknown ? Omit<T, 'atMs'> : never;

/** What a process said: a line, or an outcome of our reporter's. Its shape is checked by `parseFrameMessage`. */
export type Said = WithoutTime<Output> | { readonly type: 'test'; readonly test: RealmTest };

/** A line of a learner's may go on for ever. */
const MAX_LINE_CHARS = 200_000;

/** Colours, the cursor, the title of the window. */
// eslint-disable-next-line no-control-regex -- control characters are what this is about
const TERMINAL_CODES = /\u001b(?:\[[\d;?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-_])/g;

/**
 * Reads the output of a process as it comes, in pieces that end anywhere.
 *
 * @param nonce of this run: a line of the reporter's begins with it. A line that doesn't is the program's own.
 */
export function createReportReader(nonce: string) {
  const ours = `icebreaker ${nonce} `;
  let rest = '';

  function* read(line: string): Iterable<Said> {
    if (!line.startsWith(ours)) return yield* printed('log', line);
    const reported = parse(line.slice(ours.length));
    switch (reported['type']) {
      case 'test':
        return yield { type: 'test', test: reported['test'] as RealmTest };
      case 'printed': {
        const text = String(reported['text']).replace(/\n$/, '');
        return yield* printed(reported['isError'] === true ? 'error' : 'log', text);
      }
      case 'printed-more':
        return yield { type: 'output-cut' };
    }
  }

  return {
    /** What became whole with this piece. */
    *push(piece: string): Iterable<Said> {
      const lines = (rest + piece).split('\n');
      rest = (lines.pop() ?? '').slice(0, MAX_LINE_CHARS);
      for (const line of lines) yield* read(line.replace(/\r$/, ''));
    },
    /** The last line, which has no end. */
    *end(): Iterable<Said> {
      if (rest) yield* read(rest);
      rest = '';
    },
  };
}

function* printed(level: 'log' | 'error', text: string): Iterable<Said> {
  for (const line of text.replace(TERMINAL_CODES, '').split('\n')) {
    yield { type: 'output', level, text: line.slice(0, LIMITS.outputLineChars) };
  }
}

function parse(json: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(json) as Record<string, unknown>;
  } catch {
    // A process that was killed may leave half a line.
    return {};
  }
}
