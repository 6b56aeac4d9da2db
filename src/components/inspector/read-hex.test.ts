import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RFC5769 } from '#tests/vectors/rfc5769.ts';
import { MAX_BYTES, MAX_CHARACTERS, readHex } from './read-hex.ts';

const EXPECTED = Uint8Array.of(0x00, 0x01, 0x00, 0x58, 0x21, 0x12, 0xa4, 0x42);
/** 20 bytes, so that a dump of them has a short second line. */
const TWENTY = Uint8Array.from({ length: 20 }, (_, i) => (i * 0x1f + 0x40) & 0xff);
const digitsOf = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0'));

describe('Bytes are read from what people paste', () => {
  it.each([
    ['plain digits', '000100582112a442'],
    ['capitals', '000100582112A442'],
    ['pairs', '00 01 00 58 21 12 a4 42'],
    ['words on lines', '0001 0058\r\n2112 a442\n'],
    ['words that look like offsets', '0001\n0058\n2112 a442'],
    ['colons', '00:01:00:58:21:12:a4:42'],
    ['an array of C', '{ 0x00, 0x01, 0x00, 0x58,\n  0x21, 0x12, 0xa4, 0x42 };'],
    ['an array of words', '[0x0001, 0x0058, 0x2112A442]'],
    ['escapes of C', String.raw`"\x00\x01\x00\x58" "\x21\x12\xa4\x42"`],
    ['escapes alone', String.raw`\x00\x01\x00\x58\x21\x12\xa4\x42`],
    ['a bytes literal of Python', String.raw`b'\x00\x01\x00X!\x12\xa4B'`],
    ['no space between prefixes', '0x000x010x000x580x210x120xa40x42'],
  ])('%s', (_, text) => {
    const reading = readHex(text);
    expect(reading.problem).toBeUndefined();
    expect(reading.bytes).toEqual(EXPECTED);
  });

  it('nothing at all, and white space, are no bytes and no problem', () => {
    for (const text of ['', ' \n\t']) expect(readHex(text)).toEqual({ bytes: new Uint8Array(), sources: [] });
  });
});

describe('A dump is read without its offsets and its ASCII column', () => {
  // What each tool prints for TWENTY; the ASCII column was filled with hex-like letters on purpose.
  const d = digitsOf(TWENTY);
  const words = (from: number, to: number) => {
    const part = d.slice(from, to);
    return part.flatMap((digit, i) => (i % 2 ? [] : [`${digit}${part[i + 1]}`])).join(' ');
  };
  const dumps: [string, string][] = [
    [
      'Wireshark',
      `0000   ${d.slice(0, 16).join(' ')}   @_~..ab cd ef...\n0010   ${d.slice(16).join(' ')}   abcd\n`,
    ],
    [
      'tshark -x',
      `0000  ${d.slice(0, 16).join(' ')}   ..ab....\n0010  ${d.slice(16).join(' ')}                                       ab d\n`,
    ],
    [
      'xxd',
      `00000000: ${words(0, 16)}  abcdefab01234567\n00000010: ${words(16, 20)}                                abcd\n`,
    ],
    [
      'hexdump -C',
      `00000000  ${d.slice(0, 8).join(' ')}  ${d.slice(8, 16).join(' ')}  |abcdefab01234567|\n00000010  ${d.slice(16).join(' ')}                                       |abcd|\n00000014\n`,
    ],
    [
      'tcpdump -X',
      `\t0x0000:  ${words(0, 16)}  abcdefab01234567\n\t0x0010:  ${words(16, 20)}                                abcd\n`,
    ],
    ['without ASCII', `0000 ${d.slice(0, 16).join(' ')}\n0010 ${d.slice(16).join(' ')}`],
  ];

  it.each(dumps)('of %s', (_, text) => {
    const reading = readHex(text);
    expect(reading.problem).toBeUndefined();
    expect(digitsOf(reading.bytes)).toEqual(d);
  });

  it('of one line, where nothing follows that would tell how long it is', () => {
    const line = `0000  ${d.slice(0, 5).join(' ')}                 ab.d`;
    expect(digitsOf(readHex(line).bytes)).toEqual(d.slice(0, 5));
  });

  it('says which line lacks bytes', () => {
    const text = `0000  ${d.slice(0, 15).join(' ')}\n0010  ${d.slice(16).join(' ')}`;
    expect(readHex(text).problem).toMatchObject({ kind: 'dump-gap', expected: 16, found: 15 });
  });

  it('reads the first of several packets, and says so', () => {
    const one = `0000  ${d.slice(0, 16).join(' ')}\n0010  ${d.slice(16).join(' ')}\n`;
    const reading = readHex(`${one}\n${one}`);
    expect(digitsOf(reading.bytes)).toEqual(d);
    expect(reading.problem?.kind).toBe('second-packet');
  });
});

