import { text } from '#lessons/contract.ts';
import type { CheckContext, LocalizedText, Verdict } from '#lessons/contract.ts';
import { wordsOfLearnerError } from '#lessons/learner-error.ts';
import { hasTurn, seen, type Run } from './observed.ts';

export const PASS: Verdict = { verdict: 'pass' };

/** A verdict of failure; `hint` is an id of exercise.yaml. */
export function fail(expected: LocalizedText, what: LocalizedText, hint: string): Verdict {
  return { verdict: 'fail', expected, seen: what, hint };
}

const NO_TURN = text(
  'No TURN server is configured, so nothing can be relayed. “npm start” brings one along; or add yours in Settings → ICE servers.',
  '没有配置 TURN 服务器，无法中继。用 npm start 启动即自带一个；也可以在“设置 → ICE 服务器”中添加自己的。',
);

/** What the learner can't help: no TURN server, or one that refuses. Undefined where a relay can be had. */
export function notTheirFault(run: Run, { iceServers }: CheckContext): Verdict | undefined {
  if (!hasTurn(iceServers)) return { verdict: 'error', seen: NO_TURN };
  const gotRelay = seen(run, 'candidate').some(({ candidate }) => / typ relay(?: |$)/.test(candidate ?? ''));
  const [refusal] = seen(run, 'candidate-error');
  if (gotRelay || !refusal) return undefined;
  const said = `${refusal.errorCode} ${refusal.errorText}`.trim();
  return {
    verdict: 'error',
    seen: text(
      `The TURN server gave no relay candidate (${said}). Check it in Settings → ICE servers.`,
      `TURN 服务器没有给出中继候选（${said}）。请在“设置 → ICE 服务器”中检查它。`,
    ),
  };
}

/** Why a call has no answer to look at, in words; undefined where it has one. */
export function whyNoAnswer({ answer }: Run): LocalizedText | undefined {
  if (answer === undefined) return text('no answer within 15 s', '15 秒内没有返回结果');
  return answer.ok ? undefined : wordsOfLearnerError(answer.error);
}
