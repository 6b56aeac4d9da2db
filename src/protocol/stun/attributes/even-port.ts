import { uint8 } from '../../bytes/read.ts';
import { type AttributeCodec, wrongLength } from '../codec.ts';

/** Asks for an even port of the relayed address. RFC 8656 §18.7. */
export interface EvenPort {
  readonly type: 'EVEN-PORT';
  /** The R bit: keep the next-higher port for a later allocation. */
  readonly reserveNext: boolean;
}

/*
 *    0
 *    0 1 2 3 4 5 6 7
 *   +-+-+-+-+-+-+-+-+
 *   |R|     RFFU    |
 *   +-+-+-+-+-+-+-+-+
 */
export const evenPort: AttributeCodec<EvenPort> = {
  type: 'EVEN-PORT',
  code: 0x0018,
  decode(message, start, end) {
    if (end - start !== 1) return wrongLength(start, end, '1');
    return { type: 'EVEN-PORT', reserveNext: (uint8(message, start) & 0x80) !== 0 };
  },
  encode: ({ reserveNext }, out) => out.uint8(reserveNext ? 0x80 : 0),
};
