import { describe, expect, it } from 'vitest';
import { MATRIX_KINDS } from '#src/simulator/index.ts';
import { computeCell } from './cell.ts';
import { type CellOutcome, expectedOutcome } from './rule.ts';

const pairs = MATRIX_KINDS.flatMap((row) => MATRIX_KINDS.map((column) => [row, column] as const));

describe('the rule', () => {
  it.each([
    ['eim-apdf', 'eim-apdf', 'direct'],
    ['eim-adf', 'apdm-apdf', 'direct'],
    ['eim-apdf', 'apdm-apdf', 'failed'],
    ['apdm-eif', 'apdm-apdf', 'direct'],
    ['adm-adf', 'adm-adf', 'failed'],
    ['eim-eif', 'udp-blocked', 'failed'],
  ] as const)('%s and %s without a relay: %s', (row, column, outcome) => {
    expect(expectedOutcome(row, column, false)).toBe(outcome);
  });

  it.each(pairs)('%s and %s: it is the same who calls', (row, column) => {
    expect(expectedOutcome(row, column, false)).toBe(expectedOutcome(column, row, false));
  });
});

// The rule reads RFC 4787; the sessions run through NATs. Neither knows of the other.
describe.each([
  ['with a relay', true],
  ['without', false],
])('whole sessions %s', (_name, turn) => {
  it.each(pairs)('%s and %s end as the rule says', (row, column) => {
    expect(computeCell(row, column, turn).outcome).toBe(expectedOutcome(row, column, turn));
  });
});

it('a cell tells the candidates of the caller’s pair, and none where there is no pair', () => {
  const seen = (turn: boolean) => computeCell('eim-apdf', 'apdm-apdf', turn);
  expect(seen(false)).toEqual({
    row: 'eim-apdf',
    column: 'apdm-apdf',
    outcome: 'failed' satisfies CellOutcome,
  });
  expect(seen(true).types).toBeDefined();
  expect(Object.values(seen(true).types ?? {})).toContain('relay');
});
