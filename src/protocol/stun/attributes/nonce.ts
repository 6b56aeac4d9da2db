import type { AttributeCodec } from '../codec.ts';
import { readText, writeText } from '../text-value.ts';

/** A value chosen by the server that limits replay; the client echoes it. See `nonce-cookie.ts` for what it starts with. RFC 8489 §14.10. */
export interface Nonce {
  readonly type: 'NONCE';
  readonly nonce: string;
}

/*
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |              UTF-8, fewer than 128 characters              ...
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
export const nonce: AttributeCodec<Nonce> = {
  type: 'NONCE',
  code: 0x0015,
  decode(message, start, end) {
    const nonce = readText(message, start, end);
    return typeof nonce === 'string' ? { type: 'NONCE', nonce } : nonce;
  },
  encode: ({ nonce }, out) => writeText(nonce, out),
};
