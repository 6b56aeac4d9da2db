import { text } from '#lessons/contract.ts';
import { wordsOfLearnerError } from '#lessons/learner-error.ts';
import type { Json, LearnerError, LocalizedText, Verdict } from '#lessons/contract.ts';
import { allEnded, gatheredLines, gatheringConnections, whyNothing } from './observed.ts';
import type { Observed } from './observed.ts';

const A_LIST = text('a list of candidates', '一个候选者列表');

/** Never the learner's fault: some server keeps the browser waiting, or there is no network at all. */
const NO_END = text(
  'Gathering had not ended after 22 s: a server does not answer, or there is no network. Check Settings → ICE servers, then run again.',
  '22 秒后收集仍未结束：可能有服务器不应答，也可能没有网络。请检查“设置 → ICE 服务器”，然后重新运行。',
);

/** The learner's list, or the verdict that there is none to look at. */
export function listOf({ answer, observations }: Observed): Json[] | Verdict {
  if (answer === undefined) {
    if (gatheringConnections(observations).length === 0) {
      return fail(
        A_LIST,
        text('no answer: no connection began to gather', '没有返回结果：没有任何连接开始收集'),
        'something-to-gather-for',
      );
    }
    if (!allEnded(observations)) return { verdict: 'error', seen: NO_END };
    return fail(
      A_LIST,
      text('no answer, although gathering had ended', '收集已经结束，函数却一直没有返回结果'),
      'wait-for-the-end',
    );
  }
  if (!answer.ok) return failedCall(answer.error);
  if (Array.isArray(answer.value)) return answer.value;
  return fail(A_LIST, text('something that is no array', '返回值不是数组'), 'plain-data');
}

function failedCall(error: LearnerError): Verdict {
  return fail(A_LIST, wordsOfLearnerError(error), error.kind === 'not-cloneable' ? 'plain-data' : undefined);
}

/** An empty list has nothing wrong in it, and nothing right either. */
export function emptyList(expected: LocalizedText, { observations }: Observed): Verdict {
  const hint = gatheredLines(observations).length === 0 ? whyNothing(observations) : 'one-event-each';
  return fail(expected, text('an empty list', '列表是空的'), hint);
}

/** A verdict of failure; `hint` is an id of exercise.yaml. */
export function fail(expected: LocalizedText, seen: LocalizedText, hint?: string): Verdict {
  return hint === undefined ? { verdict: 'fail', expected, seen } : { verdict: 'fail', expected, seen, hint };
}

export const PASS: Verdict = { verdict: 'pass' };
