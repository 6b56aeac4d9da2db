import { describe, expect, it } from 'vitest';
import { keysOf, type Editing } from './keys.ts';
import { edit, EMPTY_LINE, MAX_LINE_CHARS, nextLine, type Line } from './line.ts';

const typed = (text: string, line: Line = EMPTY_LINE): Line => edit(line, { kind: 'text', text });
const after = (line: Line, ...kinds: Editing[]): Line =>
  kinds.reduce((before, kind) => edit(before, { kind }), line);
/** The line with `|` for the cursor. */
const seen = ({ text, cursor }: Line): string => `${text.slice(0, cursor)}|${text.slice(cursor)}`;

describe('the line of a terminal', () => {
  it('takes text at the cursor', () => {
    expect(seen(typed('b', after(typed('ac'), 'left')))).toBe('ab|c');
  });

  it.each<[Editing, string]>([
    ['delete-before', 'cat a.t| b.ts'],
    ['delete-after', 'cat a.ts|b.ts'],
    ['delete-word', 'cat | b.ts'],
    ['cut-before', '| b.ts'],
    ['cut-after', 'cat a.ts|'],
    ['start', '|cat a.ts b.ts'],
    ['end', 'cat a.ts b.ts|'],
  ])('%s', (kind, expected) => {
    const line = { ...typed('cat a.ts b.ts'), cursor: 'cat a.ts'.length };
    expect(seen(after(line, kind))).toBe(expected);
  });

  it('never stops within a character', () => {
    expect(seen(after(typed('候👩‍💻'), 'left'))).toBe('候|👩‍💻');
    expect(seen(after(typed('é'), 'delete-before'))).toBe('|');
  });

  it('goes through what was typed, and keeps the new line meanwhile', () => {
    const history = nextLine(typed('node b.ts', nextLine(typed('ls'))));
    const line = typed('ca', history);
    expect(seen(after(line, 'older'))).toBe('node b.ts|');
    expect(seen(after(line, 'older', 'older', 'older'))).toBe('ls|');
    expect(seen(after(line, 'older', 'older', 'newer', 'newer', 'newer'))).toBe('ca|');
  });

  it('keeps no blank line and none twice in a row', () => {
    const twice = nextLine(typed('ls', nextLine(typed('ls'))));
    expect(nextLine(typed('  ', twice)).history).toEqual(['ls']);
  });

  it('is bounded', () => {
    expect(typed('x'.repeat(10 * MAX_LINE_CHARS)).text).toHaveLength(MAX_LINE_CHARS);
  });
});

describe('what a terminal sends', () => {
  it('is text and keys in their order', () => {
    expect(keysOf('ls\r').map(({ kind }) => kind)).toEqual(['text', 'enter']);
    expect(keysOf('a\x1b[D\x7f\t\x03').map(({ kind }) => kind)).toEqual([
      'text',
      'left',
      'delete-before',
      'complete',
      'interrupt',
    ]);
  });

  it('holds nothing else: what means nothing here does nothing', () => {
    expect(keysOf('\x1b[200~\x07\x1b[15~')).toEqual([]);
    expect(keysOf('a\r\nb')).toEqual([
      { kind: 'text', text: 'a' },
      { kind: 'enter' },
      { kind: 'text', text: 'b' },
    ]);
  });
});
