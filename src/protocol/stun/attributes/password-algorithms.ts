import { type PasswordAlgorithmEntry, readAlgorithm, writeAlgorithm } from '../algorithm-value.ts';
import type { AttributeCodec } from '../codec.ts';

/** The algorithms by which the server can derive the long-term key, best first. RFC 8489 §14.11. */
export interface PasswordAlgorithms {
  readonly type: 'PASSWORD-ALGORITHMS';
  readonly algorithms: readonly PasswordAlgorithmEntry[];
}

/*
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |          Algorithm 1          | Algorithm 1 Parameters Length |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |               Algorithm 1 Parameters (variable) ...
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |          Algorithm 2          | Algorithm 2 Parameters Length |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |               Algorithm 2 Parameters (variable) ...
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
export const passwordAlgorithms: AttributeCodec<PasswordAlgorithms> = {
  type: 'PASSWORD-ALGORITHMS',
  code: 0x8002,
  decode(message, start, end) {
    const algorithms: PasswordAlgorithmEntry[] = [];
    for (let at = start; at < end;) {
      const read = readAlgorithm(message, at, end);
      if ('type' in read) return read;
      algorithms.push(read.entry);
      at = read.next;
    }
    return { type: 'PASSWORD-ALGORITHMS', algorithms };
  },
  encode({ algorithms }, out) {
    for (const entry of algorithms) writeAlgorithm(entry, out);
  },
};
