/** The unsigned number in the bytes from `start` to `end`, at most 6 of them, most significant first. */
export function numberAt(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (const byte of bytes.subarray(start, Math.min(end, start + 6))) value = value * 256 + byte;
  return value;
}
