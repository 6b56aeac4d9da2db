import { uint32 } from '../../bytes/read.ts';
import { type AttributeCodec, wrongLength } from '../codec.ts';

/** Asks for the Binding response from another address or port of the server. RFC 5780 §7.2. */
export interface ChangeRequest {
  readonly type: 'CHANGE-REQUEST';
  /** The A bit: "send the Binding Response with a different IP address". */
  readonly changeAddress: boolean;
  /** The B bit: "send the Binding Response with a different port". */
  readonly changePort: boolean;
}

/*
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 A B 0|
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 */
const CHANGE_ADDRESS = 0x04;
const CHANGE_PORT = 0x02;

export const changeRequest: AttributeCodec<ChangeRequest> = {
  type: 'CHANGE-REQUEST',
  code: 0x0003,
  decode(message, start, end) {
    if (end - start !== 4) return wrongLength(start, end, '4');
    const flags = uint32(message, start);
    return {
      type: 'CHANGE-REQUEST',
      changeAddress: (flags & CHANGE_ADDRESS) !== 0,
      changePort: (flags & CHANGE_PORT) !== 0,
    };
  },
  encode({ changeAddress, changePort }, out) {
    out.uint32((changeAddress ? CHANGE_ADDRESS : 0) | (changePort ? CHANGE_PORT : 0));
  },
};
