import { uint32 } from '../../bytes/read.ts';
import { type AttributeCodec, assertUint, wrongLength } from '../codec.ts';

/** The priority that a peer-reflexive candidate learned from this check would have. RFC 8445 §16.1. */
export interface Priority {
  readonly type: 'PRIORITY';
  readonly priority: number;
}

/*
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |                            Priority                           |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
export const priority: AttributeCodec<Priority> = {
  type: 'PRIORITY',
  code: 0x0024,
  decode(message, start, end) {
    if (end - start !== 4) return wrongLength(start, end, '4');
    return { type: 'PRIORITY', priority: uint32(message, start) };
  },
  encode({ priority }, out) {
    assertUint(priority, 32, 'priority');
    out.uint32(priority);
  },
};
