import { defineChecks, text } from '#lessons/contract.ts';
import type { CheckContext, Json, LocalizedText, Verdict } from '#lessons/contract.ts';
import { DEADLINE_MS, observe } from './observe.ts';
import {
  configuredUrls,
  field,
  openConnections,
  seen,
  selectedPairs,
  type Observed,
  type Run,
} from './observed.ts';
import { fail, notTheirFault, PASS, whyNoAnswer } from './words.ts';

/** Two connections were made, and both were given the servers and the policy. */
function relayOnly({ relayed }: Observed, { iceServers }: CheckContext): Verdict {
  const expected = text(
    'two connections with the servers and iceTransportPolicy "relay"',
    '两个连接，都带有服务器和 iceTransportPolicy: "relay"',
  );
  const made = seen(relayed, 'connection-created').map(({ configuration }) => configuration);
  if (made.length !== 2) {
    return fail(expected, text(`${made.length} connections`, `${made.length} 个连接`), 'each-side-decides');
  }
  const without = made.filter(
    (configuration) => field(configuration, 'iceTransportPolicy') !== 'relay',
  ).length;
  if (without > 0) {
    return fail(
      expected,
      text(`${without} of 2 without the policy`, `2 个中有 ${without} 个没有设置策略`),
      'each-side-decides',
    );
  }
  const wanted = iceServers.flatMap(({ urls }) => [urls].flat());
  const lacking = made.filter((one) => wanted.some((url) => !configuredUrls(one).includes(url))).length;
  return lacking === 0
    ? PASS
    : fail(
        expected,
        text(`${lacking} of 2 without the given servers`, `2 个中有 ${lacking} 个没有用给定的服务器`),
        'each-side-decides',
      );
}

/** The statistics, read by the runner itself, name a relayed local candidate on both sides. */
function bothRelayed({ relayed }: Observed, context: CheckContext): Verdict {
  const excuse = notTheirFault(relayed, context);
  if (excuse) return excuse;
  const expected = text('a local relay candidate in use on both sides', '双方正在使用的本地候选都是 relay');
  const types = selectedPairs(relayed).map((pair) => pair?.localType || '—');
  if (types.length === 2 && types.every((type) => type === 'relay')) return PASS;
  const connected = types.filter((type) => type !== '—');
  if (connected.length < 2) {
    return fail(
      expected,
      text(`${connected.length} connected sides`, `连接成功的有 ${connected.length} 方`),
      'let-them-connect',
    );
  }
  return fail(expected, text(types.join(', '), types.join('、')), 'each-side-decides');
}

/** The hidden text arrived over a data channel, in both runs. */
function textArrives({ relayed, direct }: Observed, context: CheckContext): Verdict {
  const excuse = notTheirFault(relayed, context);
  if (excuse) return excuse;
  const expected = text('the given text, received by a data channel', '数据通道收到给定的文本');
  for (const run of direct ? [relayed, direct] : [relayed]) {
    const messages = seen(run, 'message');
    if (messages.some((message) => message.text === run.text)) continue;
    const failed = run.answer?.ok === false ? whyNoAnswer(run) : undefined;
    const what =
      failed ??
      (messages.length > 0
        ? text('other messages', '收到的是别的消息')
        : text('no message', '没有收到任何消息'));
    return fail(expected, what, 'wait-for-open');
  }
  return PASS;
}

/** The answer agrees with what the browser's statistics said, in both runs. */
function fromStats({ relayed, direct }: Observed, context: CheckContext): Verdict {
  const excuse = notTheirFault(relayed, context);
  if (excuse) return excuse;
  for (const run of [relayed, direct]) {
    const why = run && whyNoAnswer(run);
    const expected = text(
      `the types of the selected pairs${run?.policy === 'all' ? ', of a call with policy "all" too' : ''}`,
      `选定对的候选类型${run?.policy === 'all' ? '，策略为 "all" 的通话也一样' : ''}`,
    );
    if (!run || why) return fail(expected, why ?? text('no answer', '没有返回结果'), 'ask-the-transport');
    const wrong = wrongType(run);
    if (wrong) return fail(expected, wrong, 'ask-the-transport');
  }
  return PASS;
}

const TYPES = ['host', 'srflx', 'prflx', 'relay'];

/** The first type in the answer that is not what was observed, as `a.local: relay, in use: host`. */
function wrongType(run: Run): LocalizedText | undefined {
  const value = run.answer?.ok ? run.answer.value : null;
  const [a, b] = selectedPairs(run);
  for (const [name, pair] of [
    ['a', a],
    ['b', b],
  ] as const) {
    if (!pair) return text(`${name}: not connected`, `${name}：没有连上`);
    for (const end of ['local', 'remote'] as const) {
      const said = field(field(value, name), end);
      const used = end === 'local' ? pair.localType : pair.remoteType;
      if (isRight(end, said, used)) continue;
      const [given, inUse] = [`${name}.${end}: ${JSON.stringify(said ?? null)}`, used || '?'];
      return text(`${given}, in use: ${inUse}`, `${given}，实际在用：${inUse}`);
    }
  }
  return undefined;
}

/**
 * Whether a side's own candidate is a relay never changes. Which of the other types it has may, while the checks go
 * on; and a remote one that was first seen as peer-reflexive gets its real type when it is signalled.
 */
function isRight(end: 'local' | 'remote', said: Json | undefined, used: string): boolean {
  if (typeof said !== 'string' || !TYPES.includes(said)) return false;
  if (said === used || used === '') return true;
  if (end === 'remote' && (said === 'prflx' || used === 'prflx')) return true;
  return said !== 'relay' && used !== 'relay';
}

function closes(observed: Observed): Verdict {
  const expected = text('every connection closed', '每个连接都已关闭');
  const runs = observed.direct ? [observed.relayed, observed.direct] : [observed.relayed];
  if (seen(observed.relayed, 'connection-created').length === 0) {
    return fail(expected, text('none was created', '没有创建任何连接'), 'each-side-decides');
  }
  const open = runs.reduce((sum, run) => sum + openConnections(run), 0);
  return open === 0
    ? PASS
    : fail(expected, text(`${open} still open`, `仍有 ${open} 个开着`), 'close-in-finally');
}

export default defineChecks<Observed>({
  deadlineMs: DEADLINE_MS,
  observe,
  checks: {
    'relay-only': relayOnly,
    'both-relayed': bothRelayed,
    'text-arrives': textArrives,
    'from-stats': fromStats,
    closes,
  },
});
