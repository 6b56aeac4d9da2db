import type { Json } from './contract.ts';

/** Bytes as an exercise hands them over: numbers from 0 to 255. */
export function toNumbers(bytes: Uint8Array): number[] {
  return [...bytes];
}

/** An answer that should be bytes; undefined for anything but a list of whole numbers from 0 to 255. */
export function readBytes(value: Json): Uint8Array | undefined {
  if (!Array.isArray(value)) return undefined;
  const isByte = (item: Json): item is number =>
    typeof item === 'number' && Number.isInteger(item) && item >= 0 && item <= 255;
  return value.every(isByte) ? Uint8Array.from(value) : undefined;
}

/** `2112a442` becomes `21 12 a4 42`. */
export function showHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** Bytes from hexadecimal digits; white space is skipped. */
export function fromHex(digits: string): Uint8Array {
  return Uint8Array.from(digits.replace(/\s+/g, '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Position of the first byte in which two sequences differ, be it that one of them ends there. */
export function firstDifference(a: Uint8Array, b: Uint8Array): number | undefined {
  const length = Math.max(a.length, b.length);
  for (let at = 0; at < length; at++) if (a[at] !== b[at]) return at;
  return undefined;
}
