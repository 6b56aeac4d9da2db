import { type PasswordAlgorithmEntry, readAlgorithm, writeAlgorithm } from '../algorithm-value.ts';
import { type AttributeCodec, malformed } from '../codec.ts';

/** The algorithm that the client chose among PASSWORD-ALGORITHMS. RFC 8489 §14.12. */
export interface PasswordAlgorithm extends PasswordAlgorithmEntry {
  readonly type: 'PASSWORD-ALGORITHM';
}

/*
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |           Algorithm           |  Algorithm Parameters Length  |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |                Algorithm Parameters (variable) ...
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
export const passwordAlgorithm: AttributeCodec<PasswordAlgorithm> = {
  type: 'PASSWORD-ALGORITHM',
  code: 0x001d,
  decode(message, start, end) {
    const read = readAlgorithm(message, start, end);
    if ('type' in read) return read;
    if (read.next !== end) return malformed(read.next, 'there is more than one algorithm');
    return { type: 'PASSWORD-ALGORITHM', ...read.entry };
  },
  encode: (entry, out) => writeAlgorithm(entry, out),
};
