import { text } from '#lessons/contract.ts';
import type { Json, Verdict } from '#lessons/contract.ts';
import { fail, inEachRun, PASS } from './answer.ts';
import { gatheredLines, knownSignal } from './observed.ts';
import type { Observed, Run } from './observed.ts';

const EXPECTED = text('one and the same ufrag in every signal', '每个信令里都是同一个 ufrag');

/** RFC 8839 §5.4: 4 to 256 letters, digits, `+` or `/`. */
const UFRAG = /^[A-Za-z0-9+/]{4,256}$/;

/** RFC 8838 §13: the indication must specify its generation. Two connections never share one. */
export function namesItsSession(observed: Observed): Verdict {
  const verdict = inEachRun(observed, EXPECTED, judge);
  if (verdict.verdict !== 'pass') return verdict;
  const [first, second] = observed.runs.map((run) => ufragsOf(run)[0]);
  if (first === undefined || first !== second) return PASS;
  return fail(
    EXPECTED,
    text('the same ufrag for two connections', '两个连接用了同一个 ufrag'),
    'which-session',
  );
}

function judge(run: Run): Verdict {
  const ufrags = ufragsOf(run);
  if (ufrags.length === 0)
    return fail(EXPECTED, text('no signal at all', '一个信令也没有'), 'a-queue-between');
  const missing = ufrags.filter((ufrag) => typeof ufrag !== 'string' || !UFRAG.test(ufrag)).length;
  if (missing > 0) {
    const seen = text(`${missing} signals without one`, `有 ${missing} 个信令没有`);
    return fail(EXPECTED, seen, 'which-session');
  }
  if (new Set(ufrags).size > 1) {
    return fail(EXPECTED, text('different ones', '各不相同'), 'which-session');
  }
  // Chromium writes it into the line as well.
  const written = gatheredLines(run).flatMap((line) => / ufrag (\S+)/.exec(line)?.[1] ?? []);
  const isWrong = written.length > 0 && !written.includes(String(ufrags[0]));
  return isWrong
    ? fail(EXPECTED, text('one that is not this connection’s', '不是这个连接的 ufrag'), 'which-session')
    : PASS;
}

function ufragsOf({ taken }: Run): (Json | undefined)[] {
  return taken.flatMap((one) => {
    const signal = knownSignal(one);
    return signal ? [signal.usernameFragment] : [];
  });
}
