import type { TransportAddress } from '../../bytes/address.ts';
import { readAddress, writeAddress } from '../address-value.ts';
import type { AttributeCodec } from '../codec.ts';

/** The address that the server saw, in clear: only for clients of the obsolete RFC 3489, since some NATs rewrite it. RFC 8489 §14.1. */
export interface MappedAddress {
  readonly type: 'MAPPED-ADDRESS';
  readonly address: TransportAddress;
}

/*
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
export const mappedAddress: AttributeCodec<MappedAddress> = {
  type: 'MAPPED-ADDRESS',
  code: 0x0001,
  decode(message, start, end) {
    const address = readAddress(message, start, end);
    return 'type' in address ? address : { type: 'MAPPED-ADDRESS', address };
  },
  encode: ({ address }, out) => writeAddress(address, out),
};
