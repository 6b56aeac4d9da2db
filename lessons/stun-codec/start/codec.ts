import { readAttributes, writeAttributes } from './attributes.ts';
import { joinType, splitType } from './header.ts';
import { HEADER_LENGTH } from './message.ts';
import type { DecodeResult, StunMessage } from './message.ts';

/** The bytes of a message: 20 of header, then the attributes. */
export function encode(message: StunMessage): Uint8Array {
  const body = writeAttributes(message.attributes);
  const bytes = new Uint8Array(HEADER_LENGTH + body.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, joinType(message.method, message.class));
  // Length, cookie and transaction id are still missing.
  bytes.set(body, HEADER_LENGTH);
  return bytes;
}

/**
 * The message that these bytes are, or why they are none. Never throws, whatever came.
 *
 * @param known types of attributes that the caller understands
 */
export function decode(bytes: Uint8Array, known: readonly number[]): DecodeResult {
  // Believes whatever it is given.
  const type = new DataView(bytes.buffer).getUint16(0);
  const read = readAttributes(bytes.subarray(HEADER_LENGTH));
  if ('brokenAt' in read) return { ok: false, error: { kind: 'broken-attribute', at: read.brokenAt } };

  const { attributes } = read;
  return {
    ok: true,
    message: { ...splitType(type), transactionId: bytes.slice(8, HEADER_LENGTH), attributes },
    unknownRequired: attributes.map((attribute) => attribute.type).filter((type) => !known.includes(type)),
  };
}
