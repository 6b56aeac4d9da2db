import { nextCheck } from './checks/schedule.ts';
import type { AgentState, Checklist, Pair } from './state.ts';
import type { AgentSnapshot, ChecklistView, PairView } from './types.ts';

/** The agent as it stands, in values that don't change any more. */
export function takeSnapshot(state: AgentState, nextSlotAt: number | undefined): AgentSnapshot {
  const { role, tiebreaker, gathering, local, session } = state;
  const next = session.remote && nextSlotAt !== undefined ? nextCheck(session) : undefined;
  return {
    role,
    tiebreaker,
    state: session.state,
    gathering: gathering.phase,
    local: [...local],
    remote: [...session.remoteCandidates],
    checklists: session.checklists.map(viewChecklist),
    selected: [...session.selected.values()].map(({ pair, consentUntil, nextConsentCheckAt }) => ({
      stream: pair.stream,
      component: pair.component,
      pair: viewPair(pair, true),
      ...(state.settings.consent && { consentUntil, nextConsentCheckAt }),
    })),
    ...(next &&
      nextSlotAt !== undefined && {
        nextCheck: { at: nextSlotAt, pair: next.pair.id, check: next.kind },
      }),
  };
}

function viewChecklist({ stream, state, pairs, valid, triggered }: Checklist): ChecklistView {
  return {
    stream,
    state,
    pairs: pairs.map((pair) => viewPair(pair, valid.includes(pair))),
    valid: valid.map((pair) => viewPair(pair, true)),
    triggered: triggered.map(({ id }) => id),
  };
}

export function viewPair(pair: Pair, valid: boolean): PairView {
  const { id, stream, component, local, remote, state, priority, foundation, nominated } = pair;
  return { id, stream, component, local, remote, state, priority, foundation, valid, nominated };
}
