import type { TransportAddress } from '../../bytes/address.ts';
import { readAddress, writeAddress } from '../address-value.ts';
import type { AttributeCodec } from '../codec.ts';

/** Where the server says that its Binding response was sent from. RFC 5780 §7.3. */
export interface ResponseOrigin {
  readonly type: 'RESPONSE-ORIGIN';
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
export const responseOrigin: AttributeCodec<ResponseOrigin> = {
  type: 'RESPONSE-ORIGIN',
  code: 0x802b,
  decode(message, start, end) {
    const address = readAddress(message, start, end);
    return 'type' in address ? address : { type: 'RESPONSE-ORIGIN', address };
  },
  encode: ({ address }, out) => writeAddress(address, out),
};
