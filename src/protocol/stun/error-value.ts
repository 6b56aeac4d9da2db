import { uint8 } from '../bytes/read.ts';
import type { ByteWriter } from '../bytes/writer.ts';
import { type Malformed, malformed, wrongLength } from './codec.ts';
import { readTextForPeople, writeText } from './text-value.ts';

/** What went wrong: a code of 300 to 699 and a phrase that is "meant for diagnostic purposes". RFC 8489 §14.8. */
export interface ErrorValue {
  readonly code: number;
  readonly reason: string;
}

/** Class, number and reason phrase of ERROR-CODE and ADDRESS-ERROR-CODE; the two bytes before them differ. */
export function readError(message: Uint8Array, start: number, end: number): ErrorValue | Malformed {
  if (end - start < 4) return wrongLength(start, end, 'at least 4');
  const hundreds = uint8(message, start + 2) & 0x07;
  const number = uint8(message, start + 3);
  // RFC 8489 §14.8: the class "MUST be between 3 and 6", the number "MUST be between 0 and 99".
  if (hundreds < 3 || hundreds > 6) return malformed(start + 2, `the error class is ${hundreds}, not 3 to 6`);
  if (number > 99) return malformed(start + 3, `the error number is ${number}, not 0 to 99`);
  const reason = readTextForPeople(message, start + 4, end);
  return typeof reason === 'string' ? { code: hundreds * 100 + number, reason } : reason;
}

/** Writes class, number and reason. @throws RangeError for a code outside 300–699 or a reason that is too long. */
export function writeError({ code, reason }: ErrorValue, out: ByteWriter): void {
  if (!Number.isInteger(code) || code < 300 || code > 699) {
    throw new RangeError(`a STUN error code is 300 to 699, not ${code}`);
  }
  out.uint8(Math.floor(code / 100));
  out.uint8(code % 100);
  writeText(reason, out);
}
