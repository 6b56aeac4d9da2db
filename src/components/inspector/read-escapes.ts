import type { ByteSource, HexProblem, HexReading } from './read-hex.ts';

/** What a letter behind a backslash means, in Python and in C. */
const ESCAPES: Readonly<Record<string, number>> = {
  '0': 0x00,
  a: 0x07,
  b: 0x08,
  t: 0x09,
  n: 0x0a,
  v: 0x0b,
  f: 0x0c,
  r: 0x0d,
  '"': 0x22,
  "'": 0x27,
  '\\': 0x5c,
};

/**
 * Reads a Python bytes literal, `b'\x00\x01!\x12\xa4B'`: in it, visible characters stand for themselves.
 * Undefined for anything else.
 */
export function readEscapes(text: string): HexReading | undefined {
  const opening = /^\s*b(['"])/.exec(text);
  if (!opening) return undefined;
  const quote = opening[1];
  const bytes: number[] = [];
  const sources: ByteSource[] = [];
  const add = (byte: number, start: number, end: number): number => {
    bytes.push(byte);
    sources.push({ start, end });
    return end;
  };
  let problem: HexProblem | undefined;
  let at = opening[0].length;
  while (at < text.length && text.charAt(at) !== quote) {
    const char = text.charAt(at);
    const code = text.charCodeAt(at);
    const next = text.charAt(at + 1);
    const digits = text.slice(at + 2, at + 4);
    if (char === '\\' && next === 'x' && /^[0-9a-fA-F]{2}$/.test(digits)) {
      at = add(Number.parseInt(digits, 16), at + 2, at + 4);
    } else if (char === '\\' && ESCAPES[next] !== undefined) {
      at = add(ESCAPES[next], at, at + 2);
    } else if (char !== '\\' && code >= 0x20 && code < 0x7f) {
      at = add(code, at, at + 1);
    } else {
      const found = char === '\\' ? text.slice(at, at + 4) : String.fromCodePoint(text.codePointAt(at) ?? 0);
      problem = { kind: 'not-hex', start: at, end: at + found.length, text: found };
      break;
    }
  }
  return { bytes: Uint8Array.from(bytes), sources, ...(problem && { problem }) };
}
