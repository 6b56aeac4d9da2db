import { describe, expect, it } from 'vitest';
import {
  type DecodedStun,
  decodeStun,
  encodeStun,
  longTermKey,
  shortTermKey,
  verifyFingerprint,
  verifyMessageIntegrity,
} from '#src/protocol/index.ts';
import { hex } from './hex.ts';
import { RFC5769, type SampleMessage, sampleOf } from './rfc5769.ts';

function decoded({ bytes }: SampleMessage): DecodedStun {
  const result = decodeStun(bytes);
  if (!result.ok) throw new Error(`not decoded: ${JSON.stringify(result.error)}`);
  return result.value;
}

function keyOf({ parameters: { username = '', realm, password } }: SampleMessage): Uint8Array {
  return realm === undefined ? shortTermKey(password) : longTermKey({ username, realm, password });
}

/** The bytes with zeros in the places of padding, which RFC 8489 §14 requires on sending. */
function withZeroPadding({ bytes, places }: DecodedStun): Uint8Array {
  const result = bytes.slice();
  for (const { offset, length } of places) {
    const end = offset + 4 + length;
    result.fill(0, end, end + (-length & 3));
  }
  return result;
}

describe('RFC 5769 §2', () => {
  it('has the four messages of the RFC', () => {
    expect(RFC5769.map(({ section, bytes }) => [section, bytes.length])).toEqual([
      ['2.1', 0x58 + 20],
      ['2.2', 0x3c + 20],
      ['2.3', 0x48 + 20],
      ['2.4', 0x60 + 20],
    ]);
  });

  it('§2.1: decodes the request', () => {
    expect(decoded(sampleOf('2.1'))).toMatchObject({
      class: 'request',
      method: 0x001,
      transactionId: hex('b7e7a701 bc34d686 fa87dfae'),
      attributes: [
        { type: 'SOFTWARE', software: 'STUN test client' },
        { type: 'PRIORITY', priority: 0x6e0001ff },
        { type: 'ICE-CONTROLLED', tiebreaker: 0x932ff9b151263b36n },
        { type: 'USERNAME', username: 'evtj:h6vY' },
        { type: 'MESSAGE-INTEGRITY', hmac: hex('9aeaa70c bfd8cb56 781ef2b5 b2d3f249 c1b571a2') },
        { type: 'FINGERPRINT', fingerprint: 0xe57a3bcf },
      ],
    });
  });

  it.each([
    ['2.2', 4, '192.0.2.1'],
    ['2.3', 6, '2001:db8:1234:5678:11:2233:4455:6677'],
  ] as const)('§%s: decodes the response with its XORed IPv%i address', (section, family, address) => {
    expect(decoded(sampleOf(section))).toMatchObject({
      class: 'success',
      method: 0x001,
      attributes: [
        { type: 'SOFTWARE', software: 'test vector' },
        { type: 'XOR-MAPPED-ADDRESS', address: { family, address, port: 32853 } },
        { type: 'MESSAGE-INTEGRITY' },
        { type: 'FINGERPRINT' },
      ],
    });
  });

  it('§2.4: decodes the request with long-term credentials', () => {
    expect(decoded(sampleOf('2.4'))).toMatchObject({
      class: 'request',
      attributes: [
        { type: 'USERNAME', username: 'マトリックス' },
        { type: 'NONCE', nonce: 'f//499k954d6OL34oL9FSTvy64sA' },
        { type: 'REALM', realm: 'example.org' },
        { type: 'MESSAGE-INTEGRITY' },
      ],
    });
  });

  describe.each(RFC5769.map((sample) => [sample.section, sample] as const))('§%s', (section, sample) => {
    it('has a valid MESSAGE-INTEGRITY', () => {
      expect(verifyMessageIntegrity(decoded(sample), keyOf(sample))).toBe('valid');
    });

    it('has an invalid MESSAGE-INTEGRITY for any other password', () => {
      const other = { ...sample, parameters: { ...sample.parameters, password: 'other' } };
      expect(verifyMessageIntegrity(decoded(sample), keyOf(other))).toBe('invalid');
    });

    it(section === '2.4' ? 'has no FINGERPRINT' : 'has a valid FINGERPRINT', () => {
      expect(verifyFingerprint(decoded(sample))).toBe(section === '2.4' ? 'absent' : 'valid');
    });

    it('is encoded again to the same bytes, padding excepted', () => {
      const message = decoded(sample);
      expect(encodeStun(message)).toEqual(withZeroPadding(message));
    });

    it('tells every changed byte by integrity or fingerprint, or refuses it', () => {
      for (let offset = 0; offset < sample.bytes.length; offset++) {
        const bytes = sample.bytes.slice();
        bytes[offset] = (bytes[offset] ?? 0) ^ 0x01;
        const result = decodeStun(bytes);
        if (!result.ok) continue;
        const checks = [verifyMessageIntegrity(result.value, keyOf(sample)), verifyFingerprint(result.value)];
        const expected = section === '2.4' ? 'valid,absent' : 'valid,valid';
        expect(checks.join(), `byte ${offset}`).not.toBe(expected);
      }
    });
  });

  it('§2.4: encoded from its values and its password, gives the same bytes with the same HMAC', () => {
    const sample = sampleOf('2.4');
    const { attributes, ...header } = decoded(sample);
    const message = { ...header, attributes: attributes.filter(({ type }) => type !== 'MESSAGE-INTEGRITY') };
    const integrity = { key: keyOf(sample), algorithm: 'sha1' } as const;
    expect(encodeStun(message, { integrity })).toEqual(sample.bytes);
  });
});
