import { uint8 } from '../../bytes/read.ts';
import { utf8Decode, utf8Encode } from '../../bytes/utf8.ts';
import { type AttributeCodec, malformed, wrongLength } from '../codec.ts';

/** "It MUST be a valid DNS name (including A-labels) of 255 or fewer ASCII characters." */
const MAX_LENGTH = 255;

/** The name that the certificate of ALTERNATE-SERVER must carry. RFC 8489 §14.16. */
export interface AlternateDomain {
  readonly type: 'ALTERNATE-DOMAIN';
  readonly domain: string;
}

/*
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |          DNS name (ASCII, at most 255 characters)          ...
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
export const alternateDomain: AttributeCodec<AlternateDomain> = {
  type: 'ALTERNATE-DOMAIN',
  code: 0x8003,
  decode(message, start, end) {
    if (end - start > MAX_LENGTH) return wrongLength(start, end, `at most ${MAX_LENGTH}`);
    for (let at = start; at < end; at++) {
      const isGraphicAscii = uint8(message, at) > 0x20 && uint8(message, at) < 0x7f;
      if (!isGraphicAscii) return malformed(at, 'a DNS name is ASCII without spaces');
    }
    return { type: 'ALTERNATE-DOMAIN', domain: utf8Decode(message, start, end) ?? '' };
  },
  encode({ domain }, out) {
    if (domain.length > MAX_LENGTH || !/^[!-~]*$/.test(domain)) {
      throw new RangeError('an ALTERNATE-DOMAIN is at most 255 ASCII characters');
    }
    out.bytes(utf8Encode(domain));
  },
};
