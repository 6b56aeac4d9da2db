import { type AttributeCodec, wrongLength } from '../codec.ts';

const LENGTH = 32;

/** Stands for USERNAME where the username shall not be seen: SHA-256 of `username ":" realm`; see `userhashOf` in `credentials.ts`. RFC 8489 §14.4. */
export interface Userhash {
  readonly type: 'USERHASH';
  /** 32 bytes. */
  readonly userhash: Uint8Array;
}

/*
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |                                                               |
 *   |                                                               |
 *   |                                                               |
 *   |                                                               |
 *   |                       SHA-256 (256 bits)                      |
 *   |                                                               |
 *   |                                                               |
 *   |                                                               |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
export const userhash: AttributeCodec<Userhash> = {
  type: 'USERHASH',
  code: 0x001e,
  decode(message, start, end) {
    if (end - start !== LENGTH) return wrongLength(start, end, `${LENGTH}`);
    return { type: 'USERHASH', userhash: message.subarray(start, end) };
  },
  encode({ userhash }, out) {
    if (userhash.length !== LENGTH) throw new RangeError(`USERHASH has ${LENGTH} bytes`);
    out.bytes(userhash);
  },
};
