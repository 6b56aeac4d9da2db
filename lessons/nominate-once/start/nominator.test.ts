import assert from 'node:assert/strict';
import test from 'node:test';
import { run } from './clock.ts';
import { Nominator } from './nominator.ts';

test('a relayed pair is there first, a better one comes in time', () => {
  const sent = run(new Nominator(500), {
    components: [1],
    pairs: [
      {
        id: 'relayed',
        component: 1,
        priority: 5n,
        joinsAtMs: 0,
        checkedAtMs: 50,
        endsAtMs: 100,
        valid: { priority: 5n },
      },
      {
        id: 'direct',
        component: 1,
        priority: 9n,
        joinsAtMs: 0,
        checkedAtMs: 0,
        endsAtMs: 300,
        valid: { priority: 9n },
      },
    ],
    completeAtMs: 0,
    roles: [{ fromMs: 0, role: 'controlling' }],
    untilMs: 2_000,
  });
  assert.deepEqual(sent, [{ atMs: 300, pair: 'direct' }]);
});
