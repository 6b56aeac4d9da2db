import type { AddressFamily } from '../bytes/address.ts';
import { uint8 } from '../bytes/read.ts';
import type { ByteWriter } from '../bytes/writer.ts';
import { type Malformed, wrongLength } from './codec.ts';
import { codeOfFamily, familyOfCode } from './address-value.ts';

/** A family asked for; 'unknown' is one that isn't IPv4 or IPv6, which a server answers with 440. */
export type RequestedFamily = AddressFamily | 'unknown';

/** RFC 8656 §18.6: one byte of family and 24 reserved bits, "MUST be ignored by the server". */
export function readFamily(message: Uint8Array, start: number, end: number): RequestedFamily | Malformed {
  if (end - start !== 4) return wrongLength(start, end, '4');
  return familyOfCode(uint8(message, start)) ?? 'unknown';
}

export function writeFamily(family: RequestedFamily, out: ByteWriter): void {
  out.uint8(family === 'unknown' ? 0 : codeOfFamily(family));
  out.zeros(3);
}
