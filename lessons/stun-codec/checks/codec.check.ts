import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { randomBytes, randomInt } from 'node:crypto';
import test from 'node:test';
import { decode, encode } from '../solution/codec.ts';
import type { DecodeResult, StunClass, StunMessage } from '../solution/message.ts';

/** Type and value. */
type Attribute = readonly [type: number, value: Uint8Array];

const HEADER = 20;
const SHOWN_BYTES = 32;
const CLASSES: readonly StunClass[] = ['request', 'indication', 'success', 'error'];
/** RFC 8489 §5, figure 3: the bits of a message type, from the most significant. */
const TYPE_BITS = 'M11 M10 M9 M8 M7 C1 M6 M5 M4 C0 M3 M2 M1 M0'.split(' ');
const BINDING_REQUEST = 0x0001;

/** RFC 5769 §2.1; it is padded with spaces. */
const RFC5769_REQUEST = bytesOf(
  '00010058 2112a442 b7e7a701 bc34d686 fa87dfae 80220010 5354554e 20746573 7420636c 69656e74 00240004 6e0001ff ' +
    '80290008 932ff9b1 51263b36 00060009 6576746a 3a683676 59202020 00080014 9aeaa70c bfd8cb56 781ef2b5 b2d3f249 ' +
    'c1b571a2 80280004 e57a3bcf',
);
/** RFC 5769 §2.4; it is padded with zeros. */
const RFC5769_LONG_TERM = bytesOf(
  '00010060 2112a442 78ad3433 c6ad72c0 29da412e 00060012 e3839ee3 8388e383 aae38383 e382afe3 82b90000 0015001c ' +
    '662f2f34 39396b39 35346436 4f4c3334 6f4c3946 53547679 36347341 0014000b 6578616d 706c652e 6f726700 00080014 ' +
    'f6702465 6dd64a3e 02b8e071 2e85c9a2 8ca89666',
);

test('type-bits', () => {
  const methods = [0x001, 0x00f, 0x010, 0x070, 0x080, 0x800, 0xfff, ...times(20, () => randomInt(0x1000))];
  for (const method of methods) {
    for (const [bits, stunClass] of CLASSES.entries()) {
      const type = typeOf(method, bits);
      const transactionId = random(12);
      const told = `method ${hexNumber(method)}, class ${stunClass}`;
      const written = encoded({ class: stunClass, method, transactionId, attributes: [] });
      assert.equal(showHex(written.subarray(0, 2)), showHex(uint16(type)), `The type of ${told}`);
      const { message } = accepted(raw(type, transactionId, new Uint8Array()));
      assert.equal(message.class, stunClass, `The class of a message of type ${hexNumber(type)}`);
      assert.equal(
        hexNumber(message.method),
        hexNumber(method),
        `The method of a message of type ${hexNumber(type)}`,
      );
    }
  }
});

test('encodes', () => {
  for (let round = 0; round < 30; round++) {
    // 0 to 8 bytes: every amount of padding, and none.
    const attributes = times(randomInt(5), (): Attribute => [randomInt(0x10000), random(randomInt(9))]);
    checkEncoded(random(12), [...attributes, [randomInt(0x10000), random(round % 9)]]);
  }
  checkEncoded(random(12), []);
  checkEncoded(random(12), [[0x0013, random(1000 + randomInt(200))]]);
  checkEncoded(
    bytesOf('78ad3433 c6ad72c0 29da412e'),
    [
      [0x0006, RFC5769_LONG_TERM.slice(24, 42)],
      [0x0015, RFC5769_LONG_TERM.slice(48, 76)],
      [0x0014, RFC5769_LONG_TERM.slice(80, 91)],
      [0x0008, RFC5769_LONG_TERM.slice(96, 116)],
    ],
    RFC5769_LONG_TERM,
  );
});

test('decodes', () => {
  const { message } = accepted(RFC5769_REQUEST);
  assert.equal(message.class, 'request', 'The class of the request of RFC 5769 §2.1');
  assert.equal(message.method, 1, 'The method of the request of RFC 5769 §2.1');
  checkDecoded(message, bytesOf('b7e7a701 bc34d686 fa87dfae'), [
    [0x8022, Buffer.from('STUN test client')],
    [0x0024, bytesOf('6e0001ff')],
    [0x8029, bytesOf('932ff9b1 51263b36')],
    [0x0006, Buffer.from('evtj:h6vY')],
    [0x0008, RFC5769_REQUEST.slice(80, 100)],
    [0x8028, bytesOf('e57a3bcf')],
  ]);
  for (let round = 0; round < 30; round++) {
    const transactionId = random(12);
    const attributes = times(1 + randomInt(6), (): Attribute => [randomInt(0x10000), random(randomInt(9))]);
    const [first] = attributes;
    // An attribute may stand there twice, and nobody promised that padding is zero.
    const all = first && round % 2 === 0 ? [...attributes, [first[0], random(5)] as const] : attributes;
    const body = Buffer.concat(all.map(([type, value]) => tlv(type, value, random(3))));
    checkDecoded(accepted(raw(BINDING_REQUEST, transactionId, body)).message, transactionId, all);
  }
});

