import { text } from '#lessons/contract.ts';
import type { Verdict } from '#lessons/contract.ts';
import { fail, inEachRun, PASS } from './answer.ts';
import { gatheredLines, knownSignal } from './observed.ts';
import type { Observed, Run } from './observed.ts';

const EXPECTED = text(
  'each candidate of this browser once, in its order',
  '本浏览器的每个候选者各一次，顺序不变',
);

/** RFC 8838 §9: exactly once and in the same order. */
export function everyCandidate(observed: Observed): Verdict {
  return inEachRun(observed, EXPECTED, judge);
}

function judge(run: Run): Verdict {
  const unknown = run.taken.filter((taken) => !knownSignal(taken)).length;
  if (unknown > 0) {
    return fail(
      EXPECTED,
      text(
        `${unknown} signals of a shape that the task doesn’t know`,
        `有 ${unknown} 个信令不是任务规定的形式`,
      ),
      'three-kinds-of-event',
    );
  }
  const lines = run.taken.flatMap((taken) => {
    const signal = knownSignal(taken);
    return signal?.kind === 'candidate' ? [signal.candidate] : [];
  });
  const empty = lines.filter((line) => line === '').length;
  if (empty > 0) {
    const seen = text(`${empty} candidates with an empty line`, `有 ${empty} 个候选者的内容为空`);
    return fail(EXPECTED, seen, 'three-kinds-of-event');
  }
  const gathered = gatheredLines(run);
  const invented = lines.filter((line) => !gathered.includes(line)).length;
  if (invented > 0) {
    const seen = text(
      `${invented} that no icecandidate event carried`,
      `有 ${invented} 个不是来自任何 icecandidate 事件`,
    );
    return fail(EXPECTED, seen, 'a-queue-between');
  }
  const repeated = lines.length - new Set(lines).size;
  if (repeated > 0) {
    return fail(EXPECTED, text(`${repeated} of them again`, `有 ${repeated} 个重复出现`), 'a-queue-between');
  }
  const missing = gathered.length - lines.length;
  if (missing > 0) {
    const seen = text(
      `${missing} of ${gathered.length} missing`,
      `${gathered.length} 个中缺少 ${missing} 个`,
    );
    return fail(EXPECTED, seen, 'a-queue-between');
  }
  const isInOrder = lines.every((line, index) => line === gathered[index]);
  return isInOrder ? PASS : fail(EXPECTED, text('another order', '顺序不同'), 'a-queue-between');
}
