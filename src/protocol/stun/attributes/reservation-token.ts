import { type AttributeCodec, wrongLength } from '../codec.ts';

const LENGTH = 8;

/** Names a relayed transport address that the server holds in reserve. RFC 8656 §18.10. */
export interface ReservationToken {
  readonly type: 'RESERVATION-TOKEN';
  /** 8 bytes. */
  readonly token: Uint8Array;
}

/*
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |                                                               |
 *   |                        Token (64 bits)                        |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
export const reservationToken: AttributeCodec<ReservationToken> = {
  type: 'RESERVATION-TOKEN',
  code: 0x0022,
  decode(message, start, end) {
    if (end - start !== LENGTH) return wrongLength(start, end, `${LENGTH}`);
    return { type: 'RESERVATION-TOKEN', token: message.subarray(start, end) };
  },
  encode({ token }, out) {
    if (token.length !== LENGTH) throw new RangeError(`RESERVATION-TOKEN has ${LENGTH} bytes`);
    out.bytes(token);
  },
};
