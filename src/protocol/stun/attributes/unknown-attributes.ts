import { uint16 } from '../../bytes/read.ts';
import { type AttributeCodec, assertUint, wrongLength } from '../codec.ts';

/** The comprehension-required attributes that the server did not understand, beside error 420. RFC 8489 §14.13. */
export interface UnknownAttributes {
  readonly type: 'UNKNOWN-ATTRIBUTES';
  /** Attribute types as on the wire. */
  readonly types: readonly number[];
}

/*
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |        Attribute 1 Type       |        Attribute 2 Type       |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |                        Attribute 3 Type ...
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
export const unknownAttributes: AttributeCodec<UnknownAttributes> = {
  type: 'UNKNOWN-ATTRIBUTES',
  code: 0x000a,
  decode(message, start, end) {
    if ((end - start) % 2 !== 0) return wrongLength(start, end, 'an even number');
    const types: number[] = [];
    for (let at = start; at < end; at += 2) types.push(uint16(message, at));
    return { type: 'UNKNOWN-ATTRIBUTES', types };
  },
  encode({ types }, out) {
    for (const type of types) {
      assertUint(type, 16, 'an attribute type');
      out.uint16(type);
    }
  },
};
