import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withByte } from './edit-hex.ts';
import { readHex } from './read-hex.ts';

const edited = (text: string, at: number, digits: string) => {
  const source = readHex(text).sources[at];
  if (!source) throw new Error(`no byte ${at}`);
  return withByte(text, source, digits);
};

describe('A byte is changed in the text, whose notation stays', () => {
  it.each([
    ['0001 0058', 1, 'ff', '00ff 0058'],
    ['0x00, 0x01,\n0x00', 2, 'a0', '0x00, 0x01,\n0xa0'],
    ['0000  00 01  ..\n', 1, 'ff', '0000  00 ff  ..\n'],
    [String.raw`b'\x00X\n'`, 0, 'ff', String.raw`b'\xffX\n'`],
    [String.raw`b'\x00X\n'`, 1, 'ff', String.raw`b'\x00\xff\n'`],
    [String.raw`b'\x00X\n'`, 2, 'ff', String.raw`b'\x00X\xff'`],
  ])('%s', (text, at, digits, expected) => {
    expect(edited(text, at, digits)).toBe(expected);
  });

  it('and is then read there, with the others as before', () => {
    const bytesAndPlace = fc
      .uint8Array({ minLength: 1, maxLength: 40 })
      .chain((bytes) => fc.tuple(fc.constant(bytes), fc.nat(bytes.length - 1), fc.nat(255)));
    fc.assert(
      fc.property(bytesAndPlace, fc.constantFrom('', ' ', ':', ', 0x'), ([bytes, at, value], by) => {
        const digits = (byte: number) => byte.toString(16).padStart(2, '0');
        const text = edited(Array.from(bytes, digits).join(by), at, digits(value));
        expect(readHex(text).bytes).toEqual(bytes.with(at, value));
      }),
    );
  });
});
