import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines, type DiffRow } from './line-diff.ts';

const side = (rows: readonly DiffRow[], which: 'left' | 'right'): string =>
  rows
    .map((row) => row[which])
    .filter((line) => line !== undefined)
    .join('\n');

/** `=a` for a line on both sides, `a|b` for a changed one. */
const sketch = (left: string, right: string): string[] =>
  diffLines(left, right).map((row) =>
    row.same ? `=${row.left ?? ''}` : `${row.left ?? ''}|${row.right ?? ''}`,
  );

describe('two texts side by side', () => {
  it('hold all lines of both, in order', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })
      .map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (left, right) => {
        const rows = diffLines(left, right);
        expect(side(rows, 'left')).toBe(left);
        expect(side(rows, 'right')).toBe(right);
        expect(rows.every((row) => !row.same || row.left === row.right)).toBe(true);
      }),
    );
  });

  it('put equal lines in one row', () => {
    expect(sketch('a\nb\nc', 'a\nb\nc')).toEqual(['=a', '=b', '=c']);
    expect(sketch('a\nb\nc', 'a\nx\ny\nc')).toEqual(['=a', 'b|x', '|y', '=c']);
    expect(sketch('a\nc', 'a\nb\nc')).toEqual(['=a', '|b', '=c']);
    expect(sketch('x\na\ny\nb', 'a\nz\nb')).toEqual(['x|', '=a', 'y|z', '=b']);
  });
});
