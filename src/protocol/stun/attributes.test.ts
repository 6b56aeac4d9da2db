import { describe, expect, it } from 'vitest';
import { hex } from '#tests/vectors/hex.ts';
import { type StunAttribute, decodeStun, encodeStun } from './index.ts';

const HEADER = { class: 'request', method: 0x001, transactionId: hex('000102030405060708090a0b') } as const;

/** What an attribute is on the wire, its own header included, padding too. */
function encoded(attribute: StunAttribute): Uint8Array {
  return encodeStun({ ...HEADER, attributes: [attribute] }).subarray(20);
}

function decoded(...digits: string[]): StunAttribute | string | undefined {
  const message = encodeStun({ ...HEADER, attributes: [] });
  const bytes = Uint8Array.of(...message, ...hex(...digits));
  bytes[2] = (bytes.length - 20) >> 8;
  bytes[3] = bytes.length - 20;
  const result = decodeStun(bytes);
  return result.ok ? result.value.attributes[0] : `${result.error.kind} at ${result.error.offset}`;
}

const TOKEN = hex('0102030405060708');
const PARAMETERS = hex('aabbcc');

/*
 * The bytes follow from the bit diagram of each attribute in its RFC. XORed values, worked out by hand:
 * port 0x0d96 ^ 0x2112 = 0x2c84; 192.0.2.1 ^ 0x2112a442 = 0xe112a643;
 * 2001:db8::1 ^ (0x2112a442, 0x00010203, 0x04050607, 0x08090a0b) = 0x0113a9fa 00010203 04050607 08090a0a.
 */
const V4 = { family: 4, address: '192.0.2.1', port: 3478 } as const;
const V6 = { family: 6, address: '2001:db8::1', port: 3478 } as const;
const XORED_V6 = '0113a9fa 00010203 04050607 08090a0a';
const PLAIN_V6 = '20010db8 00000000 00000000 00000001';

