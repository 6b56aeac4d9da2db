import type { Candidate } from '#src/protocol/index.ts';
import type { Names } from './names.ts';

/** What becomes of the peer's candidates, in the order in which it is to be done. */
export interface CandidateInput {
  readonly candidate: (at: number, candidate: Candidate) => void;
  readonly endOfCandidates: (at: number) => void;
}

/**
 * The peer's candidates as they come by signalling. A `.local` name is looked up first, and the end of candidates waits
 * for that: behind it, the agent would take no more.
 */
export function createCandidateInput(names: Names, input: CandidateInput): CandidateInput {
  let lookUps = 0;
  let isEndTold = false;

  function endIfComplete(at: number): void {
    if (!isEndTold || lookUps > 0) return;
    isEndTold = false;
    input.endOfCandidates(at);
  }

  return {
    candidate(at, candidate) {
      if (!candidate.address.endsWith('.local')) {
        input.candidate(at, candidate);
        return;
      }
      lookUps += 1;
      names.lookUp(at, candidate.address, (now, address) => {
        lookUps -= 1;
        if (address !== undefined) input.candidate(now, { ...candidate, address });
        endIfComplete(now);
      });
    },
    endOfCandidates(at) {
      isEndTold = true;
      endIfComplete(at);
    },
  };
}
