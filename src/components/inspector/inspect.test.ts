import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeStun, looksLikeStun } from '#src/protocol/index.ts';
import { encodeChannelData } from '#src/protocol/turn/channel-data.ts';
import { mutate } from '#tests/fuzz/mutate.ts';
import { seededRandom } from '#tests/fuzz/random.ts';
import { stunMessage } from '#tests/fuzz/stun-arbitraries.ts';
import { hex } from '#tests/vectors/hex.ts';
import { RECORDED_PACKETS } from '#tests/vectors/recorded-packets.ts';
import { RFC5769, sampleOf } from '#tests/vectors/rfc5769.ts';
import { MADE } from './examples/made.ts';
import { fieldOf, inspect } from './inspect.ts';
import type { Inspection } from './model.ts';

/** Fails unless the fields are all bytes, each once, in order, and lie within their groups. */
function expectToCover({ bytes, groups }: Inspection): void {
  let at = 0;
  for (const group of groups) {
    if (group.start !== at) throw new Error(`the group at ${group.start} should begin at ${at}`);
    for (const field of group.fields) {
      if (field.start !== at) throw new Error(`${field.name} at ${field.start} should begin at ${at}`);
      if (field.end <= field.start) throw new Error(`${field.name} at ${field.start} is empty`);
      at = field.end;
    }
    if (group.end !== at) throw new Error(`the group ends at ${group.end} and its fields at ${at}`);
  }
  if (at !== bytes.length) throw new Error(`the fields end at ${at} of ${bytes.length}`);
}

/** Fails unless what is found lies in the bytes. */
function expectPlaces({ bytes, faults, remarks }: Inspection): void {
  for (const { kind, start, end } of [...faults, ...remarks]) {
    if (start < 0 || end < start || end > bytes.length) throw new Error(`${kind} is at ${start} to ${end}`);
  }
}

const outline = (inspection: Inspection) =>
  inspection.groups.map(({ fields }) => fields.map(({ name, start }) => `${start} ${name}`).join(', '));
const kindsOf = ({ faults }: Inspection) =>
  faults.map((fault) => (fault.kind === 'stun-error' ? fault.error.kind : fault.kind));

describe('A message is divided into its fields', () => {
  it('RFC 5769 §2.2: header, text with padding, XORed address, integrity, fingerprint', () => {
    expect(outline(inspect(sampleOf('2.2').bytes))).toEqual([
      '0 messageType, 2 messageLength, 4 cookie, 8 transactionId',
      '20 attributeType, 22 attributeLength, 24 text, 35 padding',
      '36 attributeType, 38 attributeLength, 40 reserved, 41 family, 42 xorPort, 44 xorAddress',
      '48 attributeType, 50 attributeLength, 52 hmac',
      '72 attributeType, 74 attributeLength, 76 fingerprint',
    ]);
  });

  it('a byte leads to its field', () => {
    const inspection = inspect(sampleOf('2.2').bytes);
    const names = [0, 1, 2, 19, 35, 44, 47, 48, 79].map((offset) => fieldOf(inspection, offset)?.name);
    expect(names).toEqual([
      'messageType',
      'messageType',
      'messageLength',
      'transactionId',
      'padding',
      'xorAddress',
      'xorAddress',
      'attributeType',
      'fingerprint',
    ]);
    expect(fieldOf(inspection, 80)).toBeUndefined();
  });

  it('the lists in PASSWORD-ALGORITHMS are divided too', () => {
    const list = outline(inspect(MADE['allocate-401']())).find((line) => line.includes('algorithm'));
    expect(list?.match(/ [a-zA-Z]+/g)?.map((name) => name.trim())).toEqual([
      'attributeType',
      'attributeLength',
      ...['algorithm', 'parametersLength', 'algorithm', 'parametersLength'],
    ]);
  });

  it('ChannelData: number, length, data, padding', () => {
    const bytes = encodeChannelData({ channel: 0x4001, data: Uint8Array.of(1, 2, 3) }, true);
    expect(inspect(bytes)).toMatchObject({ protocol: 'channel-data', faults: [] });
    expect(outline(inspect(bytes))).toEqual(['0 channel, 2 dataLength, 4 data, 7 padding']);
  });

  it('no bytes have no fields', () => {
    expect(inspect(new Uint8Array())).toMatchObject({ protocol: 'none', groups: [], faults: [] });
  });
});

