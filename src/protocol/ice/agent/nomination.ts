import { dropPair } from './checklist/form.ts';
import { compareByPriority } from './checklist/pair.ts';
import { trigger } from './checks/trigger.ts';
import { select } from './selected.ts';
import { type AgentState, type Checklist, type Pair, type Session, componentsOf } from './state.ts';
import type { AgentAction, RemoteCandidate } from './types.ts';

/**
 * Picks a valid pair for each component that has none nominated, once it is time: RFC 8445 §8.1.1 leaves the stopping
 * criterion to the agent. This one nominates at once where no better pair is still to be checked and no candidate is
 * still to come, and otherwise `nominateAfterMs` after the first valid pair; later where it would be a relayed one. A
 * pair that goes through a relay is no better than any that doesn't, whatever its priority: that of a peer-reflexive
 * candidate is high (§5.1.2.2), and a NAT that changes ports makes one of a relay's address.
 */
export function nominate(state: AgentState, at: number, session: Session): AgentAction[] {
  if (state.role !== 'controlling' || state.settings.lite) return [];
  return session.checklists
    .filter((checklist) => checklist.state === 'running')
    .flatMap((checklist) =>
      componentsOf(checklist).flatMap((component) =>
        nominateComponent(state, at, session, checklist, component),
      ),
    );
}

function nominateComponent(
  state: AgentState,
  at: number,
  session: Session,
  checklist: Checklist,
  component: number,
): AgentAction[] {
  const pairs = [...checklist.pairs, ...checklist.valid].filter((pair) => pair.component === component);
  // "the agent MUST NOT nominate another pair for same component of the data stream within the ICE session."
  if (pairs.some(({ nominated, nominating }) => nominated || nominating)) return [];
  const isRelayed = (pair: Pair): boolean => goesThroughRelay(session, pair);
  const [best] = checklist.valid
    .filter((pair) => pair.component === component)
    .toSorted((a, b) => Number(isRelayed(a)) - Number(isRelayed(b)) || compareByPriority(a, b));
  const checked = best?.checkedBy;
  if (!best || !checked) return [];
  const isBetter = (pair: Pair): boolean =>
    isRelayed(pair) === isRelayed(best) ? pair.priority > best.priority : isRelayed(best);
  const isBest = !pairs.some((pair) => isPending(pair.state) && isBetter(pair));
  const isAll = state.gathering.phase === 'complete' && session.remoteEnded.has(checklist.stream);
  if (!(isBest && isAll) && at < (nominationDueAt(state, session, checklist, component) ?? at)) return [];
  checked.nominating = true;
  const why = isBest && isAll ? 'nothing-better' : 'waited';
  return [
    { kind: 'trace', at, event: 'nominating', pair: best.id, why },
    // "it repeats the connectivity check that produced this valid pair (by enqueueing the pair that generated the
    // check into the triggered-check queue), this time with the USE-CANDIDATE attribute"
    ...trigger(at, checklist, checked, 'to-be-nominated'),
  ];
}

function isPending(state: Pair['state']): boolean {
  return state === 'frozen' || state === 'waiting' || state === 'in-progress';
}

/** When a component is nominated at the latest; undefined where it has no valid pair. */
function nominationDueAt(
  { settings }: AgentState,
  session: Session,
  { valid, validSince }: Checklist,
  component: number,
): number | undefined {
  const since = validSince.get(component);
  const there = valid.filter((pair) => pair.component === component && pair.checkedBy !== undefined);
  if (since === undefined || there.length === 0) return undefined;
  const isRelayed = there.every((pair) => goesThroughRelay(session, pair));
  return since + (isRelayed ? settings.nominateRelayedAfterMs : settings.nominateAfterMs);
}

/** By either side's relay, as far as this side can know: by the address of one that the peer has told. */
function goesThroughRelay({ remoteCandidates }: Session, { local, remote }: Pair): boolean {
  const isOfRelay = ({ type, address }: RemoteCandidate): boolean =>
    type === 'relay' && address.address === remote.address.address;
  return local.path.relay !== undefined || remoteCandidates.some(isOfRelay);
}

/** When `nominate` has something to do next, by time alone. */
export function nextNominationAt(state: AgentState, session: Session): number | undefined {
  if (state.role !== 'controlling' || state.settings.lite) return undefined;
  const times = session.checklists
    .filter((checklist) => checklist.state === 'running')
    .flatMap((checklist) =>
      componentsOf(checklist)
        .filter(
          (component) =>
            ![...checklist.pairs, ...checklist.valid].some(
              (pair) => pair.component === component && (pair.nominated || pair.nominating),
            ),
        )
        .map((component) => nominationDueAt(state, session, checklist, component) ?? Infinity),
    );
  const next = Math.min(...times);
  return Number.isFinite(next) ? next : undefined;
}

/** Sets the nominated flag of a valid pair, with all that follows from it. RFC 8445 §8.1.2. */
export function markNominated(state: AgentState, at: number, session: Session, valid: Pair): AgentAction[] {
  const checklist = session.checklists[valid.stream];
  if (valid.checkedBy) valid.checkedBy.nominating = false;
  if (!checklist || valid.nominated) return [];
  valid.nominated = true;
  const actions: AgentAction[] = [{ kind: 'trace', at, event: 'nominated', pair: valid.id }];
  // "the ICE agent MUST remove all candidate pairs for the same component from the checklist and from the
  // triggered-check queue. If the state of a pair is In-Progress, the agent cancels the In-Progress transaction."
  for (const { transactionId, context } of session.transactions.open()) {
    if (context.purpose === 'check' && isSameComponent(context.pair, valid))
      session.transactions.cancel(transactionId);
  }
  for (const pair of checklist.pairs.filter((other) => isSameComponent(other, valid))) {
    if (pair !== valid && pair !== valid.checkedBy)
      actions.push(...dropPair(at, checklist, pair, 'nominated', valid.id));
  }
  // A peer of the older kind may nominate several (RFC 8445 §8.1.1): "the agents MUST produce the selected pairs and use
  // the pairs with the highest priority."
  const [best = valid] = checklist.valid
    .filter((pair) => pair.nominated && isSameComponent(pair, valid))
    .toSorted(compareByPriority);
  if (best === valid) actions.push(...select(state, at, session, valid));
  const isCompleted = componentsOf(checklist).every((component) =>
    checklist.valid.some((pair) => pair.nominated && pair.component === component),
  );
  if (isCompleted && checklist.state !== 'completed') {
    checklist.state = 'completed';
    actions.push({
      kind: 'trace',
      at,
      event: 'checklist-state',
      stream: checklist.stream,
      state: 'completed',
      why: 'nominated',
    });
  }
  return actions;
}

function isSameComponent(a: Pair, b: Pair): boolean {
  return a.stream === b.stream && a.component === b.component;
}
