import { text } from '#lessons/contract.ts';
import type { Verdict } from '#lessons/contract.ts';
import { fail, listOf, PASS } from './answer.ts';
import type { Observed } from './observed.ts';

const EXPECTED = text('every connection closed', '每个连接都已关闭');

/** Whoever opens a connection closes it: an open one holds ports and, on a TURN server, an allocation. */
export function closes(observed: Observed): Verdict {
  const { observations } = observed;
  const opened = observations.filter(({ kind }) => kind === 'connection-created').length;
  const closed = observations.filter(({ kind }) => kind === 'connection-closed').length;
  if (opened === 0) return fail(EXPECTED, text('none was created', '没有创建任何连接'), 'ask-the-browser');
  if (closed >= opened) return PASS;
  // Code that still waits for a silent server has had no chance to close anything.
  const list = listOf(observed);
  if (!Array.isArray(list) && list.verdict === 'error') return list;
  return fail(
    EXPECTED,
    text(`${opened - closed} of ${opened} still open`, `${opened} 个中有 ${opened - closed} 个仍然开着`),
    'close-in-finally',
  );
}
