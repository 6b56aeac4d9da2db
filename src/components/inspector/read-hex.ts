import { readBase64 } from './read-base64.ts';
import { readDump } from './read-dump.ts';
import { readEscapes } from './read-escapes.ts';

/** Where a byte stands in the text: `start` up to `end` is what says it, without any `0x`. */
export interface ByteSource {
  readonly start: number;
  readonly end: number;
}

/** What keeps a text from being read to its end. `start` up to `end` is the place in the text. */
export type HexProblem =
  | { readonly kind: 'not-hex'; readonly start: number; readonly end: number; readonly text: string }
  | { readonly kind: 'odd-digits'; readonly start: number; readonly end: number; readonly text: string }
  | {
      /** A line of a dump has fewer bytes than the offset of the next one says. */
      readonly kind: 'dump-gap';
      readonly start: number;
      readonly end: number;
      readonly expected: number;
      readonly found: number;
    }
  | { readonly kind: 'too-many'; readonly start: number; readonly end: number; readonly limit: number }
  | { readonly kind: 'second-packet'; readonly start: number; readonly end: number };

/** A text as bytes, as far as it can be read. */
export interface HexReading {
  readonly bytes: Uint8Array;
  /** Where `bytes[i]` stands in the text. */
  readonly sources: readonly ByteSource[];
  readonly problem?: HexProblem;
  /** Undefined where each byte has digits of its own. */
  readonly notation?: 'base64';
}

/** The longest STUN message: a header and as many bytes as its length field can say (RFC 8489 §5). */
export const MAX_BYTES = 20 + 0xffff;
/** Room for a dump of as many bytes, with offsets and an ASCII column. */
export const MAX_CHARACTERS = 500_000;

/** What may stand between bytes: white space, and the punctuation of source code and addresses. */
const SEPARATOR = /[\s,:;.|()[\]{}"'_\-\u00a0\u200b\ufeff]/;
const DIGIT = /[0-9a-fA-F]/;

/**
 * Reads what people paste: hex digits in any grouping, `0x` and `\x` before them, commas, colons, quotes
 * and brackets around them; lines of a dump with offsets and an ASCII column; a Python bytes literal; base64 of a STUN message.
 * Takes time linear in the length, and never throws. Where it can't go on it keeps what it has and says why.
 */
export function readHex(text: string): HexReading {
  if (text.length > MAX_CHARACTERS) {
    const problem = { kind: 'too-many', start: MAX_CHARACTERS, end: text.length, limit: MAX_BYTES } as const;
    return { ...readWithin(text.slice(0, MAX_CHARACTERS)), problem };
  }
  return readWithin(text);
}

function readWithin(text: string): HexReading {
  const reading = readEscapes(text) ?? readDump(text) ?? readBase64(text) ?? readDigits(text);
  if (reading.sources.length <= MAX_BYTES) return reading;
  const { start } = reading.sources[MAX_BYTES] ?? { start: text.length };
  return {
    bytes: reading.bytes.subarray(0, MAX_BYTES),
    sources: reading.sources.slice(0, MAX_BYTES),
    problem: { kind: 'too-many', start, end: text.length, limit: MAX_BYTES },
  };
}

/** Digits in pairs. A group of digits is a unit: `0x1 0x2` are two bytes that lack a digit each, not one. */
function readDigits(text: string): HexReading {
  const bytes: number[] = [];
  const sources: ByteSource[] = [];
  const stopped = (problem: HexProblem): HexReading => ({ bytes: Uint8Array.from(bytes), sources, problem });
  const pairs = (start: number, end: number) => {
    for (let pair = start; pair + 2 <= end; pair += 2) {
      bytes.push(Number.parseInt(text.slice(pair, pair + 2), 16));
      sources.push({ start: pair, end: pair + 2 });
    }
  };
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (SEPARATOR.test(char)) {
      at++;
      continue;
    }
    if (isPrefix(text, at)) at += 2;
    const start = at;
    while (at < text.length && DIGIT.test(text.charAt(at)) && !isPrefix(text, at)) at++;
    const isOdd = (at - start) % 2 !== 0;
    if (at === start || (isOdd && at < text.length && !SEPARATOR.test(text.charAt(at)))) {
      pairs(start, at);
      const found = text.slice(at, at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1));
      return stopped({ kind: 'not-hex', start: at, end: at + found.length, text: found });
    }
    pairs(start, at);
    if (isOdd) {
      return stopped({
        kind: 'odd-digits',
        start: at - 1,
        end: at,
        text: text.slice(Math.max(start, at - 9), at),
      });
    }
  }
  return { bytes: Uint8Array.from(bytes), sources };
}

/** `0x` or `\x`, with something behind it. */
function isPrefix(text: string, at: number): boolean {
  return /[0\\]/.test(text.charAt(at)) && /[xX]/.test(text.charAt(at + 1));
}
