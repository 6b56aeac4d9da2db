import { text } from '#lessons/contract.ts';
import type { Verdict } from '#lessons/contract.ts';
import { fail, PASS } from './answer.ts';
import type { Observed } from './observed.ts';

const EXPECTED = text('every connection closed', '每个连接都已关闭');

/** Whoever opens a connection closes it: an open one holds ports and, on a TURN server, an allocation. */
export function closes({ observations }: Observed): Verdict {
  const opened = observations.filter(({ kind }) => kind === 'connection-created').length;
  const closed = observations.filter(({ kind }) => kind === 'connection-closed').length;
  if (opened === 0) {
    return fail(EXPECTED, text('none was created', '没有创建任何连接'), 'three-kinds-of-event');
  }
  if (closed >= opened) return PASS;
  return fail(
    EXPECTED,
    text(`${opened - closed} of ${opened} still open`, `${opened} 个中有 ${opened - closed} 个仍然开着`),
    'close-in-finally',
  );
}
