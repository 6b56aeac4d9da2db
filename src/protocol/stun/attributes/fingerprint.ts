import { uint32 } from '../../bytes/read.ts';
import { type AttributeCodec, assertUint, wrongLength } from '../codec.ts';

/** Tells STUN from other protocols on the same port; always the last attribute. See `fingerprint.ts`. RFC 8489 §14.7. */
export interface Fingerprint {
  readonly type: 'FINGERPRINT';
  readonly fingerprint: number;
}

/*
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |             CRC-32 of the message, XOR 0x5354554E             |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
export const fingerprint: AttributeCodec<Fingerprint> = {
  type: 'FINGERPRINT',
  code: 0x8028,
  decode(message, start, end) {
    if (end - start !== 4) return wrongLength(start, end, '4');
    return { type: 'FINGERPRINT', fingerprint: uint32(message, start) };
  },
  encode({ fingerprint }, out) {
    assertUint(fingerprint, 32, 'fingerprint');
    out.uint32(fingerprint);
  },
};
