import { text } from '#lessons/contract.ts';
import type { Verdict } from '#lessons/contract.ts';
import { fail, inEachRun, PASS } from './answer.ts';
import { isEnd } from './observed.ts';
import type { Observed, Run } from './observed.ts';

const EXPECTED = text('one end-of-candidates, and nothing after it', '一个结束指示，之后不再有任何信令');

/** RFC 8838 §13: after the indication, no more candidates. */
export function endComesLast(observed: Observed): Verdict {
  return inEachRun(observed, EXPECTED, judge);
}

function judge({ taken }: Run): Verdict {
  const ends = taken.filter(isEnd).length;
  if (ends === 0) return fail(EXPECTED, text('no end', '没有结束指示'), 'the-browser-says-when');
  if (ends > 1) return fail(EXPECTED, text(`${ends} ends`, `${ends} 个结束指示`), 'the-browser-says-when');
  const after = taken.length - 1 - taken.findIndex(isEnd);
  if (after === 0) return PASS;
  return fail(
    EXPECTED,
    text(`${after} signals after the end`, `结束指示之后还有 ${after} 个信令`),
    'the-browser-says-when',
  );
}
