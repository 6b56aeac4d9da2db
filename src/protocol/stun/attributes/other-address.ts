import type { TransportAddress } from '../../bytes/address.ts';
import { readAddress, writeAddress } from '../address-value.ts';
import type { AttributeCodec } from '../codec.ts';

/** Where the server would answer from, were it asked to change both address and port. RFC 5780 §7.4. */
export interface OtherAddress {
  readonly type: 'OTHER-ADDRESS';
  readonly address: TransportAddress;
}

/*
 * §7.1: "it has the same format as MAPPED-ADDRESS".
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |       0       |     Family    |              Port             |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |                                                               |
 *   |                    Address (32 or 128 bits)                   |
 *   |                                                               |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
export const otherAddress: AttributeCodec<OtherAddress> = {
  type: 'OTHER-ADDRESS',
  code: 0x802c,
  decode(message, start, end) {
    const address = readAddress(message, start, end);
    return 'type' in address ? address : { type: 'OTHER-ADDRESS', address };
  },
  encode: ({ address }, out) => writeAddress(address, out),
};
