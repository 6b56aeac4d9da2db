import { text } from '#lessons/contract.ts';
import { wordsOfLearnerError } from '#lessons/learner-error.ts';
import type { LearnerError, LocalizedText, Verdict } from '#lessons/contract.ts';
import type { Observed, Session, Step } from './observed.ts';

const PASS: Verdict = { verdict: 'pass' };

function fail(expected: LocalizedText, seen: LocalizedText, hint?: string): Verdict {
  return hint === undefined ? { verdict: 'fail', expected, seen } : { verdict: 'fail', expected, seen, hint };
}

/** Never the learner's fault. */
const NO_CANDIDATES: Verdict = {
  verdict: 'error',
  seen: text(
    'The checker’s own connection found no candidate: this device has no network to gather on.',
    '检查程序自己的连接没有收集到候选者：这台设备没有可用的网络。',
  ),
};

/** Each offer was answered, and the checker's own browser took the answer. */
export function answers({ first, second }: Observed): Verdict {
  const expected = text('an answer to each offer', '每个 offer 都得到 answer');
  for (const session of [first, second]) {
    if (!session) break;
    if (session.refused !== undefined) {
      const seen = text(
        `one that the browser doesn’t take: ${session.refused}`,
        `浏览器不接受：${session.refused}`,
      );
      return fail(expected, seen, 'answer-first');
    }
    if (session.answers === session.offers) continue;
    const error = errorIn(session, 'offer') ?? session.error;
    const seen = text(
      `${session.answers} of ${session.offers}`,
      `${session.offers} 个中只有 ${session.answers} 个`,
    );
    return fail(expected, error ? wordsOfLearnerError(error) : seen, 'answer-first');
  }
  return PASS;
}

/** Everything that came before the offer was kept and added: nothing else can have connected the two. */
export function earlyCandidates({ first }: Observed): Verdict {
  return connectedBy(first, {
    expected: text(
      'a connection by the candidates that came before the offer',
      '靠 offer 之前到达的候选者建立连接',
    ),
    lost: 'keep-them',
    thrown: 'keep-them',
  });
}

/** The same after a restart, when a description of another generation was there already. */
export function nextGeneration({ second, observations }: Observed): Verdict {
  const expected = text(
    'a connection by the candidates that came before the second offer',
    '靠第二个 offer 之前到达的候选者建立连接',
  );
  const hint = 'which-generation';
  // Chromium takes one of an unknown ufrag in silence; whether it is used is a matter of luck.
  const tooEarly = observations.some(
    (seen) => seen.kind === 'remote-candidate' && !seen.described && seen.usernameFragment === second?.ufrag,
  );
  if (tooEarly) {
    const seen = text(
      'a candidate was added before the description with its ufrag was set',
      '候选者被加入连接时，带有其 ufrag 的描述还没有设置',
    );
    return fail(expected, seen, hint);
  }
  return connectedBy(second, { expected, lost: hint, thrown: hint });
}

/** A candidate of the generation before is a delayed message: RFC 8838 §9 wants it ignored. */
export function lateCandidates({ second }: Observed): Verdict {
  const expected = text('a delayed candidate ignored in peace', '迟到的候选者被平静地忽略');
  if (!second?.delivered.some(({ step }) => step === 'late-candidate')) {
    return second?.candidates === 0
      ? NO_CANDIDATES
      : fail(
          expected,
          text('no second answer, so it was not sent', '没有第二个 answer，因此没有发送'),
          'answer-first',
        );
  }
  const error = errorIn(second, 'late-candidate');
  if (!error && !second.isConnected) {
    const seen = text('no connection, so nothing was shown', '没有连上，因此什么也没有证明');
    return fail(expected, seen, 'which-generation');
  }
  return error ? fail(expected, wordsOfLearnerError(error), 'the-past') : PASS;
}

/** Whoever opens a connection closes it. */
export function closes({ observations }: Observed): Verdict {
  const expected = text('every connection closed', '每个连接都已关闭');
  const count = (kind: string) => observations.filter((seen) => seen.kind === kind).length;
  const [opened, closed] = [count('connection-created'), count('connection-closed')];
  if (opened === 0) return fail(expected, text('none was created', '没有创建任何连接'), 'answer-first');
  if (closed >= opened) return PASS;
  const open = opened - closed;
  return fail(
    expected,
    text(`${open} of ${opened} still open`, `${opened} 个中有 ${open} 个仍然开着`),
    'stop-closes',
  );
}

interface Words {
  readonly expected: LocalizedText;
  readonly lost: string;
  readonly thrown: string;
}

function connectedBy(session: Session | undefined, { expected, lost, thrown }: Words): Verdict {
  if (!session)
    return fail(
      expected,
      text('no answer to the first offer', '第一个 offer 没有得到 answer'),
      'answer-first',
    );
  if (session.candidates === 0) return NO_CANDIDATES;
  const error = errorIn(session, 'early-candidate');
  if (error) return fail(expected, wordsOfLearnerError(error), thrown);
  if (session.isConnected) return PASS;
  if (session.answers < session.offers) {
    return fail(expected, text('an offer without an answer', '有 offer 没有得到 answer'), 'answer-first');
  }
  const n = session.candidates;
  return fail(
    expected,
    text(`no connection: none of the ${n} was used`, `没有连上：这 ${n} 个候选者一个也没有用上`),
    lost,
  );
}

/** The first error of a call of `receive` in this step. */
function errorIn({ delivered }: Session, step: Step): LearnerError | undefined {
  for (const { step: of, outcome } of delivered) {
    if (of === step && outcome && !outcome.ok) return outcome.error;
  }
  return undefined;
}
