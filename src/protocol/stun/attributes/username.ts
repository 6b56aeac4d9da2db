import { utf8Decode, utf8Encode } from '../../bytes/utf8.ts';
import { type AttributeCodec, malformed, wrongLength } from '../codec.ts';

/** "It MUST contain a UTF-8-encoded sequence of fewer than 509 bytes", and up to 763 must be understood. */
const MAX_BYTES_SENT = 508;
const MAX_BYTES_RECEIVED = 763;

/** Who the message claims to be from; in ICE `<their ufrag>:<my ufrag>`. RFC 8489 §14.3. */
export interface Username {
  readonly type: 'USERNAME';
  readonly username: string;
}

/*
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |                UTF-8, fewer than 509 bytes                 ...
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
export const username: AttributeCodec<Username> = {
  type: 'USERNAME',
  code: 0x0006,
  decode(message, start, end) {
    if (end - start > MAX_BYTES_RECEIVED) return wrongLength(start, end, `at most ${MAX_BYTES_RECEIVED}`);
    const text = utf8Decode(message, start, end);
    return text === undefined
      ? malformed(start, 'the username is not UTF-8')
      : { type: 'USERNAME', username: text };
  },
  encode({ username }, out) {
    const bytes = utf8Encode(username);
    if (bytes.length > MAX_BYTES_SENT) throw new RangeError('a USERNAME has fewer than 509 bytes');
    out.bytes(bytes);
  },
};
