import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { equalBytes } from '../bytes/compare.ts';
import type { ByteWriter } from '../bytes/writer.ts';
import { assertUint } from './codec.ts';
import type { DecodedStun } from './decode.ts';
import { HEADER_LENGTH } from './header.ts';
import { attributeCode } from './registry.ts';

export type IntegrityAlgorithm = 'sha1' | 'sha256';

/** With what to protect a message. The key comes from `shortTermKey` or `longTermKey`. */
export interface Integrity {
  readonly key: Uint8Array;
  readonly algorithm: IntegrityAlgorithm;
}

/** 'absent' where the message has no such attribute. */
export type Verification = 'valid' | 'invalid' | 'absent';

const HASHES = {
  sha1: { hash: sha1, type: 'MESSAGE-INTEGRITY', length: 20 },
  sha256: { hash: sha256, type: 'MESSAGE-INTEGRITY-SHA256', length: 32 },
} as const;

/**
 * The HMAC over a message up to `offset`, where the integrity attribute with a value of `length` bytes begins.
 * RFC 8489 §14.5: "The Length field of the STUN message header is adjusted to point to the end of the
 * MESSAGE-INTEGRITY attribute": what follows it, such as FINGERPRINT, isn't counted.
 */
function computeHmac(bytes: Uint8Array, offset: number, length: number, integrity: Integrity): Uint8Array {
  const adjusted = offset + 4 + length - HEADER_LENGTH;
  return hmac
    .create(HASHES[integrity.algorithm].hash, integrity.key)
    .update(bytes.subarray(0, 2))
    .update(Uint8Array.of(adjusted >>> 8, adjusted))
    .update(bytes.subarray(4, offset))
    .digest();
}

/** Appends the integrity attribute to a complete message and adjusts its length. */
export function appendIntegrity(integrity: Integrity, out: ByteWriter): void {
  const { type, length } = HASHES[integrity.algorithm];
  const value = computeHmac(out.written, out.length, length, integrity);
  out.uint16(attributeCode(type));
  out.uint16(length);
  out.bytes(value);
  assertUint(out.length - HEADER_LENGTH, 16, 'the length of a message');
  out.setUint16(2, out.length - HEADER_LENGTH);
}

/** Checks MESSAGE-INTEGRITY, an HMAC-SHA1 (RFC 8489 §14.5). */
export function verifyMessageIntegrity(message: DecodedStun, key: Uint8Array): Verification {
  return verify(message, { key, algorithm: 'sha1' }, 20);
}

/**
 * Checks MESSAGE-INTEGRITY-SHA256 (RFC 8489 §14.6). "The value must be the full 32 bytes unless the STUN
 * Usage explicitly specifies that truncation is allowed": such a usage gives its own minimum, at least 16.
 */
export function verifyMessageIntegritySha256(
  message: DecodedStun,
  key: Uint8Array,
  minimumLength = 32,
): Verification {
  return verify(message, { key, algorithm: 'sha256' }, minimumLength);
}

function verify(message: DecodedStun, integrity: Integrity, minimumLength: number): Verification {
  const { type } = HASHES[integrity.algorithm];
  const index = message.attributes.findIndex((attribute) => attribute.type === type);
  const place = message.places[index];
  if (!place) return 'absent';
  if (place.length < Math.max(16, minimumLength)) return 'invalid';
  const expected = computeHmac(message.bytes, place.offset, place.length, integrity);
  const value = message.bytes.subarray(place.offset + 4, place.offset + 4 + place.length);
  return equalBytes(value, expected.subarray(0, place.length)) ? 'valid' : 'invalid';
}
