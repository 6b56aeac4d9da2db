import { looksLikeStun } from '#src/protocol/index.ts';
import type { ByteSource, HexReading } from './read-hex.ts';

const ALPHABET = /^[A-Za-z0-9+/_-]+={0,2}$/;
const ONLY_HEX = /^[0-9a-fA-F]+$/;

/**
 * Reads base64 (RFC 4648), in its alphabet for URLs too, with line breaks in it perhaps. Undefined where the text is none, or where what it says is
 * no STUN message: many a word is base64 of something, and a slip in hex is better told as one.
 */
export function readBase64(text: string): HexReading | undefined {
  const places: number[] = [];
  for (let at = 0; at < text.length; at += 1) if (!/\s/.test(text.charAt(at))) places.push(at);
  const letters = places.map((at) => text.charAt(at)).join('');
  if (!ALPHABET.test(letters) || ONLY_HEX.test(letters)) return undefined;
  const bytes = decode(letters.replaceAll('-', '+').replaceAll('_', '/'));
  if (!bytes || !looksLikeStun(bytes)) return undefined;
  return { bytes, sources: Array.from(bytes, (_, index) => sourceOf(places, index)), notation: 'base64' };
}

function decode(letters: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** A byte is in two letters, and has neither for itself. */
function sourceOf(places: readonly number[], index: number): ByteSource {
  const first = Math.floor((index * 8) / 6);
  const start = places[first] ?? 0;
  return { start, end: (places[first + 1] ?? start) + 1 };
}
