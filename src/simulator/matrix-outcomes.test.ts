import { describe, expect, it } from 'vitest';
import { MATRIX_KINDS, matrixScene } from './scene/matrix.ts';
import { createSimulation } from './simulation.ts';
import type { Outcome } from './trace.ts';

/** The nine kinds of RFC 4787: a mapping and a filtering each. */
const NINE = MATRIX_KINDS.slice(0, 9);

function outcomeOf(row: (typeof NINE)[number], column: (typeof NINE)[number], turn: boolean): Outcome {
  const simulation = createSimulation(matrixScene(row, column, { turn }), { isTraced: false, lingerMs: 0 });
  simulation.run();
  return simulation.result().outcome;
}

describe.each(NINE)('%s on the caller’s side', (row) => {
  const cells = NINE.map((column) => ({
    column,
    alone: outcomeOf(row, column, false),
    withRelay: outcomeOf(row, column, true),
  }));

  it.each(cells)(
    'and $column on the other: a relay helps where nothing else does',
    ({ alone, withRelay }) => {
      expect(withRelay).toBe(alone === 'direct' ? 'direct' : 'relayed');
    },
  );
});
