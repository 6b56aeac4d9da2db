import { describe, expect, it } from 'vitest';
import { hex } from '#tests/vectors/hex.ts';
import { RFC5769, sampleOf } from '#tests/vectors/rfc5769.ts';
import { decodeStun } from './decode.ts';
import { dissectStun } from './dissect.ts';

const HEADER = '0001 0000 2112a442 000102030405060708090a0b';

/** RFC 5769 §2.1 with some bytes replaced. */
function changed(changes: Record<number, number>): Uint8Array {
  const bytes = sampleOf('2.1').bytes.slice();
  for (const [offset, value] of Object.entries(changes)) bytes[Number(offset)] = value;
  return bytes;
}

const kinds = (bytes: Uint8Array) => dissectStun(bytes).errors.map(({ kind }) => kind);

describe('A message without errors', () => {
  it.each(RFC5769.map(({ section, bytes }) => [section, bytes] as const))(
    'RFC 5769 §%s is dissected to what it is decoded to',
    (_, bytes) => {
      const decoded = decodeStun(bytes);
      const dissected = dissectStun(bytes);
      if (!decoded.ok) throw new Error(decoded.error.kind);
      expect(dissected.errors).toEqual([]);
      expect(dissected.end).toBe(bytes.length);
      expect(dissected.attributes.map(({ reading }) => reading)).toEqual(decoded.value.attributes);
      expect(dissected.attributes).toMatchObject(decoded.value.places);
    },
  );
});

describe('A message with errors is read beyond the first', () => {
  it('all three fields of the header can be wrong at once', () => {
    const bytes = changed({ 0: 0x80, 3: 0x57, 4: 0x20 });
    expect(kinds(bytes)).toEqual(['not-stun', 'wrong-cookie', 'wrong-length']);
    expect(dissectStun(bytes).attributes).toEqual([]);
  });

  it('a wrong cookie, or wrong first bits, alone leave the attributes readable', () => {
    expect(kinds(changed({ 4: 0x20 }))).toEqual(['wrong-cookie']);
    expect(dissectStun(changed({ 4: 0x20 })).attributes).toHaveLength(6);
    expect(kinds(changed({ 0: 0x80 }))).toEqual(['not-stun']);
    expect(dissectStun(changed({ 0: 0x80 })).attributes).toHaveLength(6);
  });

  it('a length that is too small ends the attributes there; what follows belongs to none', () => {
    const dissected = dissectStun(changed({ 3: 0x58 - 8 }));
    expect(dissected.errors).toMatchObject([{ kind: 'wrong-length', offset: 2, declared: 80, actual: 88 }]);
    expect(dissected.attributes).toHaveLength(5);
    expect(dissected.end).toBe(100);
  });

  it('an attribute that runs over the end keeps what is there of it', () => {
    const bytes = sampleOf('2.1').bytes.slice(0, 40);
    bytes[3] = 20;
    const dissected = dissectStun(Uint8Array.of(...bytes.subarray(0, 22), 0, 40, ...bytes.subarray(24)));
    expect(dissected.errors).toMatchObject([
      { kind: 'attribute-too-long', offset: 20, code: 0x8022, declared: 40, available: 16 },
    ]);
    expect(dissected.attributes).toMatchObject([{ offset: 20, valueEnd: 40, end: 40, reading: undefined }]);
  });

  it('a malformed value is one error, and the attributes behind it are read', () => {
    const bytes = changed({ 43: 3 }); // PRIORITY with 3 bytes and one of padding
    expect(dissectStun(bytes).errors).toMatchObject([
      { kind: 'malformed-attribute', offset: 44, code: 0x24 },
    ]);
    expect(dissectStun(bytes).attributes.map(({ offset }) => offset)).toEqual([20, 40, 48, 60, 76, 100]);
  });

  it('attributes behind the integrity are read, and told not to count', () => {
    const sample = sampleOf('2.2').bytes;
    const [integrity, software] = [sample.subarray(48, 72), sample.subarray(20, 36)];
    const bytes = Uint8Array.of(...hex(HEADER), ...integrity, ...software);
    bytes[3] = bytes.length - 20;
    expect(dissectStun(bytes).errors).toEqual([]);
    expect(dissectStun(bytes).attributes).toMatchObject([
      { code: 0x0008, counts: true },
      { code: 0x8022, counts: false, reading: { type: 'SOFTWARE', software: 'test vector' } },
    ]);
  });

  it('fewer bytes than a header have no attributes', () => {
    const bytes = hex(HEADER).subarray(0, 7);
    expect(dissectStun(bytes)).toMatchObject({ header: undefined, attributes: [], end: 7 });
    expect(kinds(bytes)).toEqual(['too-short']);
  });
});