describe('What is wrong is found, and the rest is still read', () => {
  const sample = sampleOf('2.1').bytes;
  const changed = (changes: Record<number, number>) =>
    Uint8Array.from(sample, (byte, i) => changes[i] ?? byte);

  it.each([
    ['cut in the header', sample.slice(0, 7), ['too-short']],
    ['first bits', changed({ 0: 0x80 }), ['not-stun']],
    ['cookie', changed({ 5: 0x13 }), ['wrong-cookie']],
    ['length that leaves the fingerprint out', changed({ 3: 0x50 }), ['wrong-length']],
    ['length that is odd', changed({ 3: 0x57 }), ['wrong-length', 'attribute-too-long']],
    ['cut in an attribute', sample.slice(0, 30), ['wrong-length', 'attribute-too-long']],
    ['attribute over the end', changed({ 107: 0x00, 103: 0x08 }), ['attribute-too-long']],
    [
      'RTP',
      hex('80600001 00000000 12345678 deadbeef deadbeef'),
      ['not-stun', 'wrong-cookie', 'wrong-length', 'other-protocol'],
    ],
    ['reserved channel', hex('50010000'), ['reserved-channel']],
    ['channel that is cut', hex('40010009 0102'), ['channel-data-cut']],
    ['channel without length', hex('4001'), ['channel-too-short']],
    ['headers in front', Uint8Array.of(...hex('45000074 0000'), ...sample), ['message-behind']],
    ['two messages', Uint8Array.of(...sample, ...sample), ['wrong-length', 'second-message']],
  ] as const)('%s', (_, bytes, kinds) => {
    const inspection = inspect(bytes);
    expect(kindsOf(inspection)).toEqual(kinds);
    expectToCover(inspection);
    expectPlaces(inspection);
  });

  it('shows a message that other headers stand before, and one that is the data of another', () => {
    const behind = inspect(Uint8Array.of(...hex('00112233445566778899aabb0800'), ...sample));
    expect(behind.faults).toEqual([{ kind: 'message-behind', start: 14, end: 14 + sample.length }]);
    const inside = inspect(encodeChannelData({ channel: 0x4000, data: sample }, false));
    expect(inside.remarks).toEqual([{ kind: 'message-inside', start: 4, end: 4 + sample.length }]);
  });

  it('unknown attributes that had to be understood, and padding that isn’t zero, are worth a remark', () => {
    const bytes = Uint8Array.of(
      ...hex('00010010 2112a442 000102030405060708090a0b'),
      ...hex('00990001 01020000 80990000 00980000'),
    );
    expect(inspect(bytes).faults).toEqual([]);
    expect(inspect(bytes).remarks).toEqual([
      { kind: 'unknown-required', code: 0x99, start: 20, end: 22 },
      { kind: 'padding-not-zero', start: 25, end: 28 },
      { kind: 'unknown-required', code: 0x98, start: 32, end: 34 },
    ]);
  });
});

describe('Whatever the bytes are, the fields are all of them, each once', () => {
  it('any bytes, any message, any ChannelData', () => {
    const any = fc.oneof(
      fc.uint8Array({ maxLength: 120 }),
      stunMessage.map((message) => encodeStun(message, { fingerprint: true })),
      fc
        .record({ channel: fc.integer({ min: 0x4000, max: 0x7fff }), data: fc.uint8Array() })
        .map((message) => encodeChannelData(message, true)),
    );
    fc.assert(
      fc.property(any, fc.nat(), (bytes, cut) => {
        for (const part of [bytes, bytes.subarray(0, cut % (bytes.length + 1))]) {
          const inspection = inspect(part);
          expectToCover(inspection);
          expectPlaces(inspection);
          for (const { fields } of inspection.groups) {
            for (const field of fields) expect(fieldOf(inspection, field.end - 1)).toBe(field);
          }
        }
      }),
    );
  });

  it('and messages of the mutating fuzzer', () => {
    const corpus = [
      ...RFC5769.map(({ bytes }) => bytes),
      ...RECORDED_PACKETS.map(({ bytes }) => bytes),
      ...Object.values(MADE).map((make) => make()),
      ...fc.sample(stunMessage, { numRuns: 60, seed: 8489 }).map((message) => encodeStun(message)),
    ];
    const random = seededRandom(Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 32));
    let right = 0;
    for (let count = 0; count < 20_000; count++) {
      const bytes = mutate(corpus, random);
      const inspection = inspect(bytes);
      expectToCover(inspection);
      expectPlaces(inspection);
      if (inspection.faults.length === 0) right++;
    }
    // Both sides are reached, or it tests nothing.
    expect(right).toBeGreaterThan(200);
    expect(right).toBeLessThan(19_800);
  });

  it('a message of as many attributes as fit takes no longer than its length', () => {
    const bytes = new Uint8Array(20 + 0xfffc);
    bytes.set(hex('0001fffc2112a442'));
    for (let at = 20; at < bytes.length; at += 4) bytes.set(hex('80220000'), at);
    expect(looksLikeStun(bytes)).toBe(true);
    const began = performance.now();
    const inspection = inspect(bytes);
    expect(performance.now() - began).toBeLessThan(5000);
    expect(inspection.groups).toHaveLength(1 + 0xfffc / 4);
    expectToCover(inspection);
  });
});
