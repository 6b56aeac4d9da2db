import { uint8 } from '../../bytes/read.ts';
import { type AttributeCodec, assertUint, wrongLength } from '../codec.ts';

/** The transport protocol between server and peer that the client asks for. RFC 8656 §18.8. */
export interface RequestedTransport {
  readonly type: 'REQUESTED-TRANSPORT';
  /** An IP protocol number: 17 (UDP), or 6 (TCP, RFC 6062). */
  readonly protocol: number;
}

/*
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |    Protocol   |                      RFFU                     |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
export const requestedTransport: AttributeCodec<RequestedTransport> = {
  type: 'REQUESTED-TRANSPORT',
  code: 0x0019,
  decode(message, start, end) {
    if (end - start !== 4) return wrongLength(start, end, '4');
    return { type: 'REQUESTED-TRANSPORT', protocol: uint8(message, start) };
  },
  encode({ protocol }, out) {
    assertUint(protocol, 8, 'a protocol number');
    out.uint8(protocol);
    out.zeros(3);
  },
};
