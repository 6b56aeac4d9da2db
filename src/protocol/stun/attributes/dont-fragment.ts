import { type AttributeCodec, wrongLength } from '../codec.ts';

/** Asks the server to set the DF bit on what it relays to the peer. RFC 8656 §18.9. */
export interface DontFragment {
  readonly type: 'DONT-FRAGMENT';
}

/* No value: the attribute is its own header, with a length of 0. */

export const dontFragment: AttributeCodec<DontFragment> = {
  type: 'DONT-FRAGMENT',
  code: 0x001a,
  decode(_message, start, end) {
    return end === start ? { type: 'DONT-FRAGMENT' } : wrongLength(start, end, '0');
  },
  encode() {
    // Nothing to write.
  },
};
