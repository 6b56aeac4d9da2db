import type { TransportAddress } from '../../bytes/address.ts';
import { readAddress, writeAddress } from '../address-value.ts';
import type { AttributeCodec } from '../codec.ts';

/** Another server to try, in an error response 300. Encoded as MAPPED-ADDRESS. RFC 8489 §14.15. */
export interface AlternateServer {
  readonly type: 'ALTERNATE-SERVER';
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
export const alternateServer: AttributeCodec<AlternateServer> = {
  type: 'ALTERNATE-SERVER',
  code: 0x8023,
  decode(message, start, end) {
    const address = readAddress(message, start, end);
    return 'type' in address ? address : { type: 'ALTERNATE-SERVER', address };
  },
  encode: ({ address }, out) => writeAddress(address, out),
};
