import type { AttributeCodec } from '../codec.ts';
import { type ErrorValue, readError, writeError } from '../error-value.ts';
import { codeOfFamily, familyOfCode } from '../address-value.ts';
import { uint8 } from '../../bytes/read.ts';
import type { RequestedFamily } from '../family-value.ts';

/** Why the server did not allocate an address of this family: 440 or 508. RFC 8656 §18.12. */
export interface AddressErrorCode extends ErrorValue {
  readonly type: 'ADDRESS-ERROR-CODE';
  readonly family: RequestedFamily;
}

/*
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |     Family    |         Reserved        |Class|     Number    |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |                    Reason Phrase (variable) ...
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
export const addressErrorCode: AttributeCodec<AddressErrorCode> = {
  type: 'ADDRESS-ERROR-CODE',
  code: 0x8001,
  decode(message, start, end) {
    const error = readError(message, start, end);
    if ('type' in error) return error;
    return { type: 'ADDRESS-ERROR-CODE', family: familyOfCode(uint8(message, start)) ?? 'unknown', ...error };
  },
  encode({ family, ...error }, out) {
    out.uint8(family === 'unknown' ? 0 : codeOfFamily(family));
    out.zeros(1);
    writeError(error, out);
  },
};
