import type { AttributeCodec } from '../codec.ts';
import { type ErrorValue, readError, writeError } from '../error-value.ts';

/** Why a request failed. RFC 8489 §14.8. */
export interface ErrorCode extends ErrorValue {
  readonly type: 'ERROR-CODE';
}

/*
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |          Reserved, should be 0          |Class|     Number    |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |                    Reason Phrase (variable) ...
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
export const errorCode: AttributeCodec<ErrorCode> = {
  type: 'ERROR-CODE',
  code: 0x0009,
  decode(message, start, end) {
    const error = readError(message, start, end);
    return 'type' in error ? error : { type: 'ERROR-CODE', ...error };
  },
  encode(error, out) {
    out.zeros(2);
    writeError(error, out);
  },
};
