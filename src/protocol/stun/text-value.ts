import { utf8Decode, utf8DecodeLoosely, utf8Encode } from '../bytes/utf8.ts';
import type { ByteWriter } from '../bytes/writer.ts';
import { type Malformed, malformed } from './codec.ts';

/**
 * Limits of all texts in STUN: "fewer than 128 characters (which can be as long as 509 bytes when
 * encoding them and as long as 763 bytes when decoding them)", RFC 8489 §14.8–§14.10, §14.14.
 */
const MAX_CHARACTERS = 127;
const MAX_BYTES_SENT = 509;
const MAX_BYTES_RECEIVED = 763;

/** Text that takes part in the protocol: it must be UTF-8. */
export function readText(message: Uint8Array, start: number, end: number): string | Malformed {
  if (end - start > MAX_BYTES_RECEIVED) return tooLong(start, end);
  return utf8Decode(message, start, end) ?? malformed(start, 'the text is not UTF-8');
}

/** Text that only people read: one byte that is no UTF-8 must not cost the whole message. */
export function readTextForPeople(message: Uint8Array, start: number, end: number): string | Malformed {
  if (end - start > MAX_BYTES_RECEIVED) return tooLong(start, end);
  return utf8DecodeLoosely(message, start, end);
}

function tooLong(start: number, end: number): Malformed {
  return malformed(start, `the text has ${end - start} bytes, more than ${MAX_BYTES_RECEIVED}`);
}

/** @throws RangeError for a text longer than may be sent. */
export function writeText(text: string, out: ByteWriter): void {
  const bytes = utf8Encode(text);
  const characters = [...text].length;
  if (characters > MAX_CHARACTERS || bytes.length > MAX_BYTES_SENT) {
    throw new RangeError(`a STUN text has fewer than 128 characters, this one has ${characters}`);
  }
  out.bytes(bytes);
}