const WIRE: readonly (readonly [StunAttribute, string])[] = [
  [{ type: 'MAPPED-ADDRESS', address: V4 }, '0001 0008 00 01 0d96 c0000201'],
  [{ type: 'MAPPED-ADDRESS', address: V6 }, `0001 0014 00 02 0d96 ${PLAIN_V6}`],
  [{ type: 'XOR-MAPPED-ADDRESS', address: V4 }, '0020 0008 00 01 2c84 e112a643'],
  [{ type: 'XOR-MAPPED-ADDRESS', address: V6 }, `0020 0014 00 02 2c84 ${XORED_V6}`],
  [{ type: 'ALTERNATE-SERVER', address: V4 }, '8023 0008 00 01 0d96 c0000201'],
  [{ type: 'XOR-PEER-ADDRESS', address: V4 }, '0012 0008 00 01 2c84 e112a643'],
  [{ type: 'XOR-RELAYED-ADDRESS', address: V6 }, `0016 0014 00 02 2c84 ${XORED_V6}`],
  [{ type: 'USERNAME', username: 'evtj:h6vY' }, '0006 0009 6576746a 3a683676 59 000000'],
  [{ type: 'USERHASH', userhash: new Uint8Array(32).fill(7) }, `001e 0020 ${'07'.repeat(32)}`],
  [{ type: 'REALM', realm: 'é' }, '0014 0002 c3a9 0000'],
  [{ type: 'NONCE', nonce: 'abcd' }, '0015 0004 61626364'],
  [{ type: 'SOFTWARE', software: '' }, '8022 0000'],
  [{ type: 'ALTERNATE-DOMAIN', domain: 'a.example' }, '8003 0009 612e6578 616d706c 65 000000'],
  [{ type: 'ERROR-CODE', code: 420, reason: 'No' }, '0009 0006 0000 04 14 4e6f 0000'],
  [{ type: 'ERROR-CODE', code: 699, reason: '' }, '0009 0004 0000 06 63'],
  [{ type: 'UNKNOWN-ATTRIBUTES', types: [0x7fff, 2, 3] }, '000a 0006 7fff 0002 0003 0000'],
  [{ type: 'PASSWORD-ALGORITHM', algorithm: 2, parameters: new Uint8Array() }, '001d 0004 0002 0000'],
  [{ type: 'PASSWORD-ALGORITHM', algorithm: 9, parameters: PARAMETERS }, '001d 0008 0009 0003 aabbcc 00'],
  [
    {
      type: 'PASSWORD-ALGORITHMS',
      algorithms: [
        { algorithm: 9, parameters: PARAMETERS },
        { algorithm: 1, parameters: new Uint8Array() },
      ],
    },
    '8002 000c 0009 0003 aabbcc 00 0001 0000',
  ],
  [{ type: 'MESSAGE-INTEGRITY', hmac: new Uint8Array(20).fill(1) }, `0008 0014 ${'01'.repeat(20)}`],
  [{ type: 'MESSAGE-INTEGRITY-SHA256', hmac: new Uint8Array(16).fill(1) }, `001c 0010 ${'01'.repeat(16)}`],
  [{ type: 'FINGERPRINT', fingerprint: 0xe57a3bcf }, '8028 0004 e57a3bcf'],
  [{ type: 'PRIORITY', priority: 0x6e0001ff }, '0024 0004 6e0001ff'],
  [{ type: 'USE-CANDIDATE' }, '0025 0000'],
  [{ type: 'ICE-CONTROLLED', tiebreaker: 0x932ff9b151263b36n }, '8029 0008 932ff9b1 51263b36'],
  [{ type: 'ICE-CONTROLLING', tiebreaker: 1n }, '802a 0008 00000000 00000001'],
  [{ type: 'CHANNEL-NUMBER', channelNumber: 0x4001 }, '000c 0004 4001 0000'],
  [{ type: 'LIFETIME', lifetimeSeconds: 600 }, '000d 0004 00000258'],
  [{ type: 'DATA', data: hex('0102030405') }, '0013 0005 01020304 05 000000'],
  [{ type: 'REQUESTED-ADDRESS-FAMILY', family: 6 }, '0017 0004 02 000000'],
  [{ type: 'ADDITIONAL-ADDRESS-FAMILY', family: 4 }, '8000 0004 01 000000'],
  [{ type: 'EVEN-PORT', reserveNext: true }, '0018 0001 80 000000'],
  [{ type: 'EVEN-PORT', reserveNext: false }, '0018 0001 00 000000'],
  [{ type: 'REQUESTED-TRANSPORT', protocol: 17 }, '0019 0004 11 000000'],
  [{ type: 'DONT-FRAGMENT' }, '001a 0000'],
  [{ type: 'RESERVATION-TOKEN', token: TOKEN }, '0022 0008 01020304 05060708'],
  [{ type: 'ADDRESS-ERROR-CODE', family: 6, code: 440, reason: 'x' }, '8001 0005 02 00 04 28 78 000000'],
  [{ type: 'ICMP', icmpType: 3, icmpCode: 4, errorData: 1500 }, '8004 0008 0000 03 04 000005dc'],
  [{ type: 'CHANGE-REQUEST', changeAddress: true, changePort: true }, '0003 0004 00000006'],
  [{ type: 'CHANGE-REQUEST', changeAddress: true, changePort: false }, '0003 0004 00000004'],
  [{ type: 'CHANGE-REQUEST', changeAddress: false, changePort: true }, '0003 0004 00000002'],
  [{ type: 'CHANGE-REQUEST', changeAddress: false, changePort: false }, '0003 0004 00000000'],
  [{ type: 'PADDING', padding: hex('0102030405') }, '0026 0005 01020304 05 000000'],
  [{ type: 'RESPONSE-PORT', port: 3478 }, '0027 0004 0d96 0000'],
  [{ type: 'RESPONSE-ORIGIN', address: V4 }, '802b 0008 00 01 0d96 c0000201'],
  [{ type: 'OTHER-ADDRESS', address: V4 }, '802c 0008 00 01 0d96 c0000201'],
  [{ type: 'OTHER-ADDRESS', address: V6 }, `802c 0014 00 02 0d96 ${PLAIN_V6}`],
  [{ type: 'unknown', code: 0x7fff, value: hex('01') }, '7fff 0001 01 000000'],
];

