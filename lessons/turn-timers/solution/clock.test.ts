import assert from 'node:assert/strict';
import test from 'node:test';
import { createClock } from './clock.ts';

// Tests of your own: the checks don't look at them.

test('a new peer is permitted in the second in which it is used', () => {
  const clock = createClock([0x4000]);
  const peer = { ip: '203.0.113.9', port: 5000 };
  clock.handle({ kind: 'allocated', atS: 10, lifetimeS: 600 });
  const requests = [
    ...clock.handle({ kind: 'use', atS: 12, peer, by: 'indications' }),
    ...clock.handle({ kind: 'tick', atS: 12 }),
  ];
  assert.deepEqual(requests, [{ method: 'CreatePermission', peer }]);
});
