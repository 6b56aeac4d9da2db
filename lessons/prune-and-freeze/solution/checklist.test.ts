import assert from 'node:assert/strict';
import test from 'node:test';
import { afterSuccess, initialStates } from './freeze.ts';
import { prune } from './prune.ts';
import type { Candidate } from './types.ts';

// RFC 8445 §15.1: L is behind a NAT, R is not.
const host: Candidate = {
  type: 'host',
  component: 1,
  address: '10.0.1.1:1000',
  base: '10.0.1.1:1000',
  foundation: '1',
};
const reflexive: Candidate = { ...host, type: 'srflx', address: '192.0.2.3:2000', foundation: '2' };
const remote: Candidate = { ...host, address: '192.0.2.1:3000', base: '192.0.2.1:3000' };

test('L is left with one pair', () => {
  const pairs = [
    { local: host, remote, priority: 9151314442783293438n },
    { local: reflexive, remote, priority: 7277816997797167102n },
  ];
  assert.deepEqual(prune(pairs, [host, reflexive]), [pairs[0]]);
});

test('a pair of a second checklist waits until its like has succeeded', () => {
  const audio = { local: host, remote, priority: 2n };
  const video = { local: { ...host, address: '10.0.1.1:1002' }, remote, priority: 1n };
  const states = initialStates([[audio], [video]]);
  assert.deepEqual(states, [['waiting'], ['frozen']]);
  assert.deepEqual(afterSuccess([[audio], [video]], states, audio), [['succeeded'], ['waiting']]);
});
