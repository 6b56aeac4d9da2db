import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import test from 'node:test';
import { decode, encode } from './codec.ts';
import type { StunMessage } from './message.ts';

// Tests of your own: the checks don't look at them.

const message: StunMessage = {
  class: 'request',
  method: 1,
  transactionId: Buffer.from('b7e7a701bc34d686fa87dfae', 'hex'),
  attributes: [],
};

test('a Binding request has a header of 20 bytes', () => {
  const bytes = encode(message);
  assert.equal(Buffer.from(bytes).toString('hex'), '000100002112a442b7e7a701bc34d686fa87dfae');
});

test('a message that was cut off is refused', () => {
  const bytes = encode(message);
  assert.equal(decode(bytes.subarray(0, 19), []).ok, false);
});
