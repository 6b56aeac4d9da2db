import type { Editing, Key } from './keys.ts';

/** The line that is being typed, and those before it. */
export interface Line {
  readonly text: string;
  /** In UTF-16 units, never within a character. */
  readonly cursor: number;
  /** Oldest first. */
  readonly history: readonly string[];
  /** Which of the history is shown; its length stands for the new line, kept in `fresh` meanwhile. */
  readonly shown: number;
  readonly fresh: string;
}

export const EMPTY_LINE: Line = { text: '', cursor: 0, history: [], shown: 0, fresh: '' };

const MAX_HISTORY = 200;
/** Of what is typed or pasted into one line. */
export const MAX_LINE_CHARS = 2000;

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The line after a key that changes it. */
export function edit(line: Line, key: Extract<Key, { kind: 'text' }> | { readonly kind: Editing }): Line {
  const { text, cursor, history, shown } = line;
  const moved = (to: number): Line => ({ ...line, cursor: to });
  const cut = (from: number, to: number): Line => ({
    ...line,
    text: text.slice(0, from) + text.slice(to),
    cursor: from,
  });
  switch (key.kind) {
    case 'text': {
      const added = key.text.slice(0, Math.max(0, MAX_LINE_CHARS - text.length));
      return {
        ...line,
        text: text.slice(0, cursor) + added + text.slice(cursor),
        cursor: cursor + added.length,
      };
    }
    case 'left':
      return moved(characterBefore(text, cursor));
    case 'right':
      return moved(characterAfter(text, cursor));
    case 'start':
      return moved(0);
    case 'end':
      return moved(text.length);
    case 'older':
      return show(line, Math.max(0, shown - 1));
    case 'newer':
      return show(line, Math.min(history.length, shown + 1));
    case 'delete-before':
      return cut(characterBefore(text, cursor), cursor);
    case 'delete-after':
      return { ...cut(cursor, characterAfter(text, cursor)), cursor };
    case 'delete-word':
      return cut(text.slice(0, cursor).search(/\S*\s*$/), cursor);
    case 'cut-before':
      return cut(0, cursor);
    case 'cut-after':
      return cut(cursor, text.length);
  }
}

/** A new line below this one, which the history keeps: once in a row, and not when it is blank. */
export function nextLine({ text, history }: Line): Line {
  const kept = text.trim() === '' || text === history.at(-1) ? history : [...history, text];
  const recent = kept.slice(-MAX_HISTORY);
  return { ...EMPTY_LINE, history: recent, shown: recent.length };
}

function show(line: Line, shown: number): Line {
  if (shown === line.shown) return line;
  const fresh = line.shown === line.history.length ? line.text : line.fresh;
  const text = line.history[shown] ?? fresh;
  return { ...line, text, cursor: text.length, shown, fresh };
}

function characterBefore(text: string, cursor: number): number {
  return cursor === 0 ? 0 : (characters.segment(text).containing(cursor - 1)?.index ?? 0);
}

function characterAfter(text: string, cursor: number): number {
  return cursor + (characters.segment(text).containing(cursor)?.segment.length ?? 0);
}
