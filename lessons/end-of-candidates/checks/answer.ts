import { text } from '#lessons/contract.ts';
import { wordsOfLearnerError } from '#lessons/learner-error.ts';
import type { LocalizedText, Verdict } from '#lessons/contract.ts';
import { startedGathering } from './observed.ts';
import type { Observed, Pace, Run } from './observed.ts';

export const PASS: Verdict = { verdict: 'pass' };

/** A verdict of failure; `hint` is an id of exercise.yaml. */
export function fail(expected: LocalizedText, seen: LocalizedText, hint?: string): Verdict {
  return hint === undefined ? { verdict: 'fail', expected, seen } : { verdict: 'fail', expected, seen, hint };
}

/** Never the learner's fault: some server keeps the browser waiting, or there is no network at all. */
const NO_END = text(
  'Gathering had not ended after 15 s: a server does not answer, or there is no network. Check Settings → ICE servers, then run again.',
  '15 秒后收集仍未结束：可能有服务器不应答，也可能没有网络。请检查“设置 → ICE 服务器”，然后重新运行。',
);

/** Why there is nothing to look at in a run, or undefined where there is. */
export function whyNothing(run: Run | undefined, expected: LocalizedText): Verdict | undefined {
  if (!run) return fail(expected, text('nothing happened', '什么也没有发生'));
  const thrown = run.answer && !run.answer.outcome.ok ? run.answer.outcome.error : run.nextError;
  if (thrown) return fail(expected, wordsOfLearnerError(thrown));
  if (run.gatheredAtMs !== undefined) return undefined;
  if (startedGathering(run.observations) && !wasClosed(run)) return { verdict: 'error', seen: NO_END };
  return startedGathering(run.observations)
    ? fail(
        expected,
        text('the connection was closed while it was gathering', '收集还没结束，连接就被关闭了'),
        'the-browser-says-when',
      )
    : fail(expected, text('no connection began to gather', '没有任何连接开始收集'), 'three-kinds-of-event');
}

function wasClosed({ observations }: Run): boolean {
  return observations.some(({ kind }) => kind === 'connection-closed');
}

/** Judges run after run: the first verdict that is not a pass, with the channel that showed it. */
export function inEachRun(
  { runs }: Observed,
  expected: LocalizedText,
  judge: (run: Run) => Verdict,
): Verdict {
  if (runs.length === 0) return fail(expected, text('nothing happened', '什么也没有发生'));
  for (const run of runs) {
    const verdict = whyNothing(run, expected) ?? judge(run);
    if (verdict.verdict === 'fail') return { ...verdict, seen: withChannel(verdict.seen, run.pace) };
    if (verdict.verdict !== 'pass') return verdict;
  }
  return PASS;
}

function withChannel(seen: LocalizedText, pace: Pace): LocalizedText {
  return pace === 'eager'
    ? text(`${seen.en} (fast channel)`, `${seen['zh-cn']}（快的通道）`)
    : text(`${seen.en} (slow channel)`, `${seen['zh-cn']}（慢的通道）`);
}
