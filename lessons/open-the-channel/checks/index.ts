import { defineChecks, text } from '#lessons/contract.ts';
import type { LocalizedText, Verdict } from '#lessons/contract.ts';
import { wordsOfLearnerError } from '#lessons/learner-error.ts';
import { DEADLINE_MS, observe } from './observe.ts';
import {
  connections,
  hasCandidates,
  hasChannel,
  hasGathered,
  isOpen,
  negotiation,
  type Observed,
  openAt,
  received,
  stillOpen,
} from './observed.ts';

const PASS: Verdict = { verdict: 'pass' };

const NO_NETWORK = text(
  'The browser found no address to connect over: this device has no network. Connect to one and run again.',
  '浏览器没有找到可用的地址：这台设备没有网络。请连上网络后重新运行。',
);

function fail(expected: LocalizedText, seen: LocalizedText, hint: string): Verdict {
  return { verdict: 'fail', expected, seen, hint };
}

/** What the call itself came to, when it threw. */
function thrown({ answer }: Observed): LocalizedText | undefined {
  return answer?.ok === false ? wordsOfLearnerError(answer.error) : undefined;
}

function twoConnections({ observations }: Observed): Verdict {
  const expected = text('two connections and a data channel', '两个连接和一个数据通道');
  const count = connections(observations).length;
  const channel = hasChannel(observations);
  if (count >= 2 && channel) return PASS;
  const seen = channel
    ? text(`connections: ${count}`, `连接：${count} 个`)
    : text(`connections: ${count}, no data channel`, `连接：${count} 个，没有数据通道`);
  return fail(expected, seen, 'two-of-them');
}

function channelOpens(observed: Observed): Verdict {
  const { observations } = observed;
  if (isOpen(observations)) return PASS;
  const expected = text('a channel that is open at two connections', '在两个连接上都打开的通道');
  if (isWithoutNetwork(observed)) return { verdict: 'error', seen: NO_NETWORK };
  const [seen, hint] = whyClosed(observed);
  return fail(expected, thrown(observed) ?? seen, hint);
}

/** Everything was negotiated, and there was simply no address. */
function isWithoutNetwork({ observations }: Observed): boolean {
  return negotiation(observations) === 'done' && hasGathered(observations) && !hasCandidates(observations);
}

/** What kept the channel from opening, and the hint that helps. */
function whyClosed(observed: Observed): [seen: LocalizedText, hint: string] {
  const { observations } = observed;
  if (connections(observations).length < 2 || !hasChannel(observations)) {
    return [text('nothing to open', '没有可以打开的通道'), 'two-of-them'];
  }
  if (openAt(observations).length > 0 && stillOpen(observations) <= 0) {
    return [
      text(
        'open on one side, and closed before the other side had it',
        '一侧已打开，另一侧还没来得及就被关闭',
      ),
      'close-both',
    ];
  }
  if (sentTooEarly(observed)) return [text('nothing was negotiated', '没有进行协商'), 'wait-for-open'];
  switch (negotiation(observations)) {
    case 'none':
      return [text('no offer was made', '没有发出 offer'), 'both-descriptions'];
    case 'waiting':
      return [text('an offer that still waits for its answer', 'offer 还在等待 answer'), 'both-descriptions'];
    case 'done':
      return hasGathered(observations)
        ? [
            text('described on both sides, but no check came through', '双方都有描述，但没有一次检查通过'),
            'pass-candidates-on',
          ]
        : [
            text(
              'described on both sides, without a channel in the offer',
              '双方都有描述，但 offer 里没有通道',
            ),
            'two-of-them',
          ];
  }
}

/** `send()` threw before anything was open, at the very start or when all was negotiated. */
function sentTooEarly({ answer, observations }: Observed): boolean {
  return (
    answer?.ok === false &&
    answer.error.name === 'InvalidStateError' &&
    openAt(observations).length === 0 &&
    negotiation(observations) !== 'waiting'
  );
}

function textArrives(observed: Observed): Verdict {
  const { observations } = observed;
  const texts = received(observations);
  if (texts.includes(observed.text)) return PASS;
  const expected = text('the given text, received by the other connection', '另一个连接收到给定的文本');
  if (isWithoutNetwork(observed)) return { verdict: 'error', seen: NO_NETWORK };
  if (texts.length > 0)
    return fail(expected, text('something else arrived', '收到的是别的内容'), 'the-other-end');
  if (!isOpen(observations)) {
    const [seen, hint] = whyClosed(observed);
    return fail(expected, thrown(observed) ?? seen, hint);
  }
  const nothing = text('the channel was open, and nothing arrived', '通道打开了，却什么也没有收到');
  return fail(
    expected,
    thrown(observed) ?? nothing,
    stillOpen(observations) > 0 ? 'wait-for-open' : 'close-both',
  );
}

function answers(observed: Observed): Verdict {
  const expected = text('the text that arrived', '到达的文本');
  const { answer, observations } = observed;
  if (answer === undefined) {
    const hint = isOpen(observations) ? 'the-other-end' : whyClosed(observed)[1];
    return fail(expected, text('no answer', '没有返回结果'), hint);
  }
  if (!answer.ok) {
    const hint = isOpen(observations) ? 'the-other-end' : whyClosed(observed)[1];
    return fail(expected, wordsOfLearnerError(answer.error), hint);
  }
  if (answer.value !== observed.text)
    return fail(expected, text('another answer', '返回了别的内容'), 'the-other-end');
  if (received(observations).includes(observed.text)) return PASS;
  return fail(expected, text('the text, but it never arrived', '返回了文本，但它从未到达'), 'the-other-end');
}

function closes({ observations }: Observed): Verdict {
  const expected = text('every connection closed', '每个连接都已关闭');
  const made = connections(observations).length;
  if (made === 0) return fail(expected, text('none was created', '没有创建任何连接'), 'two-of-them');
  const open = stillOpen(observations);
  if (open <= 0) return PASS;
  return fail(
    expected,
    text(`${open} of ${made} still open`, `${made} 个中有 ${open} 个仍然开着`),
    'close-both',
  );
}

export default defineChecks({
  deadlineMs: DEADLINE_MS,
  observe,
  checks: {
    'two-connections': twoConnections,
    'channel-opens': channelOpens,
    'text-arrives': textArrives,
    answers,
    closes,
  },
});
