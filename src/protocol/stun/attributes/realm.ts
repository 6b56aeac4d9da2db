import type { AttributeCodec } from '../codec.ts';
import { readText, writeText } from '../text-value.ts';

/** The domain in which a long-term credential is valid, without quotes. RFC 8489 §14.9. */
export interface Realm {
  readonly type: 'REALM';
  readonly realm: string;
}

/*
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |              UTF-8, fewer than 128 characters              ...
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
export const realm: AttributeCodec<Realm> = {
  type: 'REALM',
  code: 0x0014,
  decode(message, start, end) {
    const realm = readText(message, start, end);
    return typeof realm === 'string' ? { type: 'REALM', realm } : realm;
  },
  encode: ({ realm }, out) => writeText(realm, out),
};