test('unknown-required', () => {
  for (let round = 0; round < 30; round++) {
    const understood = 0x0100 + randomInt(0x0100);
    const strangers = shuffled([0x0200 + randomInt(0x0100), 0x7fff, 0x0000]);
    const optional = [0x8000, 0x8100 + randomInt(0x0100), 0xffff];
    const order = shuffled([...strangers, understood, ...optional]);
    const types = [...order, ...strangers.toReversed()];
    const body = Buffer.concat(types.map((type) => tlv(type, random(randomInt(9)))));
    const { message, unknownRequired } = accepted(raw(BINDING_REQUEST, random(12), body), [understood]);
    const told = `Unknown and required among ${types.map(hexNumber).join(', ')} for one who knows ${hexNumber(understood)}`;
    const expected = order.filter((type) => type < 0x8000 && type !== understood);
    assert.deepEqual(unknownRequired.map(hexNumber), expected.map(hexNumber), told);
    assert.equal(message.attributes.length, types.length, 'The attributes are there all the same');
  }
  const known = [0x0006, 0x0008, 0x0024, 0x8029];
  assert.deepEqual(
    accepted(RFC5769_REQUEST, known).unknownRequired,
    [],
    'Nothing is unknown to one who knows all',
  );
});

test('malformed', () => {
  const body = Buffer.concat(times(3, (at) => tlv(0x8100 + at, random(1 + randomInt(12)))));
  const good = raw(BINDING_REQUEST, random(12), body);
  for (let length = 0; length < good.length; length++) {
    checkRefused(
      good.slice(0, length),
      { kind: length < HEADER ? 'too-short' : 'wrong-length' },
      `cut to ${length} bytes`,
    );
  }
  checkRefused(Uint8Array.of(...good, ...random(4)), { kind: 'wrong-length' }, 'with 4 bytes behind its end');
  const odd = raw(BINDING_REQUEST, random(12), random(1 + randomInt(3)));
  checkRefused(odd, { kind: 'wrong-length' }, 'with a length that is no multiple of 4');
  checkRefused(flip(good, randomInt(2)), { kind: 'not-stun' }, 'with one of its first two bits set');
  for (let bit = 32; bit < 64; bit++) {
    checkRefused(flip(good, bit), { kind: 'not-stun' }, 'with a wrong cookie');
  }
  const before = tlv(0x8100, random(randomInt(9)));
  const lies = [5, 0x0100, 0xffff].map((length) => [...uint16(0x0006), ...uint16(length), ...random(4)]);
  // Four bytes are left, and they promise one more.
  lies.push([...uint16(0x8022), ...uint16(1)]);
  for (const lie of lies) {
    const message = raw(BINDING_REQUEST, random(12), Uint8Array.of(...before, ...lie));
    const at = HEADER + before.length;
    checkRefused(message, { kind: 'broken-attribute', at }, 'with an attribute that reaches beyond its end');
  }
  for (let round = 0; round < 300; round++) {
    const noise = random(randomInt(120));
    noise[0] = 0x80 | (noise[0] ?? 0);
    assert.equal(resultOf(noise).ok, false, `Noise is no message: ${shown(noise)}`);
    // Behind a good header anything may stand; what is accepted has to lie inside.
    const inside = raw(BINDING_REQUEST, random(12), random(4 * randomInt(12)));
    const result = resultOf(inside);
    if (!result.ok) continue;
    const size = result.message.attributes.reduce((sum, { value }) => sum + tlv(0, value).length, HEADER);
    assert.equal(size, inside.length, `The attributes fill the message: ${shown(inside)}`);
  }
});

test('own-bytes', () => {
  for (let round = 0; round < 20; round++) {
    const transactionId = random(12);
    const attributes = times(1 + randomInt(4), (): Attribute => [
      randomInt(0x10000),
      random(1 + randomInt(9)),
    ]);
    const body = Buffer.concat(attributes.map(([type, value]) => tlv(type, value)));
    const message = raw(BINDING_REQUEST, transactionId, body);
    const before = 1 + randomInt(40);
    // As it comes from a socket: a part of a larger buffer, and other packets before and behind it.
    const shared = Buffer.from([...random(before), ...message, ...random(40)]);
    const part = (length: number): Uint8Array => shared.subarray(before, before + length);

    checkDecoded(accepted(part(message.length)).message, transactionId, attributes);
    const told = 'whose other bytes stand behind it in memory';
    checkRefused(part(HEADER - 1), { kind: 'too-short' }, told);
    checkRefused(part(message.length - 1), { kind: 'wrong-length' }, told);
    const lie = raw(BINDING_REQUEST, transactionId, Uint8Array.of(...body, ...uint16(0x8022), ...uint16(8)));
    const room = Uint8Array.of(...random(before), ...lie, ...random(8));
    const at = HEADER + body.length;
    checkRefused(room.subarray(before, before + lie.length), { kind: 'broken-attribute', at }, told);
  }
});

