import { describe, expect, it } from 'vitest';
import {
  decodeStun,
  longTermKey,
  securityFeatures,
  userhashOf,
  verifyMessageIntegritySha256,
} from '#src/protocol/index.ts';
import { hex } from './hex.ts';
import sample from './rfc8489-b1.json' with { type: 'json' };

/*
 * The RFC's own message is wrong: the length in its header counts the header too,
 * and its HMAC fits the key of neither algorithm. Its USERHASH and NONCE are right, and its length shows a decoder's care.
 */
describe('RFC 8489 Appendix B.1', () => {
  const bytes = hex(...sample.hex);

  it('is refused for its length, which counts the header', () => {
    expect(bytes.length).toBe(0x9c);
    expect(decodeStun(bytes)).toEqual({
      ok: false,
      error: { kind: 'wrong-length', offset: 2, declared: 0x9c, actual: 0x9c - 20 },
    });
  });

  it('has, with the length put right, the USERHASH and NONCE of its parameters', () => {
    bytes[3] = bytes.length - 20;
    const { username, realm, nonce } = sample.parameters;
    expect(decodeStun(bytes)).toMatchObject({
      ok: true,
      value: {
        attributes: [
          { type: 'USERHASH', userhash: userhashOf(username, realm) },
          { type: 'NONCE', nonce },
          { type: 'REALM', realm },
          { type: 'MESSAGE-INTEGRITY-SHA256' },
        ],
      },
    });
  });

  it.each(['MD5', 'SHA-256'] as const)('has an HMAC that does not fit its %s key', (algorithm) => {
    bytes[3] = bytes.length - 20;
    const message = decodeStun(bytes);
    if (!message.ok) throw new Error(message.error.kind);
    const key = longTermKey({ ...sample.parameters, algorithm });
    expect(verifyMessageIntegritySha256(message.value, key)).toBe('invalid');
  });

  it('announces features in its nonce that are not assigned', () => {
    // "AAAC" is bit 22 of 24, where §18.1 assigns bits 0 and 1 only: taken for the other end, it would be "username anonymity".
    expect(securityFeatures(sample.parameters.nonce)).toEqual({
      passwordAlgorithms: false,
      usernameAnonymity: false,
    });
  });
});
