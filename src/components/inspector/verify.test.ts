import { describe, expect, it } from 'vitest';
import { encodeStun } from '#src/protocol/index.ts';
import { RECORDED_PACKETS } from '#tests/vectors/recorded-packets.ts';
import { RFC5769, sampleOf } from '#tests/vectors/rfc5769.ts';
import { MADE, TURN_CREDENTIAL } from './examples/made.ts';
import { inspect } from './inspect.ts';
import { type Credential, NO_CREDENTIAL, mechanismOf, verify } from './verify.ts';

const shortTerm = (password: string): Credential => ({ ...NO_CREDENTIAL, password });
const longTerm = (credential: Partial<Credential>): Credential => ({
  ...NO_CREDENTIAL,
  mechanism: 'long-term',
  ...credential,
});

describe('RFC 5769', () => {
  it.each(
    RFC5769.filter(({ section }) => section !== '2.4').map((sample) => [sample.section, sample] as const),
  )(
    '§%s: with its password integrity is valid, with another it isn’t, and the fingerprint needs none',
    (_, { bytes, parameters }) => {
      const inspection = inspect(bytes);
      expect(verify(inspection, shortTerm(parameters.password))).toEqual({
        integrity: 'valid',
        integritySha256: 'absent',
        fingerprint: 'valid',
      });
      expect(verify(inspection, shortTerm('another'))).toMatchObject({
        integrity: 'invalid',
        fingerprint: 'valid',
      });
      expect(verify(inspection, NO_CREDENTIAL)).toMatchObject({
        integrity: 'needs-password',
        fingerprint: 'valid',
      });
    },
  );

  it('§2.4: username and realm are those of the message, unless others are given', () => {
    const inspection = inspect(sampleOf('2.4').bytes);
    expect(mechanismOf(inspection)).toBe('long-term');
    expect(verify(inspection, longTerm({ password: 'TheMatrIX' }))).toEqual({
      integrity: 'valid',
      integritySha256: 'absent',
      fingerprint: 'absent',
      algorithm: 'MD5',
    });
    expect(verify(inspection, longTerm({ password: 'TheMatrIX', realm: 'example.com' })).integrity).toBe(
      'invalid',
    );
    expect(verify(inspection, shortTerm('TheMatrIX')).integrity).toBe('invalid');
  });
});

describe('What Chromium, Firefox and coturn protected', () => {
  const protectedOnes = RECORDED_PACKETS.filter(({ credential }) => credential);

  it.each(protectedOnes.map((packet, i) => [i, packet.sender, packet] as const))(
    'packet %i of %s is valid with its credential',
    (_, _sender, { bytes, credential }) => {
      const { username = '', realm, password = '' } = credential ?? {};
      const given = realm === undefined ? shortTerm(password) : longTerm({ username, realm, password });
      expect(verify(inspect(bytes), given).integrity).toBe('valid');
    },
  );
});

describe('A response doesn’t say how its key was made', () => {
  const inspection = inspect(MADE['allocate-success']());

  it('so username and realm are asked for, and both hashes are tried', () => {
    const { username, realm, password } = TURN_CREDENTIAL;
    expect(verify(inspection, longTerm({ password })).integritySha256).toBe('needs-username');
    expect(verify(inspection, longTerm({ password, username })).integritySha256).toBe('needs-realm');
    expect(verify(inspection, longTerm({ password, username, realm }))).toEqual({
      integrity: 'absent',
      integritySha256: 'valid',
      fingerprint: 'absent',
      algorithm: 'SHA-256',
    });
  });
});

describe('A message with errors', () => {
  it('isn’t checked, and one that never had a proof has none', () => {
    const bytes = sampleOf('2.1').bytes.slice();
    bytes[4] = 0;
    expect(verify(inspect(bytes), shortTerm('x'))).toEqual({
      integrity: 'broken',
      integritySha256: 'absent',
      fingerprint: 'broken',
    });
    const bare = encodeStun({
      class: 'request',
      method: 1,
      transactionId: new Uint8Array(12),
      attributes: [],
    });
    expect(verify(inspect(bare), NO_CREDENTIAL)).toEqual({
      integrity: 'absent',
      integritySha256: 'absent',
      fingerprint: 'absent',
    });
  });

  it('a change of any byte that the proofs cover is seen', () => {
    const { bytes, parameters } = sampleOf('2.2');
    for (let offset = 8; offset < 48; offset++) {
      const other = bytes.slice();
      other[offset] = (other[offset] ?? 0) ^ 0x20;
      const verdicts = verify(inspect(other), shortTerm(parameters.password));
      expect([verdicts.integrity, verdicts.fingerprint], `byte ${offset}`).not.toContain('valid');
    }
  });
});
