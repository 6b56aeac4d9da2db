import { describe, expect, it } from 'vitest';
import { hex } from '#tests/vectors/hex.ts';
import {
  type DecodedStun,
  decodeStun,
  findAttribute,
  findAttributes,
  unknownComprehensionRequired,
} from './index.ts';

/** A Binding request with these attributes, given as hexadecimal digits, and a length that fits. */
function binding(...attributes: string[]): Uint8Array {
  const body = hex(...attributes);
  const length = body.length.toString(16).padStart(4, '0');
  return Uint8Array.of(...hex('0001', length, '2112a442', '000102030405060708090a0b'), ...body);
}

function decoded(bytes: Uint8Array): DecodedStun {
  const result = decodeStun(bytes);
  if (!result.ok) throw new Error(`not decoded: ${JSON.stringify(result.error)}`);
  return result.value;
}

const INTEGRITY = `0008 0014 ${'00'.repeat(20)}`;
const INTEGRITY_SHA256 = `001c 0020 ${'00'.repeat(32)}`;
const FINGERPRINT = '8028 0004 00000000';
const USE_CANDIDATE = '0025 0000';
const SOFTWARE_A = '8022 0001 41 000000';
const SOFTWARE_B = '8022 0001 42 000000';

describe('The header (RFC 8489 §5, §6.3)', () => {
  it('needs 20 bytes', () => {
    expect(decodeStun(binding().subarray(0, 19))).toEqual({
      ok: false,
      error: { kind: 'too-short', offset: 19, length: 19 },
    });
  });

  it('has two zero bits in front', () => {
    const bytes = binding();
    bytes[0] = 0x40;
    expect(decodeStun(bytes)).toEqual({ ok: false, error: { kind: 'not-stun', offset: 0, firstByte: 0x40 } });
  });

  it('has the magic cookie', () => {
    const bytes = binding();
    bytes[7] = 0x43;
    expect(decodeStun(bytes)).toEqual({
      ok: false,
      error: { kind: 'wrong-cookie', offset: 4, cookie: 0x2112a443 },
    });
  });

  it.each([
    ['more than there is', 8],
    ['less than there is', 0],
    ['no multiple of 4', 6],
  ])('does not declare %s', (_, declared) => {
    const bytes = binding(USE_CANDIDATE);
    bytes[3] = declared;
    expect(decodeStun(bytes)).toEqual({
      ok: false,
      error: { kind: 'wrong-length', offset: 2, declared, actual: 4 },
    });
  });

  it('declares a multiple of 4 even where the bytes are none', () => {
    expect(decodeStun(binding('8022 0002 4142'))).toEqual({
      ok: false,
      error: { kind: 'wrong-length', offset: 2, declared: 6, actual: 6 },
    });
  });

  it('alone is a message', () => {
    expect(decoded(binding())).toMatchObject({
      class: 'request',
      method: 0x001,
      transactionId: hex('000102030405060708090a0b'),
      attributes: [],
    });
  });
});

describe('Attributes (RFC 8489 §14)', () => {
  it('have their places told, header first', () => {
    expect(decoded(binding(SOFTWARE_A, USE_CANDIDATE)).places).toEqual([
      { code: 0x8022, offset: 20, length: 1 },
      { code: 0x0025, offset: 28, length: 0 },
    ]);
  });

  it('may have anything as padding: it "MUST be ignored by the receiver"', () => {
    const { attributes } = decoded(
      binding('8022 0001 41 ffffff', '8022 0002 4142 2020', '8022 0003 414243 00'),
    );
    expect(attributes).toEqual(['A', 'AB', 'ABC'].map((software) => ({ type: 'SOFTWARE', software })));
  });

  it('of the same type may stand several times; the first counts', () => {
    const message = decoded(binding(SOFTWARE_A, SOFTWARE_B));
    expect(findAttribute(message, 'SOFTWARE')).toEqual({ type: 'SOFTWARE', software: 'A' });
    expect(findAttributes(message, 'SOFTWARE')).toHaveLength(2);
    expect(findAttribute(message, 'USERNAME')).toBeUndefined();
  });

  it('longer than the message are refused, with the offset of the attribute', () => {
    expect(decodeStun(binding(USE_CANDIDATE, '8022 0005 41424344'))).toMatchObject({
      ok: false,
      error: { kind: 'attribute-too-long', offset: 24, code: 0x8022, declared: 5, available: 4 },
    });
  });

  it('with a wrong value are refused, with the place of the fault and the header for an answer 400', () => {
    expect(decodeStun(binding(USE_CANDIDATE, '0009 0004 00 00 07 00'))).toMatchObject({
      ok: false,
      error: {
        kind: 'malformed-attribute',
        offset: 30,
        code: 0x0009,
        header: { class: 'request', method: 1, transactionId: hex('000102030405060708090a0b') },
      },
    });
  });

  it('that we do not know are kept as they are', () => {
    expect(decoded(binding('7fff 0003 01020300')).attributes).toEqual([
      { type: 'unknown', code: 0x7fff, value: hex('010203') },
    ]);
  });
});

