import assert from 'node:assert/strict';
import { randomBytes, randomInt } from 'node:crypto';
import test from 'node:test';
import { isStun } from '../solution/exercise.ts';

/** The classes of Binding: request, indication, success, error (RFC 8489 §5). */
const TYPES = [0x0001, 0x0011, 0x0101, 0x0111];
const COOKIE = [0x21, 0x12, 0xa4, 0x42];

/** Drawn anew for each run, so that no list of answers is right. */
function message(type: number): number[] {
  return [type >> 8, type & 0xff, 0, 0, ...COOKIE, ...randomBytes(12)];
}

test('knows-stun', () => {
  for (const type of TYPES) assert.equal(isStun(message(type)), true, `A message of type ${type}`);
});

test('refuses-others', () => {
  const [, ...rest] = message(0x0001);
  assert.equal(isStun([0x80, ...rest]), false, 'A packet that begins as RTP does (RFC 3550 §5.1)');
  assert.equal(isStun([0, ...rest.slice(0, 3), 0, ...rest.slice(4)]), false, 'A packet without the cookie');
});

test('refuses-short', () => {
  assert.equal(isStun(message(0x0001).slice(0, randomInt(8, 20))), false, 'A packet that ends in the header');
});
