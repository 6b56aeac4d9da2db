import { utf8Decode, utf8Encode } from '#src/protocol/bytes/utf8.ts';
import { uint16, uint8 } from '#src/protocol/bytes/read.ts';
import type { ByteWriter } from '#src/protocol/bytes/writer.ts';

/*
 * A name is a row of labels, each with its length before it, and ends with a length of 0 (RFC 1035 §3.1). From any label
 * on it may be a pointer instead: "a prior occurance of the same name" (RFC 1035 §4.1.4).
 *
 *    0  1  2  3  4  5  6  7  8  9  0  1  2  3  4  5
 *   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
 *   | 1  1|                OFFSET                   |
 *   +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
 */
const POINTER = 0xc000;
/** RFC 1035 §2.3.4, both with their lengths' bytes. */
const MAX_LABEL_LENGTH = 63;
const MAX_NAME_LENGTH = 255;

/**
 * Writes a name of labels with dots between.
 * @throws RangeError for an empty label, one of more than 63 bytes, or a name of more than 255.
 */
export function writeName(name: string, out: ByteWriter): void {
  const start = out.length;
  for (const label of name.split('.')) {
    const bytes = utf8Encode(label);
    if (bytes.length === 0 || bytes.length > MAX_LABEL_LENGTH) {
      throw new RangeError(`a label has 1 to ${MAX_LABEL_LENGTH} bytes: "${label}"`);
    }
    out.uint8(bytes.length);
    out.bytes(bytes);
  }
  out.uint8(0);
  if (out.length - start > MAX_NAME_LENGTH)
    throw new RangeError(`a name has at most ${MAX_NAME_LENGTH} bytes`);
}

/** Writes "the name that stands there". */
export function writePointer(offset: number, out: ByteWriter): void {
  out.uint16(POINTER | offset);
}

/** A name, and the place behind it; or why there is none. */
export type ReadName = { readonly name: string; readonly end: number } | { readonly why: string };

/**
 * Reads the name at `start`, in lower case: names differ in nothing but case are one (RFC 6762 §16). A dot inside a
 * label is written `\.` (RFC 1035 §5.1).
 */
export function readName(bytes: Uint8Array, start: number): ReadName {
  const labels: string[] = [];
  let end: number | undefined;
  let length = 1;
  let partAt = start;
  for (let at = start; ;) {
    if (at >= bytes.length) return { why: 'it goes on beyond the message' };
    const first = uint8(bytes, at);
    if (first === 0) return { name: labels.join('.'), end: end ?? at + 1 };
    if (first >= POINTER >> 8) {
      const target = uint16(bytes, at) & ~POINTER;
      // Each leads further back than the part that it stands in began, so that they can't go round.
      if (target >= partAt) return { why: 'a pointer must lead back' };
      end ??= at + 2;
      partAt = target;
      at = target;
      continue;
    }
    if (first > MAX_LABEL_LENGTH) return { why: 'no such kind of label' };
    length += 1 + first;
    if (length > MAX_NAME_LENGTH) return { why: `it has more than ${MAX_NAME_LENGTH} bytes` };
    const label = at + 1 + first <= bytes.length ? utf8Decode(bytes, at + 1, at + 1 + first) : undefined;
    if (label === undefined) return { why: 'a label is cut off, or is no UTF-8' };
    labels.push(printLabel(label));
    at += 1 + first;
  }
}

/** Of letters, only those of ASCII have a case here. */
function printLabel(label: string): string {
  return label.replace(/[A-Z]/g, (letter) => letter.toLowerCase()).replace(/[.\\]/g, '\\$&');
}