describe('Unknown comprehension-required attributes (RFC 8489 §6.3.1)', () => {
  it('are listed once each, in order; comprehension-optional ones are not', () => {
    const message = decoded(binding('7fff 0000', '8fff 0000', '0002 0000', '7fff 0000', SOFTWARE_A));
    expect(unknownComprehensionRequired(message)).toEqual([0x7fff, 0x0002]);
  });

  it('are not those whose address family we do not know: §6.3.3 lets these be ignored', () => {
    const message = decoded(binding('0020 0008 00 03 0000 00000000'));
    expect(message.attributes).toMatchObject([{ type: 'unknown', code: 0x0020 }]);
    expect(unknownComprehensionRequired(message)).toEqual([]);
  });

  it('are those of behaviour discovery too, but for whoever acts on them (RFC 5780 §5: "prepared to receive a 420")', () => {
    const message = decoded(binding('0003 0004 00000006', '0026 0000', '0027 0004 0d96 0000'));
    expect(unknownComprehensionRequired(message)).toEqual([0x0003, 0x0026, 0x0027]);
    expect(unknownComprehensionRequired(message, ['PADDING', 'RESPONSE-PORT'])).toEqual([0x0003]);
  });
});

describe('Attributes behind the message integrity (RFC 8489 §9: "agents MUST ignore all attributes that follow")', () => {
  const typesOf = (...attributes: string[]) =>
    decoded(binding(...attributes)).attributes.map(({ type }) => type);

  it('MESSAGE-INTEGRITY are ignored, but for MESSAGE-INTEGRITY-SHA256 and FINGERPRINT', () => {
    expect(typesOf(INTEGRITY, SOFTWARE_A, INTEGRITY_SHA256, USE_CANDIDATE, FINGERPRINT)).toEqual([
      'MESSAGE-INTEGRITY',
      'MESSAGE-INTEGRITY-SHA256',
      'FINGERPRINT',
    ]);
  });

  it('MESSAGE-INTEGRITY-SHA256 are ignored, but for FINGERPRINT: MESSAGE-INTEGRITY too', () => {
    expect(typesOf(INTEGRITY_SHA256, INTEGRITY, SOFTWARE_A, FINGERPRINT)).toEqual([
      'MESSAGE-INTEGRITY-SHA256',
      'FINGERPRINT',
    ]);
  });

  it('are told as ignored, and not read: a wrong value there is no fault', () => {
    const { ignored } = decoded(binding(INTEGRITY, '0009 0004 00 00 07 00'));
    expect(ignored).toEqual([{ code: 0x0009, offset: 44, length: 4 }]);
  });

  it('do not require comprehension', () => {
    expect(unknownComprehensionRequired(decoded(binding(INTEGRITY, '7fff 0000')))).toEqual([]);
  });
});

describe('FINGERPRINT (RFC 8489 §14.7: "MUST be the last attribute")', () => {
  it('is refused with anything behind it, which is named by its offset', () => {
    expect(decodeStun(binding(FINGERPRINT, USE_CANDIDATE))).toMatchObject({
      ok: false,
      error: { kind: 'fingerprint-not-last', offset: 28 },
    });
  });
});
