import { text } from '#lessons/contract.ts';
import type { LocalizedText, Verdict } from '#lessons/contract.ts';
import { wordsOfLearnerError } from '#lessons/learner-error.ts';
import type { Rehearsal } from './observe.ts';

const EXPECTED = text(
  'two connections in all, one restart, and every text in order on one channel',
  '总共两个连接，重启一次，所有文本依次从一个通道到达',
);

const NO_NETWORK = text(
  'The browser found no address to connect over: this device has no network. Connect to one and run again.',
  '浏览器没有找到可用的地址：这台设备没有网络。请连上网络后重新运行。',
);

/** Whether a real call went on through a restart. What the browser saw counts, not what was answered. */
export function channelSurvives({ texts, answer, observations }: Rehearsal): Verdict {
  if (answer?.ok === false) return fail(wordsOfLearnerError(answer.error));
  if (answer === undefined) return fail(text('no end of the rehearsal', 'rehearse 没有结束'));
  const made = observations.filter(({ kind }) => kind === 'connection-created').length;
  if (made !== 2) return fail(text(`${made} connections were made`, `创建了 ${made} 个连接`));
  if (!observations.some((seen) => seen.kind === 'candidate' && seen.candidate)) {
    return { verdict: 'error', seen: NO_NETWORK };
  }
  const received = observations.flatMap((seen) => (seen.kind === 'message' ? [seen] : []));
  if (new Set(received.map(({ channel }) => channel)).size > 1) {
    return fail(text('the texts came over several channels', '文本是从几个通道到达的'));
  }
  const restarts = restartsOf(observations);
  if (restarts !== 1) return fail(text(`${restarts} restarts`, `重启了 ${restarts} 次`));
  const inOrder = received.map((seen) => seen.text);
  if (inOrder.length === texts.length && inOrder.every((one, index) => one === texts[index])) {
    return { verdict: 'pass' };
  }
  return fail(
    text(
      `${inOrder.length} of ${texts.length} texts arrived`,
      `${texts.length} 条文本里到达了 ${inOrder.length} 条`,
    ),
  );
}

/** A restart has a ufrag of its own (RFC 8445 §9): so many more than one came to the connection that heard the most. */
function restartsOf(observations: Rehearsal['observations']): number {
  const ufrags = new Map<number, Set<string>>();
  for (const seen of observations) {
    if (seen.kind !== 'remote-candidate' || seen.usernameFragment === '') continue;
    const own = ufrags.get(seen.connection) ?? new Set();
    ufrags.set(seen.connection, own.add(seen.usernameFragment));
  }
  return Math.max(0, ...[...ufrags.values()].map((own) => own.size - 1));
}

function fail(seen: LocalizedText): Verdict {
  return { verdict: 'fail', expected: EXPECTED, seen, hint: 'keep-the-connection' };
}
