import { type AttributeCodec, malformed } from '../codec.ts';

/** HMAC-SHA256 of the message in front of it, or its first bytes; see `integrity.ts`. RFC 8489 §14.6. */
export interface MessageIntegritySha256 {
  readonly type: 'MESSAGE-INTEGRITY-SHA256';
  /** 32 bytes, or fewer where a usage permits truncation: at least 16, a multiple of 4. */
  readonly hmac: Uint8Array;
}

/** "The value will be at most 32 bytes, but it MUST be at least 16 bytes and MUST be a multiple of 4 bytes." */
function isPermittedLength(length: number): boolean {
  return length >= 16 && length <= 32 && length % 4 === 0;
}

/*
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |                                                               |
 *   |                                                               |
 *   |                                                               |
 *   |                                                               |
 *   |                 HMAC-SHA256 (128 to 256 bits)                 |
 *   |                                                               |
 *   |                                                               |
 *   |                                                               |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
export const messageIntegritySha256: AttributeCodec<MessageIntegritySha256> = {
  type: 'MESSAGE-INTEGRITY-SHA256',
  code: 0x001c,
  decode(message, start, end) {
    if (!isPermittedLength(end - start)) {
      return malformed(start, `an HMAC-SHA256 has 16 to 32 bytes in steps of 4, not ${end - start}`);
    }
    return { type: 'MESSAGE-INTEGRITY-SHA256', hmac: message.subarray(start, end) };
  },
  encode({ hmac }, out) {
    if (!isPermittedLength(hmac.length)) {
      throw new RangeError(`an HMAC-SHA256 has 16 to 32 bytes in steps of 4, not ${hmac.length}`);
    }
    out.bytes(hmac);
  },
};
