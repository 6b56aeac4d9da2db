import { uint32, uint8 } from '../../bytes/read.ts';
import { type AttributeCodec, assertUint, wrongLength } from '../codec.ts';

/**
 * The ICMP error that the server got for a packet to the peer. RFC 8656 §18.13.
 * (The RFC's figure 11 draws type and code 7 and 9 bits wide; both are ICMP's 8 bits, as in RFC 792.)
 */
export interface Icmp {
  readonly type: 'ICMP';
  readonly icmpType: number;
  readonly icmpCode: number;
  /** The MTU of the next hop where the type says "too big", otherwise 0. */
  readonly errorData: number;
}

/*
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |            Reserved           |   ICMP Type   |   ICMP Code   |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |                           Error Data                          |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
export const icmp: AttributeCodec<Icmp> = {
  type: 'ICMP',
  code: 0x8004,
  decode(message, start, end) {
    if (end - start !== 8) return wrongLength(start, end, '8');
    return {
      type: 'ICMP',
      icmpType: uint8(message, start + 2),
      icmpCode: uint8(message, start + 3),
      errorData: uint32(message, start + 4),
    };
  },
  encode({ icmpType, icmpCode, errorData }, out) {
    assertUint(icmpType, 8, 'an ICMP type');
    assertUint(icmpCode, 8, 'an ICMP code');
    assertUint(errorData, 32, 'error data');
    out.zeros(2);
    out.uint8(icmpType);
    out.uint8(icmpCode);
    out.uint32(errorData);
  },
};
