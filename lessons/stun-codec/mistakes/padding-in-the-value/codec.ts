import { readAttributes, writeAttributes } from './attributes.ts';
import { joinType, splitType } from './header.ts';
import { HEADER_LENGTH, MAGIC_COOKIE } from './message.ts';
import type { DecodeError, DecodeResult, StunMessage } from './message.ts';

const TRANSACTION_ID = 8;
/** From here on an attribute may be skipped by whoever doesn't know it (RFC 8489 §14). */
const COMPREHENSION_OPTIONAL = 0x8000;

/** The bytes of a message: 20 of header, then the attributes. */
export function encode(message: StunMessage): Uint8Array {
  const body = writeAttributes(message.attributes);
  const bytes = new Uint8Array(HEADER_LENGTH + body.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, joinType(message.method, message.class));
  view.setUint16(2, body.length);
  view.setUint32(4, MAGIC_COOKIE);
  bytes.set(message.transactionId, TRANSACTION_ID);
  bytes.set(body, HEADER_LENGTH);
  return bytes;
}

/**
 * The message that these bytes are, or why they are none. Never throws, whatever came.
 *
 * @param known types of attributes that the caller understands
 */
export function decode(bytes: Uint8Array, known: readonly number[]): DecodeResult {
  if (bytes.length < HEADER_LENGTH) return refuse({ kind: 'too-short' });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = view.getUint16(0);
  if (type >> 14 !== 0 || view.getUint32(4) !== MAGIC_COOKIE) return refuse({ kind: 'not-stun' });
  const length = view.getUint16(2);
  if (length % 4 !== 0 || length !== bytes.length - HEADER_LENGTH) return refuse({ kind: 'wrong-length' });

  const read = readAttributes(bytes.subarray(HEADER_LENGTH));
  if ('brokenAt' in read) return refuse({ kind: 'broken-attribute', at: HEADER_LENGTH + read.brokenAt });

  const { attributes } = read;
  const transactionId = bytes.slice(TRANSACTION_ID, HEADER_LENGTH);
  const unknown = attributes.map((attribute) => attribute.type).filter((type) => !known.includes(type));
  return {
    ok: true,
    message: { ...splitType(type), transactionId, attributes },
    unknownRequired: [...new Set(unknown.filter((type) => type < COMPREHENSION_OPTIONAL))],
  };
}

function refuse(error: DecodeError): DecodeResult {
  return { ok: false, error };
}
