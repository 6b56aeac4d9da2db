import { text } from '#lessons/contract.ts';
import type { Verdict } from '#lessons/contract.ts';
import { fail, PASS, whyNothing } from './answer.ts';
import { isEnd } from './observed.ts';
import type { Observed } from './observed.ts';

/** Room for a busy machine, and for code that looks at the state every now and then. */
const AT_ONCE_MS = 800;

const EXPECTED = text(
  'the end ready to be taken when gathering has ended',
  '收集一结束，结束指示就可以被取走',
);

/** The eager channel asks all the time, so it takes the end when it is there: right after the end of gathering. */
export function endIsPrompt({ runs }: Observed): Verdict {
  const eager = runs.find(({ pace }) => pace === 'eager');
  const nothing = whyNothing(eager, EXPECTED);
  if (nothing) return nothing;
  const { taken = [], gatheredAtMs = 0 } = eager ?? {};
  const at = taken.findIndex(isEnd);
  const end = taken[at];
  if (!end) return fail(EXPECTED, text('no end', '没有结束指示'), 'the-browser-says-when');
  // A channel that was still busy with the candidates could not take it sooner.
  const free = Math.max(gatheredAtMs, taken[at - 1]?.atMs ?? 0);
  const lateMs = Math.round(end.atMs - free);
  if (lateMs <= AT_ONCE_MS) return PASS;
  return fail(
    EXPECTED,
    text(`the end ${lateMs} ms later`, `结束指示晚了 ${lateMs} 毫秒`),
    'the-browser-says-when',
  );
}
