import { uint32 } from '../../bytes/read.ts';
import { type AttributeCodec, assertUint, wrongLength } from '../codec.ts';

/** How long the server keeps an allocation without a refresh. RFC 8656 §18.2. */
export interface Lifetime {
  readonly type: 'LIFETIME';
  readonly lifetimeSeconds: number;
}

/*
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |                    Seconds until expiration                   |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
export const lifetime: AttributeCodec<Lifetime> = {
  type: 'LIFETIME',
  code: 0x000d,
  decode(message, start, end) {
    if (end - start !== 4) return wrongLength(start, end, '4');
    return { type: 'LIFETIME', lifetimeSeconds: uint32(message, start) };
  },
  encode({ lifetimeSeconds }, out) {
    assertUint(lifetimeSeconds, 32, 'lifetimeSeconds');
    out.uint32(lifetimeSeconds);
  },
};
