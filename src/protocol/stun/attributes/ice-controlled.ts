import { uint64 } from '../../bytes/read.ts';
import { type AttributeCodec, wrongLength } from '../codec.ts';

/** The sender believes that it is the controlled agent. RFC 8445 §16.1. */
export interface IceControlled {
  readonly type: 'ICE-CONTROLLED';
  /** 64 bits, the same for all checks of an agent; it decides a role conflict (RFC 8445 §7.3.1.1). */
  readonly tiebreaker: bigint;
}

/*
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |                                                               |
 *   |                      Tiebreaker (64 bits)                     |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
export const iceControlled: AttributeCodec<IceControlled> = {
  type: 'ICE-CONTROLLED',
  code: 0x8029,
  decode(message, start, end) {
    if (end - start !== 8) return wrongLength(start, end, '8');
    return { type: 'ICE-CONTROLLED', tiebreaker: uint64(message, start) };
  },
  encode({ tiebreaker }, out) {
    if (BigInt.asUintN(64, tiebreaker) !== tiebreaker) throw new RangeError('a tiebreaker has 64 bits');
    out.uint64(tiebreaker);
  },
};
