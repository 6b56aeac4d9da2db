import { text } from '#lessons/contract.ts';
import type { CheckContext, Observation, Verdict } from '#lessons/contract.ts';
import { fail, listOf, PASS } from './answer.ts';
import { allEnded, gatheredLines, isEntry, serverUrls, whyNothing } from './observed.ts';
import type { Observed } from './observed.ts';

const EXPECTED = text('a relay candidate from the TURN server', '来自 TURN 服务器的中继候选');

const NO_TURN = text(
  'No TURN server is configured, so there can be no relay candidate. “npm start” brings one along; or add yours in Settings → ICE servers.',
  '没有配置 TURN 服务器，因此不会有中继候选。用 npm start 启动即自带一个；也可以在“设置 → ICE 服务器”中添加自己的。',
);

/** Where a TURN server is configured, the answer has a relay candidate. Without one nobody is to blame. */
export function relayNeedsTurn(observed: Observed, { iceServers }: CheckContext): Verdict {
  if (!serverUrls(iceServers).some((url) => /^turns?:/i.test(url)))
    return { verdict: 'error', seen: NO_TURN };
  const list = listOf(observed);
  if (!Array.isArray(list)) return list;
  const gathered = gatheredLines(observed.observations);
  const relayed = gathered.filter(isRelayLine);
  // By its line: whether the type was copied as well is for another check to say.
  if (list.some((entry) => isEntry(entry) && relayed.some((line) => line === entry.candidate))) return PASS;

  if (relayed.length > 0) {
    return fail(
      EXPECTED,
      text('one was gathered, but it is not in your list', '收集到了，但不在返回的列表里'),
      'wait-for-the-end',
    );
  }
  const refusal = observed.observations.find((seen) => seen.kind === 'candidate-error');
  if (refusal) return { verdict: 'error', seen: refusedBy(refusal) };
  return fail(EXPECTED, text('none was gathered', '没有收集到'), whyNoRelay(observed, gathered));
}

function whyNoRelay({ observations }: Observed, gathered: readonly string[]): string {
  if (gathered.length === 0) return whyNothing(observations);
  return allEnded(observations) ? 'ask-the-browser' : 'wait-for-the-end';
}

function isRelayLine(line: string): boolean {
  return / typ relay(?: |$)/.test(line);
}

function refusedBy({ url, errorCode, errorText }: Extract<Observation, { kind: 'candidate-error' }>) {
  const said = `${url} ${errorCode} ${errorText}`.trim();
  return text(
    `The TURN server gave no relay candidate (${said}). Check it in Settings → ICE servers.`,
    `TURN 服务器没有给出中继候选（${said}）。请在“设置 → ICE 服务器”中检查它。`,
  );
}
