import { describe, expect, it } from 'vitest';
import { appendOutput, EMPTY_OUTPUT, MAX_LINE_LENGTH, MAX_LINES } from './output-buffer.ts';

const lines = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => ({ atMs: i, level: 'log' as const, text: String(from + i) }));

describe('the output of a run', () => {
  it('keeps its last lines and counts the others', () => {
    const some = appendOutput(EMPTY_OUTPUT, lines(10));
    expect(some.dropped).toBe(0);
    const many = appendOutput(some, lines(100_000, 10));
    expect(many.lines).toHaveLength(MAX_LINES);
    expect(many.lines.at(-1)?.text).toBe('100009');
    expect(many.dropped + many.lines.length).toBe(100_010);
  });

  it('cuts a line that is too long', () => {
    const { lines: kept } = appendOutput(EMPTY_OUTPUT, [
      { atMs: 0, level: 'log', text: 'x'.repeat(1_000_000) },
    ]);
    expect(kept[0]?.text).toHaveLength(MAX_LINE_LENGTH + 1);
  });

  it('cuts what a notice quotes of the learner', () => {
    const long = 'x'.repeat(20_000);
    const error = { kind: 'thrown', name: long, message: long } as const;
    const { lines: kept } = appendOutput(EMPTY_OUTPUT, [
      { atMs: 0, level: 'error', text: '', notice: { kind: 'uncaught', error } },
      { atMs: 0, level: 'warn', text: '', notice: { kind: 'blocked', what: long, directive: 'img-src' } },
    ]);
    const cut = `${'x'.repeat(MAX_LINE_LENGTH)}…`;
    expect(kept.map(({ notice }) => notice)).toMatchObject([
      { error: { name: cut, message: cut } },
      { what: cut },
    ]);
  });
});
