import { text } from '#lessons/contract.ts';
import type { Verdict } from '#lessons/contract.ts';
import { fail, inEachRun, PASS } from './answer.ts';
import { gatheredLines, isEnd } from './observed.ts';
import type { Observed, Run } from './observed.ts';

const EXPECTED = text(
  'the number of candidates, right after the end was taken',
  '结束指示被取走之后，立即以候选者的个数兑现',
);

/** How long after the end was taken an answer may still come: long for a promise, short for a timer. */
const SOON_MS = 1_200;
/** Two messages cross at the border of the frame: the answer of `next()` and that of `trickle()`. */
const CROSSING_MS = 60;

/** The promise is kept when everything was sent: not when it was gathered, and not after a while. */
export function resolvesWhenTaken(observed: Observed): Verdict {
  return inEachRun(observed, EXPECTED, judge);
}

function judge(run: Run): Verdict {
  const { answer, taken } = run;
  const end = taken.find(isEnd);
  if (!end) {
    const seen = text('no end that could be taken', '没有可以取走的结束指示');
    return fail(EXPECTED, seen, 'the-browser-says-when');
  }
  if (!answer) return fail(EXPECTED, text('no answer', '没有兑现'), 'taken-is-not-gathered');
  const lateMs = Math.round(answer.atMs - end.atMs);
  if (lateMs < -CROSSING_MS) {
    const seen = text(`an answer ${-lateMs} ms before that`, `早了 ${-lateMs} 毫秒`);
    return fail(EXPECTED, seen, 'taken-is-not-gathered');
  }
  if (lateMs > SOON_MS) {
    return fail(
      EXPECTED,
      text(`an answer ${lateMs} ms later`, `晚了 ${lateMs} 毫秒`),
      'taken-is-not-gathered',
    );
  }
  const count = gatheredLines(run).length;
  const value = answer.outcome.ok ? answer.outcome.value : undefined;
  if (value === count) return PASS;
  return fail(
    EXPECTED,
    typeof value === 'number'
      ? text(`${value} instead of ${count}`, `得到 ${value}，应为 ${count}`)
      : text('something that is no number', '返回值不是数字'),
    'three-kinds-of-event',
  );
}
