import { text } from '#lessons/contract.ts';
import type { Verdict } from '#lessons/contract.ts';
import { fail, listOf, PASS } from './answer.ts';
import { allEnded, gatheredLines, gatheringConnections, whyNothing } from './observed.ts';
import type { Observed } from './observed.ts';

const EXPECTED = text('an answer after gathering has ended', '收集结束之后再返回结果');

/** The answer came after the end of gathering, of every connection that gathered. */
export function waitsForTheEnd(observed: Observed): Verdict {
  const list = listOf(observed);
  // When it came can be told of any answer; what is in it is for other checks to say.
  if (!Array.isArray(list) && !cameAsObjects(observed)) return list;
  const before = observed.observations.slice(0, observed.seenAtAnswer);
  if (allEnded(before)) return PASS;
  if (gatheringConnections(observed.observations).length === 0) {
    const seen = text('an answer before gathering had even begun', '收集还没开始就返回了');
    return fail(EXPECTED, seen, whyNothing(observed.observations));
  }
  const early = gatheredLines(before).length;
  const late = gatheredLines(observed.observations).length - early;
  return fail(
    EXPECTED,
    text(
      `an answer while gathering went on: ${early} candidates before it, ${late} after it`,
      `收集还在进行就返回了：返回前有 ${early} 个候选者，返回后又来了 ${late} 个`,
    ),
    'wait-for-the-end',
  );
}

function cameAsObjects({ answer }: Observed): boolean {
  return answer?.ok === false && answer.error.kind === 'not-cloneable';
}
