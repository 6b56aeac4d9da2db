import type { TransportAddress } from '../../bytes/address.ts';
import { readXorAddress, writeXorAddress } from '../address-value.ts';
import type { AttributeCodec } from '../codec.ts';

/** The peer, as the TURN server sees it. Encoded as XOR-MAPPED-ADDRESS; may stand several times in CreatePermission. RFC 8656 §18.3. */
export interface XorPeerAddress {
  readonly type: 'XOR-PEER-ADDRESS';
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
export const xorPeerAddress: AttributeCodec<XorPeerAddress> = {
  type: 'XOR-PEER-ADDRESS',
  code: 0x0012,
  decode(message, start, end) {
    const address = readXorAddress(message, start, end);
    return 'type' in address ? address : { type: 'XOR-PEER-ADDRESS', address };
  },
  encode: ({ address }, out) => writeXorAddress(address, out),
};
