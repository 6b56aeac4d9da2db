import { describe, expect, it } from 'vitest';
import { breakLine, indentLines, outdentLines, type FieldEdit, type Selected } from './indent.ts';

/** Reads `a|b` or `a|b|c`: the bars are the ends of the selection. */
function selected(marked: string): Selected {
  const [before = '', within = '', after] = marked.split('|');
  return after === undefined
    ? { text: before + within, start: before.length, end: before.length }
    : { text: before + within + after, start: before.length, end: before.length + within.length };
}

/** The marked text after an edit. */
function after(marked: string, edit: (selection: Selected) => FieldEdit): string {
  const { text } = selected(marked);
  const { from, to, insert, select } = edit(selected(marked));
  const changed = text.slice(0, from) + insert + text.slice(to);
  const [start, end] = select;
  return start === end
    ? `${changed.slice(0, start)}|${changed.slice(start)}`
    : `${changed.slice(0, start)}|${changed.slice(start, end)}|${changed.slice(end)}`;
}

describe('indenting in the plain field', () => {
  it('moves the line with its cursor', () => {
    expect(after('a\nb|c', indentLines)).toBe('a\n  b|c');
    expect(after('a\n  b|c', outdentLines)).toBe('a\nb|c');
    expect(after(' |a', outdentLines)).toBe('|a');
    expect(after('|a', outdentLines)).toBe('|a');
  });

  it('moves all selected lines and keeps them selected', () => {
    expect(after('|a\nb|\nc', indentLines)).toBe('  |a\n  b|\nc');
    expect(after('  |a\n  b|\nc', outdentLines)).toBe('|a\nb|\nc');
  });

  it('leaves empty lines empty', () => {
    expect(after('|a\n\nb|', indentLines)).toBe('  |a\n\n  b|');
  });
});

describe('Enter in the plain field', () => {
  it('keeps the indent of the line', () => {
    expect(after('  a|', breakLine)).toBe('  a\n  |');
    expect(after('  a|b', breakLine)).toBe('  a\n  |b');
    expect(after('  |a|b', breakLine)).toBe('  \n  |b');
    expect(after('|a', breakLine)).toBe('\n|a');
  });
});
