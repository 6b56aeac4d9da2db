import type { ByteWriter } from '../bytes/writer.ts';

/** A value that breaks the rules of its attribute, at this offset in the message. */
export interface Malformed {
  readonly type: 'malformed';
  readonly offset: number;
  /** What is wrong, as a sentence for developers. */
  readonly reason: string;
}

/** The value is right in form, but of a kind that we don't know; it stays raw. */
export interface Unsupported {
  readonly type: 'unsupported';
}

/**
 * Reads and writes the value of one attribute. A value is given as its place in the whole message,
 * because XOR addresses need the cookie and the transaction id in front of it.
 */
export interface AttributeCodec<A extends { readonly type: string }> {
  readonly type: A['type'];
  /** The attribute type on the wire. */
  readonly code: number;
  /** Never throws. `start` up to `end` is the value without padding, and lies within the message. */
  decode(message: Uint8Array, start: number, end: number): A | Malformed | Unsupported;
  /** Appends the value, without padding. @throws RangeError for a value that can't be sent. */
  encode(attribute: A, out: ByteWriter): void;
}

export function malformed(offset: number, reason: string): Malformed {
  return { type: 'malformed', offset, reason };
}

export const UNSUPPORTED: Unsupported = { type: 'unsupported' };

/** Refuses a value of the wrong length. */
export function wrongLength(start: number, end: number, expected: string): Malformed {
  return malformed(start, `the value has ${end - start} bytes instead of ${expected}`);
}

/** @throws RangeError unless `value` is an unsigned integer of at most `bits` bits. */
export function assertUint(value: number, bits: number, what: string): void {
  if (!Number.isInteger(value) || value < 0 || value >= 2 ** bits) {
    throw new RangeError(`${what} must be an unsigned integer of ${bits} bits: ${value}`);
  }
}
