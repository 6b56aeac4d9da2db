import { createHmac } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  type DecodedStun,
  type Integrity,
  type StunMessage,
  decodeStun,
  encodeStun,
  verifyFingerprint,
  verifyMessageIntegrity,
  verifyMessageIntegritySha256,
} from './index.ts';

const MESSAGE: StunMessage = {
  class: 'request',
  method: 0x001,
  transactionId: Uint8Array.from({ length: 12 }, (_, i) => i),
  attributes: [{ type: 'USERNAME', username: 'evtj:h6vY' }],
};
const LENGTH = 20 + 4 + 12;
const KEY = new TextEncoder().encode('VOkJxbRl1RmTxUk/WvJxBt');
const SHA1: Integrity = { key: KEY, algorithm: 'sha1' };
const SHA256: Integrity = { key: KEY, algorithm: 'sha256' };

function decoded(bytes: Uint8Array): DecodedStun {
  const result = decodeStun(bytes);
  if (!result.ok) throw new Error(`not decoded: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** Node's own HMAC over the message, with the length that the RFC has us put there. */
function hmacOf(
  bytes: Uint8Array,
  offset: number,
  algorithm: 'sha1' | 'sha256',
  valueLength: number,
): Uint8Array {
  const text = bytes.slice(0, offset);
  text[3] = offset + 4 + valueLength - 20;
  return new Uint8Array(createHmac(algorithm, KEY).update(text).digest());
}

describe('MESSAGE-INTEGRITY (RFC 8489 §14.5) and MESSAGE-INTEGRITY-SHA256 (§14.6)', () => {
  it.each([
    [SHA1, 20],
    [SHA256, 32],
  ] as const)('is the HMAC that OpenSSL computes (%#)', (integrity, valueLength) => {
    const bytes = encodeStun(MESSAGE, { integrity });
    expect(bytes).toHaveLength(LENGTH + 4 + valueLength);
    expect(bytes.subarray(LENGTH + 4)).toEqual(hmacOf(bytes, LENGTH, integrity.algorithm, valueLength));
  });

  it('counts itself in the length, but not what follows', () => {
    const bytes = encodeStun(MESSAGE, { integrity: [SHA1, SHA256], fingerprint: true });
    expect(bytes.subarray(LENGTH + 4, LENGTH + 24)).toEqual(hmacOf(bytes, LENGTH, 'sha1', 20));
    expect(bytes.subarray(LENGTH + 28, LENGTH + 60)).toEqual(hmacOf(bytes, LENGTH + 24, 'sha256', 32));
    const message = decoded(bytes);
    expect(verifyMessageIntegrity(message, KEY)).toBe('valid');
    expect(verifyMessageIntegritySha256(message, KEY)).toBe('valid');
    expect(verifyFingerprint(message)).toBe('valid');
  });

  it('is absent where there is none', () => {
    const message = decoded(encodeStun(MESSAGE));
    expect(verifyMessageIntegrity(message, KEY)).toBe('absent');
    expect(verifyMessageIntegritySha256(message, KEY)).toBe('absent');
  });

  it('covers the padding, though it has no meaning', () => {
    const bytes = encodeStun(MESSAGE, { integrity: SHA1 });
    bytes[LENGTH - 1] = 0x20;
    expect(verifyMessageIntegrity(decoded(bytes), KEY)).toBe('invalid');
  });

  it('of SHA-256 may be cut short only where the usage says so', () => {
    const full = encodeStun(MESSAGE, { integrity: SHA256 });
    const hmac = hmacOf(full, LENGTH, 'sha256', 16).subarray(0, 16);
    const attributes = [...MESSAGE.attributes, { type: 'MESSAGE-INTEGRITY-SHA256', hmac } as const];
    const message = decoded(encodeStun({ ...MESSAGE, attributes }));
    expect(verifyMessageIntegritySha256(message, KEY)).toBe('invalid');
    expect(verifyMessageIntegritySha256(message, KEY, 16)).toBe('valid');
    expect(verifyMessageIntegritySha256(message, KEY, 20)).toBe('invalid');
  });
});

describe('FINGERPRINT (RFC 8489 §14.7)', () => {
  it("is zlib's CRC-32 of all before it, XOR 0x5354554e", () => {
    const bytes = encodeStun(MESSAGE, { fingerprint: true });
    expect(bytes.subarray(LENGTH, LENGTH + 4)).toEqual(Uint8Array.of(0x80, 0x28, 0, 4));
    const value = new DataView(bytes.buffer, bytes.byteOffset).getUint32(LENGTH + 4);
    expect(value).toBe((crc32(bytes.subarray(0, LENGTH)) ^ 0x5354554e) >>> 0);
  });

  it('is invalid when a byte has changed', () => {
    const bytes = encodeStun(MESSAGE, { fingerprint: true });
    bytes[LENGTH - 5] = (bytes[LENGTH - 5] ?? 0) ^ 1;
    expect(verifyFingerprint(decoded(bytes))).toBe('invalid');
  });
});
