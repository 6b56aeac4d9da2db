import type { TransportAddress } from '../../bytes/address.ts';
import { readXorAddress, writeXorAddress } from '../address-value.ts';
import type { AttributeCodec } from '../codec.ts';

/** The reflexive transport address of the client: where its request came from, as the server saw it. RFC 8489 §14.2. */
export interface XorMappedAddress {
  readonly type: 'XOR-MAPPED-ADDRESS';
  readonly address: TransportAddress;
}

/*
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |       0       |     Family    |             X-Port            |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |                                                               |
 *   |                   X-Address (32 or 128 bits)                  |
 *   |                                                               |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
export const xorMappedAddress: AttributeCodec<XorMappedAddress> = {
  type: 'XOR-MAPPED-ADDRESS',
  code: 0x0020,
  decode(message, start, end) {
    const address = readXorAddress(message, start, end);
    return 'type' in address ? address : { type: 'XOR-MAPPED-ADDRESS', address };
  },
  encode: ({ address }, out) => writeXorAddress(address, out),
};
