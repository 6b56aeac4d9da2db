/**
 * Reads network byte order (most significant byte first, RFC 8489 §5) at an offset.
 * The caller has checked that the bytes are there: a byte beyond the end reads as 0.
 */

/** The byte at `offset`. */
export function uint8(bytes: Uint8Array, offset: number): number {
  return bytes[offset] ?? 0;
}

/** The 16-bit number at `offset`. */
export function uint16(bytes: Uint8Array, offset: number): number {
  return (uint8(bytes, offset) << 8) | uint8(bytes, offset + 1);
}

/** The 32-bit number at `offset`, unsigned. */
export function uint32(bytes: Uint8Array, offset: number): number {
  // `>>> 0`, because JavaScript's bit operators give signed numbers.
  return ((uint16(bytes, offset) << 16) | uint16(bytes, offset + 2)) >>> 0;
}

/** The 64-bit number at `offset`: too large for a double, so a bigint. */
export function uint64(bytes: Uint8Array, offset: number): bigint {
  return (BigInt(uint32(bytes, offset)) << 32n) | BigInt(uint32(bytes, offset + 4));
}