describe('What can’t be read is named with its place, and what stands before it is kept', () => {
  it.each([
    ['00 01 0g', 'not-hex', 7, 'g', 2],
    ['00 01 hello', 'not-hex', 6, 'h', 2],
    ['00 01 😀', 'not-hex', 6, '😀', 2],
    ['000', 'odd-digits', 2, '000', 1],
    ['00 1 02', 'odd-digits', 3, '1', 1],
    ['0x', 'not-hex', 2, '', 0],
    [String.raw`b'\x00\q'`, 'not-hex', 6, String.raw`\q'`, 1],
  ])('%s: %s at %i', (text, kind, start, what, count) => {
    const { bytes, problem } = readHex(text);
    expect(problem).toMatchObject({ kind, start, text: what });
    expect(bytes).toHaveLength(count);
  });

  it('more bytes than a message can have are cut off', () => {
    const reading = readHex('00'.repeat(MAX_BYTES + 1));
    expect(reading.bytes).toHaveLength(MAX_BYTES);
    expect(reading.problem).toMatchObject({ kind: 'too-many', start: 2 * MAX_BYTES });
    expect(readHex('00'.repeat(MAX_BYTES)).problem).toBeUndefined();
    expect(readHex(' '.repeat(MAX_CHARACTERS + 1)).problem?.kind).toBe('too-many');
  });
});

describe('Whatever is pasted', () => {
  const pasted = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: fc.constantFrom(...'0123456789abcdefxX\\ \n\t:,.|bg"\''), maxLength: 200 }),
  );

  it('is read without throwing; each byte is where its source says', () => {
    fc.assert(
      fc.property(pasted, (text) => {
        const { bytes, sources, problem } = readHex(text);
        expect(sources).toHaveLength(bytes.length);
        let last = 0;
        for (const { start, end } of sources) {
          expect(start).toBeGreaterThanOrEqual(last);
          last = end;
        }
        if (problem) expect(problem.start).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('bytes printed in any grouping are read again', () => {
    const separator = fc.constantFrom('', ' ', '\n', ', ', ':', ' 0x', '\\x');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), separator, (bytes, by) => {
        const text = digitsOf(bytes).join(by);
        const reading = readHex(by.includes('x') && bytes.length > 0 ? by + text : text);
        expect(reading.problem).toBeUndefined();
        expect(reading.bytes).toEqual(bytes);
      }),
    );
  });

  it('takes a time that grows no faster than the text', () => {
    for (const unit of ['0', 'g', ' ', '0x', '\\x', '0000  00\n', "b'", '0000  00 01\n0001  02\n']) {
      const began = performance.now();
      readHex(unit.repeat(MAX_CHARACTERS / unit.length));
      // Milliseconds when linear, hours when quadratic.
      expect(performance.now() - began, unit).toBeLessThan(10_000);
    }
  });
});

describe('base64', () => {
  const [, response] = RFC5769;
  const bytes = response?.bytes ?? new Uint8Array();
  const base64 = btoa(String.fromCharCode(...bytes));

  it.each([
    ['plain', base64],
    ['in lines', base64.replaceAll(/(.{40})/g, '$1\n')],
    ['for URLs', base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')],
  ])('of a message is read: %s', (_what, text) => {
    expect(readHex(text)).toMatchObject({ bytes, notation: 'base64' });
  });

  it('of anything else is a slip in hex', () => {
    expect(readHex('SGVsbG8sIHdvcmxkIQ==').problem).toMatchObject({ kind: 'not-hex' });
  });
});