function encoded(message: StunMessage): Uint8Array {
  const bytes: unknown = encode(message);
  if (!(bytes instanceof Uint8Array)) assert.fail('encode answers a Uint8Array');
  return bytes;
}

/** Decodes, and fails the check where that throws. */
function resultOf(bytes: Uint8Array, known: readonly number[] = []): DecodeResult {
  try {
    return decode(bytes, known);
  } catch (error) {
    return assert.fail(`decode threw “${String(error)}” for ${shown(bytes)}`);
  }
}

function accepted(bytes: Uint8Array, known?: readonly number[]): DecodeResult & { ok: true } {
  const result = resultOf(bytes, known);
  if (!result.ok) assert.fail(`decode refused a good message as ${result.error.kind}: ${shown(bytes)}`);
  return result;
}

function checkRefused(bytes: Uint8Array, error: object, told: string): void {
  assert.deepEqual(resultOf(bytes), { ok: false, error }, `A message ${told}: ${shown(bytes)}`);
}

function checkDecoded(
  message: StunMessage,
  transactionId: Uint8Array,
  attributes: readonly Attribute[],
): void {
  assert.equal(showHex(message.transactionId), showHex(transactionId), 'The transaction id');
  assert.deepEqual(
    message.attributes.map(({ type, value }) => `${hexNumber(type)}: ${showHex(value)}`),
    attributes.map(([type, value]) => `${hexNumber(type)}: ${showHex(value)}`),
    'The attributes, by type and value',
  );
}

function checkEncoded(
  transactionId: Uint8Array,
  attributes: readonly Attribute[],
  expected = raw(
    BINDING_REQUEST,
    transactionId,
    Buffer.concat(attributes.map(([type, value]) => tlv(type, value))),
  ),
): void {
  const seen = encoded({
    class: 'request',
    method: 1,
    transactionId,
    attributes: attributes.map(([type, value]) => ({ type, value })),
  });
  const told = attributes.map(([, value]) => value.length).join(', ') || 'no';
  assert.equal(showHex(seen.subarray(0, HEADER)), showHex(expected.subarray(0, HEADER)), 'The header');
  assert.equal(showHex(seen), showHex(expected), `A request with attributes of ${told} bytes`);
}

function typeOf(method: number, classBits: number): number {
  return TYPE_BITS.reduce((type, bit) => {
    const source = bit.startsWith('M') ? method : classBits;
    return (type << 1) | ((source >> Number(bit.slice(1))) & 1);
  }, 0);
}

/** A message as it stands on the wire; the header's length is that of the body. */
function raw(type: number, transactionId: Uint8Array, body: Uint8Array): Uint8Array {
  return Uint8Array.of(
    ...uint16(type),
    ...uint16(body.length),
    0x21,
    0x12,
    0xa4,
    0x42,
    ...transactionId,
    ...body,
  );
}

function tlv(type: number, value: Uint8Array, padding = new Uint8Array(3)): Uint8Array {
  const missing = padding.slice(0, (4 - (value.length % 4)) % 4);
  return Uint8Array.of(...uint16(type), ...uint16(value.length), ...value, ...missing);
}

function flip(bytes: Uint8Array, bit: number): Uint8Array {
  return bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (0x80 >> (bit & 7)) : byte));
}

function uint16(value: number): [number, number] {
  return [value >> 8, value & 0xff];
}

function random(length: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(randomBytes(length));
}

function shuffled<T>(items: readonly T[]): T[] {
  const drawn = items.map((item) => ({ item, place: randomInt(2 ** 32) }));
  return drawn.sort((a, b) => a.place - b.place).map(({ item }) => item);
}

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
}

/** The beginning of a message, for the words of a failure. */
function shown(bytes: Uint8Array): string {
  const hex = showHex(bytes.subarray(0, SHOWN_BYTES));
  return bytes.length > SHOWN_BYTES ? `${hex} … (${bytes.length} bytes)` : hex || 'no bytes';
}

function showHex(bytes: Uint8Array | readonly number[]): string {
  return Buffer.from(bytes)
    .toString('hex')
    .replace(/..(?=.)/g, '$& ');
}

function hexNumber(value: number): string {
  return `0x${value.toString(16).padStart(4, '0')}`;
}
