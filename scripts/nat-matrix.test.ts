import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type MeasuredMatrix, matrixTable, scenesTable } from '#tests/nat/real/table.ts';

const text = readFileSync('docs/nat-matrix.md', 'utf8');
const measured = JSON.parse(readFileSync('tests/nat/measured-matrix.json', 'utf8')) as MeasuredMatrix;
/** As Prettier sets tables: the widths of columns are its own. */
const plain = (table: string): string => table.replaceAll(/ +/g, ' ').replaceAll(/-{3,}/g, '---');

describe('docs/nat-matrix.md', () => {
  it.each([true, false])('has what the Lab says and what was measured, with a relay: %s', (turn) => {
    expect(plain(text)).toContain(plain(matrixTable(measured, turn)));
  });

  it('has the same of what is measured beside the matrix', () => {
    expect(plain(text)).toContain(plain(scenesTable(measured)));
  });
});
