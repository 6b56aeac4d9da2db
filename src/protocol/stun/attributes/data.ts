import type { AttributeCodec } from '../codec.ts';

/** Application data in a Send or Data indication: what follows the UDP header on the peer's side. RFC 8656 §18.4. */
export interface Data {
  readonly type: 'DATA';
  readonly data: Uint8Array;
}

/*
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |                Application data (variable)                 ...
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
export const data: AttributeCodec<Data> = {
  type: 'DATA',
  code: 0x0013,
  decode: (message, start, end) => ({ type: 'DATA', data: message.subarray(start, end) }),
  encode: ({ data }, out) => out.bytes(data),
};
