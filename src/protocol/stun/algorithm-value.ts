import { uint16 } from '../bytes/read.ts';
import type { ByteWriter } from '../bytes/writer.ts';
import { type Malformed, assertUint, malformed } from './codec.ts';

/** RFC 8489 §18.5. */
export const PASSWORD_ALGORITHM = { MD5: 0x0001, 'SHA-256': 0x0002 } as const;

/** A way to derive the long-term key; both defined ones have no parameters. */
export interface PasswordAlgorithmEntry {
  /** See `PASSWORD_ALGORITHM`; others may be assigned. */
  readonly algorithm: number;
  readonly parameters: Uint8Array;
}

/** One entry that starts at `start` (RFC 8489 §14.11), and where the next one would start. */
export function readAlgorithm(
  message: Uint8Array,
  start: number,
  end: number,
): { entry: PasswordAlgorithmEntry; next: number } | Malformed {
  if (end - start < 4) return malformed(start, 'the algorithm is cut off');
  const parametersStart = start + 4;
  const parametersEnd = parametersStart + uint16(message, start + 2);
  if (parametersEnd > end) return malformed(start + 2, 'the parameters are longer than the attribute');
  return {
    entry: {
      algorithm: uint16(message, start),
      parameters: message.subarray(parametersStart, parametersEnd),
    },
    // "The parameters are padded to a 32-bit boundary"; the last padding may be missing.
    next: Math.min(end, parametersEnd + (-(parametersEnd - start) & 3)),
  };
}

export function writeAlgorithm({ algorithm, parameters }: PasswordAlgorithmEntry, out: ByteWriter): void {
  assertUint(algorithm, 16, 'a password algorithm');
  assertUint(parameters.length, 16, 'the length of the parameters');
  out.uint16(algorithm);
  out.uint16(parameters.length);
  out.bytes(parameters);
  out.zeros(-parameters.length & 3);
}
