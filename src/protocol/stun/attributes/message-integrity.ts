import { type AttributeCodec, wrongLength } from '../codec.ts';

const LENGTH = 20;

/** HMAC-SHA1 of the message in front of it; see `integrity.ts`. RFC 8489 §14.5. */
export interface MessageIntegrity {
  readonly type: 'MESSAGE-INTEGRITY';
  /** 20 bytes. */
  readonly hmac: Uint8Array;
}

/*
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |                                                               |
 *   |                                                               |
 *   |                      HMAC-SHA1 (160 bits)                     |
 *   |                                                               |
 *   |                                                               |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
export const messageIntegrity: AttributeCodec<MessageIntegrity> = {
  type: 'MESSAGE-INTEGRITY',
  code: 0x0008,
  decode(message, start, end) {
    if (end - start !== LENGTH) return wrongLength(start, end, `${LENGTH}`);
    return { type: 'MESSAGE-INTEGRITY', hmac: message.subarray(start, end) };
  },
  encode({ hmac }, out) {
    if (hmac.length !== LENGTH) throw new RangeError(`MESSAGE-INTEGRITY has ${LENGTH} bytes`);
    out.bytes(hmac);
  },
};
