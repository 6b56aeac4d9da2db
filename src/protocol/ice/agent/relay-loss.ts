import { setPairState } from './checklist/pair.ts';
import { type AgentState, type Checklist, type Pair, type Session, isSamePath } from './state.ts';
import type { AgentAction, Path } from './types.ts';

/**
 * A relay is no more: its candidate goes, so that a restart doesn't tell it again, and every pair over it fails at once,
 * since no check could leave. Where data went over it only a restart helps, as without consent: RFC 6544 §11.2 wants the
 * client to "obtain a new allocation, and restart ICE for that media stream".
 */
export function loseRelay(state: AgentState, at: number, path: Path): AgentAction[] {
  const kept = state.local.filter((candidate) => !isSamePath(candidate.path, path));
  state.local.splice(0, state.local.length, ...kept);
  return [state.session, state.previous].flatMap((session) => {
    if (!session) return [];
    const ended = endTraffic(session, path);
    return session.checklists.flatMap((checklist) =>
      failPairs(at, checklist, path, ended.has(checklist.stream)),
    );
  });
}

/** Ends what was under way; answers with the streams whose data, or whose one nomination, went over the relay. */
function endTraffic({ selected, transactions }: Session, path: Path): Set<number> {
  const streams = new Set<number>();
  for (const [key, { pair }] of selected) {
    if (!isSamePath(pair.local.path, path)) continue;
    selected.delete(key);
    streams.add(pair.stream);
  }
  for (const { transactionId, context } of transactions.open()) {
    if (!isSamePath(context.path, path)) continue;
    transactions.finish(transactionId);
    if (context.nominates) streams.add(context.pair.stream);
  }
  return streams;
}

function failPairs(at: number, checklist: Checklist, path: Path, isFinal: boolean): AgentAction[] {
  const isOver = ({ local }: Pair): boolean => isSamePath(local.path, path);
  const over = new Set([...checklist.pairs, ...checklist.valid].filter(isOver));
  checklist.triggered = checklist.triggered.filter((pair) => !isOver(pair));
  checklist.valid = checklist.valid.filter((pair) => !isOver(pair));
  const actions = [...over].flatMap((pair) => {
    pair.nominating = false;
    return setPairState(at, pair, 'failed', 'relay-lost');
  });
  if (!isFinal) return actions;
  checklist.isFinal = true;
  if (checklist.state === 'failed') return actions;
  checklist.state = 'failed';
  const { stream } = checklist;
  const failed = { event: 'checklist-state', stream, state: 'failed', why: 'relay-lost' } as const;
  return [...actions, { kind: 'trace', at, ...failed }];
}