describe('Each attribute', () => {
  it.each(WIRE.map(([attribute, wire]) => [attribute.type, wire, attribute] as const))(
    '%s is written as its diagram says, and read back: %s',
    (_, wire, attribute) => {
      expect(encoded(attribute)).toEqual(hex(wire));
      expect(decoded(wire)).toEqual(attribute);
    },
  );
});

describe('Reserved bits "MUST be ignored"', () => {
  it.each([
    ['RFC 8489 §14.1', '0001 0008 ff 01 0d96 c0000201', { type: 'MAPPED-ADDRESS', address: V4 }],
    ['RFC 8489 §14.8', '0009 0004 ffff fc 14', { type: 'ERROR-CODE', code: 420, reason: '' }],
    ['RFC 8656 §18.1', '000c 0004 4001 ffff', { type: 'CHANNEL-NUMBER', channelNumber: 0x4001 }],
    ['RFC 8656 §18.6', '0017 0004 02 ffffff', { type: 'REQUESTED-ADDRESS-FAMILY', family: 6 }],
    ['RFC 8656 §18.7', '0018 0001 ff 000000', { type: 'EVEN-PORT', reserveNext: true }],
    ['RFC 8656 §18.7', '0018 0001 7f 000000', { type: 'EVEN-PORT', reserveNext: false }],
    ['RFC 8656 §18.8', '0019 0004 11 ffffff', { type: 'REQUESTED-TRANSPORT', protocol: 17 }],
    [
      'RFC 8656 §18.13',
      '8004 0008 ffff 03 04 00000000',
      { type: 'ICMP', icmpType: 3, icmpCode: 4, errorData: 0 },
    ],
    [
      'RFC 5780 §7.2',
      '0003 0004 fffffffd',
      { type: 'CHANGE-REQUEST', changeAddress: true, changePort: false },
    ],
    ['RFC 5780 §7.5', '0027 0004 0d96 ffff', { type: 'RESPONSE-PORT', port: 3478 }],
    [
      'RFC 5780 §7.5, the length without its padding',
      '0027 0002 0d96 ffff',
      { type: 'RESPONSE-PORT', port: 3478 },
    ],
  ])('%s: %s', (_, wire, expected) => {
    expect(decoded(wire)).toEqual(expected);
  });
});

describe('A value that breaks its rules is refused at its place', () => {
  it.each([
    ['an IPv4 address of 16 bytes', `0001 0014 00 01 0d96 ${PLAIN_V6}`, 24],
    ['an IPv6 address of 4 bytes', '0020 0008 00 02 2c84 e112a643', 24],
    ['an address without port', '0020 0002 00 01 0000', 24],
    ['a username that is not UTF-8', '0006 0002 c328 0000', 24],
    ['a username of 764 bytes', `0006 02fc ${'61'.repeat(764)}`, 24],
    ['a realm that is not UTF-8', '0014 0001 ff 000000', 24],
    ['a user hash of 31 bytes', `001e 001f ${'07'.repeat(31)} 00`, 24],
    ['an HMAC-SHA1 of 16 bytes', `0008 0010 ${'01'.repeat(16)}`, 24],
    ['an HMAC-SHA256 of 12 bytes', `001c 000c ${'01'.repeat(12)}`, 24],
    ['an HMAC-SHA256 of 18 bytes', `001c 0012 ${'01'.repeat(18)} 0000`, 24],
    ['a fingerprint of 3 bytes', '8028 0003 010203 00', 24],
    ['an error code of class 2', '0009 0004 0000 02 00', 26],
    ['an error code of class 7', '0009 0004 0000 07 00', 26],
    ['an error number of 100', '0009 0004 0000 04 64', 27],
    ['an error code of 3 bytes', '0009 0003 000004 00', 24],
    ['unknown attributes of 3 bytes', '000a 0003 7fff00 00', 24],
    ['an algorithm of 3 bytes', '001d 0003 000100 00', 24],
    ['parameters longer than the attribute', '001d 0004 0001 0001', 26],
    ['two algorithms where one stands', '001d 0008 0001 0000 0002 0000', 28],
    ['a cut-off second algorithm', '8002 0006 0001 0000 0002 0000', 28],
    ['a domain with a space', '8003 0003 612062 00', 25],
    ['a priority of 5 bytes', '0024 0005 0102030405 000000', 24],
    ['a USE-CANDIDATE with a value', '0025 0001 01 000000', 24],
    ['a tiebreaker of 4 bytes', '8029 0004 00000000', 24],
    ['an EVEN-PORT of 4 bytes', '0018 0004 80000000', 24],
    ['a DONT-FRAGMENT with a value', '001a 0004 00000000', 24],
    ['a CHANGE-REQUEST of 1 byte', '0003 0001 06 000000', 24],
    ['a RESPONSE-PORT of 1 byte', '0027 0001 0d 000000', 24],
    ['an OTHER-ADDRESS without port', '802c 0002 00 01 0000', 24],
    ['a token of 7 bytes', '0022 0007 01020304050607 00', 24],
  ])('%s', (_, wire, offset) => {
    expect(decoded(wire)).toBe(`malformed-attribute at ${offset}`);
  });
});

