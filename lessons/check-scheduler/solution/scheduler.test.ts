import assert from 'node:assert/strict';
import test from 'node:test';
import { run } from './clock.ts';
import { Scheduler } from './scheduler.ts';
import type { Checklist, Pair } from './types.ts';

const pair = (id: string, priority: bigint, state: Pair['state'], foundation = id): Pair => ({
  id,
  component: 1,
  priority,
  foundation,
  state,
});

test('audio and video take turns, and video waits for its like', () => {
  const checklists: Checklist[] = [
    {
      state: 'running',
      pairs: [pair('a1', 9n, 'waiting', '1'), pair('a2', 5n, 'waiting', '2')],
      triggered: [],
    },
    { state: 'running', pairs: [pair('v1', 9n, 'frozen', '1')], triggered: [] },
  ];
  const trace = run(new Scheduler(checklists), checklists, () => ({ afterMs: 80, state: 'succeeded' }));
  assert.deepEqual(
    trace.map(({ atMs, pair: id }) => `${atMs} ${id}`),
    ['0 a1', '50 a2', '100 v1'],
  );
});
