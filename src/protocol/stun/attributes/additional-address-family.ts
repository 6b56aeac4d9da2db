import type { AttributeCodec } from '../codec.ts';
import { type RequestedFamily, readFamily, writeFamily } from '../family-value.ts';

/** Asks for an IPv6 relayed address beside the IPv4 one. Encoded as REQUESTED-ADDRESS-FAMILY. RFC 8656 §18.11. */
export interface AdditionalAddressFamily {
  readonly type: 'ADDITIONAL-ADDRESS-FAMILY';
  readonly family: RequestedFamily;
}

/*
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |     Family    |                    Reserved                   |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
export const additionalAddressFamily: AttributeCodec<AdditionalAddressFamily> = {
  type: 'ADDITIONAL-ADDRESS-FAMILY',
  code: 0x8000,
  decode(message, start, end) {
    const family = readFamily(message, start, end);
    return typeof family === 'object' ? family : { type: 'ADDITIONAL-ADDRESS-FAMILY', family };
  },
  encode: ({ family }, out) => writeFamily(family, out),
};
