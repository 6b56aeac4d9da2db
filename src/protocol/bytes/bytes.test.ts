import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalBytes } from './compare.ts';
import { crc32 } from './crc32.ts';
import { uint16, uint32, uint64, uint8 } from './read.ts';
import { utf8Decode, utf8DecodeLoosely, utf8Encode } from './utf8.ts';
import { ByteWriter } from './writer.ts';

describe('UTF-8', () => {
  const fatal = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const platform = (bytes: Uint8Array): string | undefined => {
    try {
      return fatal.decode(bytes);
    } catch {
      return undefined;
    }
  };

  it('is decoded, or refused, as the platform does it', () => {
    // Bytes at the borders of RFC 3629's table, since random ones are hardly ever valid.
    const byte = fc.constantFrom(
      0x00,
      0x41,
      0x7f,
      0x80,
      0x8f,
      0x90,
      0x9f,
      0xa0,
      0xbf,
      0xc0,
      0xc1,
      0xc2,
      0xdf,
      0xe0,
      0xe1,
      0xec,
      0xed,
      0xee,
      0xef,
      0xf0,
      0xf1,
      0xf3,
      0xf4,
      0xf5,
      0xff,
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 6 }), (values) => {
        const bytes = Uint8Array.from(values);
        expect(utf8Decode(bytes)).toBe(platform(bytes));
      }),
      { numRuns: 5000 },
    );
  });

  // RFC 3629 §3 and §4: surrogates, beyond U+10FFFF, longer than need be, cut off.
  it.each([
    ['surrogate U+D800', [0xed, 0xa0, 0x80]],
    ['surrogate U+DFFF', [0xed, 0xbf, 0xbf]],
    ['U+110000', [0xf4, 0x90, 0x80, 0x80]],
    ['overlong NUL', [0xc0, 0x80]],
    ['overlong U+07FF', [0xe0, 0x9f, 0xbf]],
    ['overlong U+FFFF', [0xf0, 0x8f, 0xbf, 0xbf]],
    ['a cut-off sequence', [0xe2, 0x82]],
    ['a continuation byte alone', [0x80]],
  ])('is not %s', (_, bytes) => {
    expect(utf8Decode(Uint8Array.from(bytes))).toBeUndefined();
  });

  it('of any text is decoded to that text', () => {
    const codePoint = fc.oneof(
      fc.integer({ min: 0, max: 0xd7ff }),
      fc.integer({ min: 0xe000, max: 0x10ffff }),
    );
    fc.assert(
      fc.property(fc.array(codePoint), (codePoints) => {
        const text = String.fromCodePoint(...codePoints);
        expect(utf8Decode(utf8Encode(text))).toBe(text);
        expect(utf8DecodeLoosely(utf8Encode(text))).toBe(text);
      }),
    );
  });

  it('for people has U+FFFD where a byte is no UTF-8', () => {
    expect(utf8DecodeLoosely(Uint8Array.of(0x4f, 0xe9, 0x4b))).toBe('O\u{fffd}K');
  });
});

it('CRC-32 is that of zlib', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(crc32(bytes)).toBe(zlibCrc32(bytes));
    }),
  );
});

it('Bytes are equal when all of them are', () => {
  expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
  expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
  expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2, 0))).toBe(false);
  expect(equalBytes(new Uint8Array(), new Uint8Array())).toBe(true);
});

describe('Network byte order', () => {
  it('has the most significant byte first', () => {
    const out = new ByteWriter(1);
    out.uint8(0x01);
    out.uint16(0x0203);
    out.uint32(0xf4050607);
    out.uint64(0xf8090a0b0c0d0e0fn);
    out.zeros(1);
    out.bytes(Uint8Array.of(0x10));
    expect(out.written).toEqual(
      Uint8Array.of(1, 2, 3, 0xf4, 5, 6, 7, 0xf8, 9, 0xa, 0xb, 0xc, 0xd, 0xe, 0xf, 0, 0x10),
    );
  });

  it('is read as it is written, as unsigned numbers', () => {
    const bytes = Uint8Array.of(0xff, 0xfe, 0xfd, 0xfc, 0xfb, 0xfa, 0xf9, 0xf8);
    expect(uint8(bytes, 1)).toBe(0xfe);
    expect(uint16(bytes, 1)).toBe(0xfefd);
    expect(uint32(bytes, 0)).toBe(0xfffefdfc);
    expect(uint64(bytes, 0)).toBe(0xfffefdfcfbfaf9f8n);
  });

  it('can be overwritten where a length becomes known later', () => {
    const out = new ByteWriter();
    out.uint32(0);
    out.setUint16(1, 0xabcd);
    expect(out.written).toEqual(Uint8Array.of(0, 0xab, 0xcd, 0));
  });
});
