import { pairsToBeginWith, pairsToThaw } from '../checklist/freezing.ts';
import { compareByPriority, setPairState } from '../checklist/pair.ts';
import type { AgentState, Checklist, Pair, Session } from '../state.ts';
import type { AgentAction } from '../types.ts';
import { sendCheck } from './request.ts';

/** The pair whose check is next, and by which rule. */
export interface NextCheck {
  readonly checklist: Checklist;
  readonly pair: Pair;
  readonly kind: 'ordinary' | 'triggered';
}

/**
 * Which check is next, RFC 8445 §6.1.4.2: checklists in turn; of one, the triggered-check queue first, then the waiting
 * pair of the highest priority, thawing frozen ones where none waits. Changes nothing.
 */
export function nextCheck({ checklists, lastPicked, started }: Session): NextCheck | undefined {
  const inTurn = [...checklists.slice(lastPicked + 1), ...checklists.slice(0, lastPicked + 1)];
  const begun = started ? undefined : pairsToBeginWith(checklists);
  for (const checklist of inTurn) {
    if (checklist.isFinal) continue;
    const [triggered] = checklist.triggered;
    if (triggered) return { checklist, pair: triggered, kind: 'triggered' };
    if (checklist.state !== 'running') continue;
    const waiting = begun
      ? begun.filter((pair) => checklist.pairs.includes(pair))
      : checklist.pairs.filter(({ state }) => state === 'waiting');
    const candidates = waiting.length > 0 || begun ? waiting : pairsToThaw(checklists, checklist);
    const [pair] = candidates.toSorted(compareByPriority);
    if (pair) return { checklist, pair, kind: 'ordinary' };
  }
  return undefined;
}

/** Sends the next check, if there is one and the peer's password is known. Ta has fired. */
export function performNextCheck(state: AgentState, at: number, session: Session): AgentAction[] {
  const { remote } = session;
  if (!remote || !nextCheck(session)) return [];
  const begun = begin(at, session);
  const next = nextCheck(session);
  if (!next) return begun;
  const { checklist, pair, kind } = next;
  const thawed =
    kind === 'ordinary' && pair.state === 'frozen'
      ? pairsToThaw(session.checklists, checklist).flatMap((frozen) =>
          setPairState(at, frozen, 'waiting', 'foundation-idle'),
        )
      : [];
  checklist.triggered = checklist.triggered.filter((queued) => queued !== pair);
  session.lastPicked = session.checklists.indexOf(checklist);
  return [...begun, ...thawed, ...sendCheck(state, at, session, remote, pair, kind)];
}

/** "As soon as the initial states for the candidate pairs in the checklist set have been set, a check is performed". */
function begin(at: number, session: Session): AgentAction[] {
  if (session.started) return [];
  session.started = true;
  return pairsToBeginWith(session.checklists).flatMap((pair) =>
    pair.state === 'frozen' ? setPairState(at, pair, 'waiting', 'first-of-foundation') : [],
  );
}
