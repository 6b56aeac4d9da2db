import { defineChecks, text } from '#lessons/contract.ts';
import type { LocalizedText, Verdict } from '#lessons/contract.ts';
import { wordsOfLearnerError } from '#lessons/learner-error.ts';
import { DEADLINE_MS, observe } from './observe.ts';
import {
  type Call,
  callOf,
  hasArrived,
  hasCandidates,
  hasFailed,
  hasOpened,
  made,
  stillOpen,
} from './observed.ts';
import type { Observed, Scene } from './observed.ts';

const PASS: Verdict = { verdict: 'pass' };
/** A timer of the frame and the clock here may differ by a little. */
const CLOCKS_MS = 100;

const NO_NETWORK = text(
  'The browser found no address to connect over: this device has no network. Connect to one and run again.',
  '浏览器没有找到可用的地址：这台设备没有网络。请连上网络后重新运行。',
);

function fail(expected: LocalizedText, seen: LocalizedText, hint: string): Verdict {
  return { verdict: 'fail', expected, seen, hint };
}

/** A scene in which the connection can be made: the text arrives, and the answer is `open`. */
function opens(scene: Scene): (observed: Observed) => Verdict {
  return (observed) => {
    const expected = text('the text at B, and the answer “open”', 'B 收到文本，返回值是 open');
    const call = callOf(observed, scene);
    if (!call || made(call) < 2) {
      return fail(expected, text('no two connections', '没有建立两个连接'), 'wait-for-the-open-event');
    }
    const { answer } = call;
    if (answer?.ok === false) {
      return fail(expected, wordsOfLearnerError(answer.error), 'wait-for-the-open-event');
    }
    if (!hasOpened(call) && !hasCandidates(call)) return { verdict: 'error', seen: NO_NETWORK };
    if (hasArrived(call) && answer?.value === 'open') return PASS;
    return fail(expected, ...whyNot(call));
  };
}

function whyNot(call: Call): [seen: LocalizedText, hint: string] {
  const { answer } = call;
  const ms = Math.round(call.tookMs);
  if (answer === undefined) {
    return [text(`no answer within ${ms} ms`, `${ms} 毫秒内没有返回结果`), 'wait-for-the-open-event'];
  }
  if (answer.ok && answer.value === 'failed') {
    return [
      text(
        `“failed” after ${ms} ms, of ${call.withinMs} that it had`,
        `${ms} 毫秒后返回 failed，而时限是 ${call.withinMs} 毫秒`,
      ),
      'waiting-is-not-failure',
    ];
  }
  if (answer.ok && answer.value !== 'open') {
    return [text('another answer', '返回了别的内容'), 'wait-for-the-open-event'];
  }
  return [
    text('“open”, but the text never arrived', '返回了 open，但文本从未到达'),
    'wait-for-the-open-event',
  ];
}

/** A scene without a way: `failed`, when the limit is over or the browser says so. */
function givesUp(scene: Scene): (observed: Observed) => Verdict {
  return (observed) => {
    const call = callOf(observed, scene);
    const limit = call?.withinMs ?? 0;
    const expected = text(`“failed” when ${limit} ms are over`, `满 ${limit} 毫秒时返回 failed`);
    if (!call || made(call) < 2) {
      return fail(expected, text('no two connections', '没有建立两个连接'), 'waiting-is-not-failure');
    }
    const { answer, tookMs } = call;
    const ms = Math.round(tookMs);
    if (answer === undefined) {
      return fail(
        expected,
        text(`still waiting after ${ms} ms`, `${ms} 毫秒后仍在等待`),
        'a-limit-of-your-own',
      );
    }
    if (!answer.ok) return fail(expected, wordsOfLearnerError(answer.error), 'wait-for-the-open-event');
    if (answer.value !== 'failed') {
      const said = typeof answer.value === 'string' ? answer.value.slice(0, 20) : '…';
      return fail(expected, text(`“${said}”`, `返回了 ${said}`), 'wait-for-the-open-event');
    }
    if (tookMs >= limit - CLOCKS_MS || hasFailed(call)) return PASS;
    return fail(
      expected,
      text(
        `“failed” after ${ms} ms, while it could still have come`,
        `才过 ${ms} 毫秒就返回 failed，连接还有希望`,
      ),
      'waiting-is-not-failure',
    );
  };
}

function closes({ calls }: Observed): Verdict {
  const expected = text('every connection closed', '每个连接都已关闭');
  const count = calls.reduce((sum, call) => sum + made(call), 0);
  if (count === 0) return fail(expected, text('none was created', '没有创建任何连接'), 'close-in-finally');
  const open = calls.reduce((sum, call) => sum + Math.max(0, stillOpen(call)), 0);
  if (open === 0) return PASS;
  return fail(
    expected,
    text(`${open} of ${count} still open`, `${count} 个中有 ${open} 个仍然开着`),
    'close-in-finally',
  );
}

export default defineChecks({
  deadlineMs: DEADLINE_MS,
  observe,
  checks: {
    'sends-when-open': opens('at-once'),
    'waits-for-a-late-answer': opens('late'),
    'gives-up-in-time': givesUp('no-answer'),
    'gives-up-without-addresses': givesUp('no-addresses'),
    closes,
  },
});
