import type { AttributeCodec } from '../codec.ts';
import { type RequestedFamily, readFamily, writeFamily } from '../family-value.ts';

/** The family of the relayed address that the client asks for. RFC 8656 §18.6. */
export interface RequestedAddressFamily {
  readonly type: 'REQUESTED-ADDRESS-FAMILY';
  readonly family: RequestedFamily;
}

/*
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |     Family    |                    Reserved                   |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
export const requestedAddressFamily: AttributeCodec<RequestedAddressFamily> = {
  type: 'REQUESTED-ADDRESS-FAMILY',
  code: 0x0017,
  decode(message, start, end) {
    const family = readFamily(message, start, end);
    return typeof family === 'object' ? family : { type: 'REQUESTED-ADDRESS-FAMILY', family };
  },
  encode: ({ family }, out) => writeFamily(family, out),
};
