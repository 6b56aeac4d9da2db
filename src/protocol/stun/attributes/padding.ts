import type { AttributeCodec } from '../codec.ts';

/** Makes the message so long that IP fragments it. RFC 5780 §7.6. */
export interface Padding {
  readonly type: 'PADDING';
  /** "a free-form string, the value of which does not matter". */
  readonly padding: Uint8Array;
}

/*
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |                  Free-form string (variable)               ...
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
export const padding: AttributeCodec<Padding> = {
  type: 'PADDING',
  code: 0x0026,
  decode: (message, start, end) => ({ type: 'PADDING', padding: message.subarray(start, end) }),
  encode: ({ padding }, out) => out.bytes(padding),
};
