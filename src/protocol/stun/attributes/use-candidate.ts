import { type AttributeCodec, wrongLength } from '../codec.ts';

/** The controlling agent nominates the pair that this check tests. RFC 8445 §16.1. */
export interface UseCandidate {
  readonly type: 'USE-CANDIDATE';
}

/* No value: the attribute is its own header, with a length of 0. */

export const useCandidate: AttributeCodec<UseCandidate> = {
  type: 'USE-CANDIDATE',
  code: 0x0025,
  decode(_message, start, end) {
    return end === start ? { type: 'USE-CANDIDATE' } : wrongLength(start, end, '0');
  },
  encode() {
    // Nothing to write.
  },
};
