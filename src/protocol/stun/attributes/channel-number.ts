import { uint16 } from '../../bytes/read.ts';
import { type AttributeCodec, assertUint, wrongLength } from '../codec.ts';

/** The channel to bind. RFC 8656 §18.1. */
export interface ChannelNumber {
  readonly type: 'CHANNEL-NUMBER';
  /** 16 bits; only 0x4000–0x4FFF may be bound (RFC 8656 §12). */
  readonly channelNumber: number;
}

/*
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |         Channel Number        |            RFFU = 0           |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
export const channelNumber: AttributeCodec<ChannelNumber> = {
  type: 'CHANNEL-NUMBER',
  code: 0x000c,
  decode(message, start, end) {
    if (end - start !== 4) return wrongLength(start, end, '4');
    return { type: 'CHANNEL-NUMBER', channelNumber: uint16(message, start) };
  },
  encode({ channelNumber }, out) {
    assertUint(channelNumber, 16, 'a channel number');
    out.uint16(channelNumber);
    out.zeros(2);
  },
};
