import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import test from 'node:test';
import { decode, encode } from './codec.ts';
import type { StunMessage } from './message.ts';

const SOFTWARE = 0x8022;

const message: StunMessage = {
  class: 'request',
  method: 1,
  transactionId: Buffer.from('b7e7a701bc34d686fa87dfae', 'hex'),
  attributes: [{ type: SOFTWARE, value: Buffer.from('hello') }],
};

test('a Binding request has a header of 20 bytes', () => {
  const bytes = encode({ ...message, attributes: [] });
  assert.equal(Buffer.from(bytes).toString('hex'), '000100002112a442b7e7a701bc34d686fa87dfae');
});

test('what was encoded can be decoded', () => {
  const result = decode(encode(message), []);
  assert.ok(result.ok);
  assert.equal(result.message.class, 'request');
  assert.equal(result.message.attributes.length, 1);
  assert.equal(Buffer.from(result.message.attributes[0]?.value ?? []).toString(), 'hello');
});

test('a message that was cut off is refused, wherever the cut is', () => {
  const bytes = encode(message);
  for (let length = 0; length < bytes.length; length++) {
    assert.equal(decode(bytes.subarray(0, length), []).ok, false, `${length} bytes`);
  }
});

test('an attribute cannot reach beyond the message', () => {
  const bytes = encode(message);
  bytes[23] = 200;
  assert.deepEqual(decode(bytes, []), { ok: false, error: { kind: 'broken-attribute', at: 20 } });
});
