/** Bytes as they are shown: two digits each. */
export function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

/** Digits without gaps. */
export function hexDigits(bytes: Uint8Array): string {
  return Array.from(bytes, hexByte).join('');
}

/** Digits in pairs, at most `most` of them. */
export function hexPairs(bytes: Uint8Array, most = Number.POSITIVE_INFINITY): string {
  const pairs = Array.from(bytes.subarray(0, Math.min(most, bytes.length)), hexByte).join(' ');
  return bytes.length > most ? `${pairs} …` : pairs;
}

/** `0x0101`. */
export function hexNumber(value: number, digits: number): string {
  return `0x${value.toString(16).toUpperCase().padStart(digits, '0')}`;
}

/** Bytes as the letters that they are in ASCII; a dot for all others. At most `most`. */
export function asciiOf(bytes: Uint8Array, most: number): string {
  const letters = Array.from(bytes.subarray(0, most), (byte) =>
    byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.',
  ).join('');
  return bytes.length > most ? `${letters}…` : letters;
}
