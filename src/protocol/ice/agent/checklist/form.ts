import { baseCandidate, isTold } from '../local-candidates.ts';
import { permit } from '../relays.ts';
import {
  type AgentState,
  type Checklist,
  type Pair,
  type Session,
  isSameAddress,
  isSamePath,
} from '../state.ts';
import type { AgentAction, LocalCandidate, RemoteCandidate } from '../types.ts';
import { startsWaiting } from './freezing.ts';
import { canBePaired, makePair, setPairState, sortPairs } from './pair.ts';

/** Pairs a candidate of this agent with all of the peer's. RFC 8838 §10. */
export function pairLocalCandidate(
  state: AgentState,
  at: number,
  session: Session,
  local: LocalCandidate,
): AgentAction[] {
  return session.remoteCandidates.flatMap((remote) => formPair(state, at, session, local, remote));
}

/** Pairs a candidate of the peer with all of this agent's. RFC 8838 §11. */
export function pairRemoteCandidate(
  state: AgentState,
  at: number,
  session: Session,
  remote: RemoteCandidate,
): AgentAction[] {
  return state.local
    .filter((local) => isTold(state, local))
    .flatMap((local) => formPair(state, at, session, local, remote));
}

/** Forms a pair, if these can be one and it adds something. A lite agent forms none (RFC 8445 §6.2). */
function formPair(
  state: AgentState,
  at: number,
  session: Session,
  candidate: LocalCandidate,
  remote: RemoteCandidate,
): AgentAction[] {
  const checklist = session.checklists[candidate.stream];
  if (state.settings.lite || !checklist || !canBePaired(candidate, remote)) return [];
  if (checklist.state === 'completed' || candidate.component > checklist.components) return [];
  // RFC 8445 §6.1.2.4: "For each pair where the local candidate is reflexive, the candidate MUST be replaced by its
  // base." Its priority was computed before.
  const local = candidate.type === 'srflx' ? baseCandidate(state, candidate.path) : candidate;
  if (!local) return [];
  const pair = makePair(state, candidate, remote);
  const replaced: Pair = { ...pair, local, foundation: `${local.foundation}:${remote.foundation}` };
  return [
    formed(at, replaced, 'candidates', candidate === local ? undefined : candidate),
    ...permit(state, at, local.path, remote.address),
    ...prune(at, checklist, replaced),
    ...insertPair(state, at, session, checklist, replaced),
  ];
}

/**
 * Takes pairs away that the new one makes redundant: "if their local candidates have the same base and their remote
 * candidates are identical" (RFC 8445 §6.1.2.4), of lower priority, and not begun (RFC 8838 §10, item 5).
 */
function prune(at: number, checklist: Checklist, pair: Pair): AgentAction[] {
  const redundant = checklist.pairs.filter(
    (other) => isRedundantWith(other, pair) && other.priority < pair.priority && isUntouched(other),
  );
  return redundant.flatMap((other) => dropPair(at, checklist, other, 'redundant', pair.id));
}

function isRedundantWith(a: Pair, b: Pair): boolean {
  return isSamePath(a.local.path, b.local.path) && isSameAddress(a.remote.address, b.remote.address);
}

function isUntouched({ state }: Pair): boolean {
  return state === 'waiting' || state === 'frozen';
}

/** Puts a pair on its checklist, in its place and state, unless it is redundant or there is no room. */
export function insertPair(
  state: AgentState,
  at: number,
  session: Session,
  checklist: Checklist,
  pair: Pair,
): AgentAction[] {
  const better = checklist.pairs.find((other) => isRedundantWith(other, pair));
  if (better) return [dropped(at, pair, 'redundant', better.id)];
  const room = makeRoom(state, at, session, pair);
  if (!room) return [dropped(at, pair, 'limit')];
  checklist.pairs.push(pair);
  sortPairs(checklist);
  // Before the first check all pairs are frozen; then RFC 8445 §6.1.2.6 says who begins.
  if (!session.started || !startsWaiting(session.checklists, pair)) return room;
  return [...room, ...setPairState(at, pair, 'waiting', 'trickled')];
}

/** Says what a new pair is made of. */
export function formed(
  at: number,
  { id, local, remote, priority, foundation }: Pair,
  why: 'candidates' | 'request' | 'valid',
  insteadOf?: LocalCandidate,
): AgentAction {
  return {
    kind: 'trace',
    at,
    event: 'pair-formed',
    pair: id,
    local,
    remote,
    priority,
    foundation,
    ...(insteadOf && { insteadOf }),
    why,
  };
}

/**
 * RFC 8838 §10, item 6: at the limit "the agent SHOULD discard any pairs in the Failed state to make room for the new
 * pair. If there are no such pairs, the agent SHOULD discard a pair with a lower priority than the new pair".
 * @returns undefined where there is no room
 */
function makeRoom(
  { settings }: AgentState,
  at: number,
  session: Session,
  pair: Pair,
): AgentAction[] | undefined {
  const pairs = session.checklists.flatMap((list) => list.pairs);
  if (pairs.length < settings.pairLimit) return [];
  const failed = pairs.filter((other) => other.state === 'failed');
  const lowest = pairs
    .filter((other) => isUntouched(other) && other.priority < pair.priority)
    .toSorted((a, b) => (a.priority < b.priority ? -1 : 1))
    .slice(0, 1);
  const leaving = failed.length > 0 ? failed : lowest;
  if (leaving.length === 0) return undefined;
  return leaving.flatMap((other) => {
    const list = session.checklists[other.stream];
    return list ? dropPair(at, list, other, 'limit') : [];
  });
}

/** Takes a pair off its checklist and its triggered-check queue. */
export function dropPair(
  at: number,
  checklist: Checklist,
  pair: Pair,
  why: 'redundant' | 'limit' | 'nominated',
  of?: number,
): AgentAction[] {
  checklist.pairs = checklist.pairs.filter((other) => other !== pair);
  checklist.triggered = checklist.triggered.filter((other) => other !== pair);
  return [dropped(at, pair, why, of)];
}

function dropped(
  at: number,
  { id }: Pair,
  why: 'redundant' | 'limit' | 'nominated',
  of?: number,
): AgentAction {
  return { kind: 'trace', at, event: 'pair-dropped', pair: id, why, ...(of !== undefined && { of }) };
}
