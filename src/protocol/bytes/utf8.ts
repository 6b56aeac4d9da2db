import { utf8ToBytes } from '@noble/hashes/utils.js';

const REPLACEMENT = 0xfffd;

/** UTF-8 bytes of a text (RFC 3629). A lone surrogate becomes U+FFFD. */
export function utf8Encode(text: string): Uint8Array {
  return utf8ToBytes(text);
}

/**
 * Text of the UTF-8 bytes from `start` up to `end`, or undefined where they aren't UTF-8:
 * overlong forms, surrogates and code points above U+10FFFF are refused (RFC 3629 §3).
 */
export function utf8Decode(bytes: Uint8Array, start = 0, end = bytes.length): string | undefined {
  let text = '';
  for (let at = start; at < end;) {
    const codePoint = codePointAt(bytes, at, end);
    if (codePoint < 0) return undefined;
    text += String.fromCodePoint(codePoint);
    at += utf8Length(codePoint);
  }
  return text;
}

/** As `utf8Decode`, but each byte that is no UTF-8 becomes U+FFFD: for text that only people read. */
export function utf8DecodeLoosely(bytes: Uint8Array, start = 0, end = bytes.length): string {
  let text = '';
  for (let at = start; at < end;) {
    const codePoint = codePointAt(bytes, at, end);
    text += String.fromCodePoint(codePoint < 0 ? REPLACEMENT : codePoint);
    at += codePoint < 0 ? 1 : utf8Length(codePoint);
  }
  return text;
}

function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}

/** The code point whose encoding starts at `at`, or -1. */
function codePointAt(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return first;
  // 0x80–0xBF continue a sequence, 0xC0 and 0xC1 could only begin an overlong one.
  if (first < 0xc2 || first > 0xf4) return -1;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (at + length > end) return -1;
  let codePoint = first & (0xff >> (length + 1));
  for (let i = 1; i < length; i++) {
    const next = bytes[at + i] ?? 0;
    if ((next & 0xc0) !== 0x80) return -1;
    codePoint = (codePoint << 6) | (next & 0x3f);
  }
  const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  const isOverlong = utf8Length(codePoint) !== length;
  return isSurrogate || isOverlong || codePoint > 0x10ffff ? -1 : codePoint;
}