describe('Text for people only', () => {
  it.each([
    ['SOFTWARE', '8022 0001 e9 000000', { software: '\u{fffd}' }],
    ['a reason phrase', '0009 0005 0000 04 14 e9 000000', { code: 420, reason: '\u{fffd}' }],
  ])('%s: a byte that is no UTF-8 does not cost the message', (_, wire, expected) => {
    expect(decoded(wire)).toMatchObject(expected);
  });
});

describe('A family that we do not know', () => {
  it('leaves an address raw', () => {
    expect(decoded('0020 0008 00 03 2c84 e112a643')).toEqual({
      type: 'unknown',
      code: 0x0020,
      value: hex('00 03 2c84 e112a643'),
    });
  });

  it('is named in a request for one, so that a server can answer 440', () => {
    expect(decoded('0017 0004 03 000000')).toEqual({ type: 'REQUESTED-ADDRESS-FAMILY', family: 'unknown' });
  });
});

describe('What must not be sent is refused by the encoder', () => {
  it.each<[string, StunAttribute]>([
    ['a username of 509 bytes (RFC 8489 §14.3)', { type: 'USERNAME', username: 'a'.repeat(509) }],
    ['a realm of 128 characters (§14.9)', { type: 'REALM', realm: 'a'.repeat(128) }],
    ['a nonce of 128 characters (§14.10)', { type: 'NONCE', nonce: 'é'.repeat(128) }],
    ['a domain of 256 characters (§14.16)', { type: 'ALTERNATE-DOMAIN', domain: 'a'.repeat(256) }],
    ['an error code below 300 (§14.8)', { type: 'ERROR-CODE', code: 299, reason: '' }],
    ['an error code above 699 (§14.8)', { type: 'ERROR-CODE', code: 700, reason: '' }],
    ['an address that is none', { type: 'MAPPED-ADDRESS', address: { ...V4, address: 'example.org' } }],
    ['a port of 17 bits', { type: 'MAPPED-ADDRESS', address: { ...V4, port: 65536 } }],
    ['a response port of 17 bits', { type: 'RESPONSE-PORT', port: 65536 }],
    ['a priority of 33 bits', { type: 'PRIORITY', priority: 2 ** 32 }],
    ['a negative tiebreaker', { type: 'ICE-CONTROLLING', tiebreaker: -1n }],
    ['an HMAC-SHA256 of 12 bytes (§14.6)', { type: 'MESSAGE-INTEGRITY-SHA256', hmac: new Uint8Array(12) }],
    ['more data than a message holds', { type: 'DATA', data: new Uint8Array(65536) }],
  ])('%s', (_, attribute) => {
    expect(() => encoded(attribute)).toThrow(RangeError);
  });

  it('a transaction id of 16 bytes, a method of 13 bits', () => {
    expect(() => encodeStun({ ...HEADER, transactionId: new Uint8Array(16), attributes: [] })).toThrow(
      RangeError,
    );
    expect(() => encodeStun({ ...HEADER, method: 0x1000, attributes: [] })).toThrow(RangeError);
  });

  it('but the longest allowed ones are sent', () => {
    expect(encoded({ type: 'USERNAME', username: 'a'.repeat(508) })).toHaveLength(512);
    expect(encoded({ type: 'REALM', realm: '😀'.repeat(127) })).toHaveLength(4 + 508);
  });
});
