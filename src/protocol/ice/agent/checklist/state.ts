import { type AgentState, type Checklist, type Session, componentsOf } from '../state.ts';
import type { AgentAction, IceState } from '../types.ts';

/** Fails the checklists that have no way left, and gives the agent the state that follows. RFC 8445 §6.1.3, §7.2.5.4. */
export function updateStates(state: AgentState, at: number, session: Session): AgentAction[] {
  const actions: AgentAction[] = [];
  for (const checklist of session.checklists) {
    if (checklist.state !== 'running' || !isExhausted(state, session, checklist)) continue;
    checklist.state = 'failed';
    const why = 'exhausted';
    actions.push({
      kind: 'trace',
      at,
      event: 'checklist-state',
      stream: checklist.stream,
      state: 'failed',
      why,
    });
  }
  const now = stateOf(session.checklists);
  if (now !== session.state) {
    session.state = now;
    actions.push({ kind: 'state', state: now });
  }
  return actions;
}

/** RFC 8445 §6.1.3: "Completed if all checklists are Completed, Failed if all checklists are Failed, or Running otherwise". */
function stateOf(checklists: readonly Checklist[]): IceState {
  if (checklists.every(({ state }) => state === 'completed')) return 'completed';
  return checklists.every(({ state }) => state === 'failed') ? 'failed' : 'running';
}

/**
 * RFC 8445 §7.2.5.4: "if all of the candidate pairs are in either Failed or Succeeded state, and if there is not a valid
 * pair in the valid list for each component"; RFC 8838 §8: and nothing is gathered any more; RFC 8863 §4: and the PAC
 * timer has run out, which also stands for an end-of-candidates that never came (§5).
 */
function isExhausted({ gathering, settings }: AgentState, session: Session, checklist: Checklist): boolean {
  if (settings.lite || !session.pacExpired || gathering.phase !== 'complete') return false;
  const isPending = checklist.pairs.some(({ state }) => state !== 'failed' && state !== 'succeeded');
  const hasAll = componentsOf(checklist).every((component) =>
    checklist.valid.some((pair) => pair.component === component),
  );
  return !isPending && checklist.triggered.length === 0 && !hasAll;
}
