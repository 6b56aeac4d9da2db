import { uint16 } from '../../bytes/read.ts';
import { type AttributeCodec, assertUint, wrongLength } from '../codec.ts';

/** The port of the sender's address that the Binding response shall go to. RFC 5780 §7.5. */
export interface ResponsePort {
  readonly type: 'RESPONSE-PORT';
  /** 16 bits. (§7.5 allows "0-65536", one more than they hold.) */
  readonly port: number;
}

/*
 * §7.5 draws no figure: "a 16-bit unsigned integer in network byte order followed by 2 bytes of padding". Whether the
 * length counts that padding it doesn't say. We count it, as coturn does, and read both.
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |              Port             |            Padding            |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
export const responsePort: AttributeCodec<ResponsePort> = {
  type: 'RESPONSE-PORT',
  code: 0x0027,
  decode(message, start, end) {
    const length = end - start;
    if (length !== 2 && length !== 4) return wrongLength(start, end, '4');
    return { type: 'RESPONSE-PORT', port: uint16(message, start) };
  },
  encode({ port }, out) {
    assertUint(port, 16, 'a port');
    out.uint16(port);
    out.zeros(2);
  },
};
