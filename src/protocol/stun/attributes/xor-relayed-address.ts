import type { TransportAddress } from '../../bytes/address.ts';
import { readXorAddress, writeXorAddress } from '../address-value.ts';
import type { AttributeCodec } from '../codec.ts';

/** The relayed transport address that the server allocated. Encoded as XOR-MAPPED-ADDRESS. RFC 8656 §18.5. */
export interface XorRelayedAddress {
  readonly type: 'XOR-RELAYED-ADDRESS';
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
export const xorRelayedAddress: AttributeCodec<XorRelayedAddress> = {
  type: 'XOR-RELAYED-ADDRESS',
  code: 0x0016,
  decode(message, start, end) {
    const address = readXorAddress(message, start, end);
    return 'type' in address ? address : { type: 'XOR-RELAYED-ADDRESS', address };
  },
  encode: ({ address }, out) => writeXorAddress(address, out),
};
