import type { TransportAddress } from '../../../bytes/address.ts';
import {
  type DecodedStun,
  type Verification,
  findAttribute,
  transactionKey,
  verifyMessageIntegrity,
} from '../../../stun/index.ts';
import { pairsToUnfreeze } from '../checklist/freezing.ts';
import { formed } from '../checklist/form.ts';
import { makePair, priorityOf, setPairState } from '../checklist/pair.ts';
import { completeCandidate } from '../local-candidates.ts';
import { markNominated } from '../nomination.ts';
import { makeTiebreaker, otherRole } from '../role.ts';
import { switchRole } from '../role-switch.ts';
import { confirmConsent } from '../selected.ts';
import {
  type AgentState,
  type Check,
  type Checklist,
  type Pair,
  type Session,
  isSameAddress,
  isSamePath,
} from '../state.ts';
import type { CheckFailure } from '../trace.ts';
import type { AgentAction, IgnoredPacket, LocalCandidate, Path } from '../types.ts';
import { keyOf } from './key.ts';
import { trigger } from './trigger.ts';

/** A Binding response that came over a path, for one of the session's checks. RFC 8445 §7.2.5. */
export function handleResponse(
  state: AgentState,
  at: number,
  session: Session,
  path: Path,
  from: TransportAddress,
  message: DecodedStun,
): AgentAction[] {
  const key = transactionKey(message.transactionId);
  const check = session.transactions.find(key)?.context;
  const { remote } = session;
  if (!check || !remote) return ignored(at, from, 'unknown-transaction');
  const integrity = verifyMessageIntegrity(message, keyOf(remote));
  if (!isTrusted(message, integrity)) return ignored(at, from, 'wrong-integrity');
  const startedAt = session.transactions.finish(key)?.startedAt ?? at;

  // A 487 counts from wherever it comes: symmetry is asked of what follows (§7.2.5.2.1), not of §7.2.5.1.
  const code = findAttribute(message, 'ERROR-CODE')?.code;
  if (message.class === 'error' && code === 487) return handleRoleConflict(state, at, session, check);
  // §7.2.5.2.1: "If the addresses are not symmetric, the agent MUST set the candidate pair state to Failed."
  const isSymmetric = isSameAddress(from, check.to) && isSamePath(path, check.path);
  if (!isSymmetric) return failCheck(at, session, check, 'other-way');
  if (message.class === 'success') return handleSuccess(state, at, session, check, message, at - startedAt);
  return failCheck(at, session, check, 'error-response', code);
}

/**
 * RFC 8489 §9.1.4: a response whose integrity is missing or wrong is discarded "as if it had never been received".
 * A server that couldn't authenticate the request has nothing to protect its 400 or 401 with (§9.1.3).
 */
function isTrusted(message: DecodedStun, integrity: Verification): boolean {
  if (integrity === 'valid') return true;
  const code = findAttribute(message, 'ERROR-CODE')?.code;
  return integrity === 'absent' && message.class === 'error' && (code === 400 || code === 401);
}

/** A check that failed, or was never answered. RFC 8445 §7.2.5.2, §7.2.5.3.4. */
export function failCheck(
  at: number,
  session: Session,
  check: Check,
  why: CheckFailure,
  code?: number,
): AgentAction[] {
  const { pair, purpose } = check;
  const failed: AgentAction = {
    kind: 'trace',
    at,
    event: 'check-failed',
    pair: pair.id,
    why,
    ...(code !== undefined && { code }),
  };
  // A single consent check that fails ends nothing: consent expires by itself.
  if (purpose === 'consent') return [failed];
  const checklist = session.checklists[pair.stream];
  // The pair's next check is queued already: this one was cancelled for it, and that one will tell.
  if (checklist?.triggered.includes(pair)) return [failed];
  const actions = [failed, ...setPairState(at, pair, 'failed', why)];
  if (!check.nominates || !checklist) return actions;
  // "If the request fails […], the agent MUST remove the candidate pair from the valid list, set the candidate pair
  // state to Failed, and set the checklist state to Failed." Another that was nominated already stays.
  pair.nominating = false;
  checklist.valid = checklist.valid.filter((valid) => valid !== pair.valid);
  const hasAnother = checklist.valid.some(
    ({ nominated, component }) => nominated && component === pair.component,
  );
  if (!hasAnother) {
    checklist.state = 'failed';
    checklist.isFinal = true;
    actions.push({
      kind: 'trace',
      at,
      event: 'checklist-state',
      stream: checklist.stream,
      state: 'failed',
      why: 'nomination-failed',
    });
  }
  return actions;
}

/** One 487 ends a conflict, two are a race; a peer that never stops would keep the agent running for ever. */
const MOST_CONFLICTS = 4;

/** 487: RFC 8445 §7.2.5.1. */
function handleRoleConflict(state: AgentState, at: number, session: Session, check: Check): AgentAction[] {
  // Of a session before a restart: the roles are the new one's.
  if (session !== state.session) return [];
  const { pair } = check;
  const checklist = session.checklists[pair.stream];
  const switched = state.role === check.role ? switchRole(state, at, otherRole(check.role), '487') : [];
  // "The agent MUST change the tiebreaker value."
  if (switched.length > 0) state.tiebreaker = makeTiebreaker(state.settings.random);
  // Consent is asked for again in its own time; the pair stays what it is.
  if (check.purpose === 'consent' || !checklist?.pairs.includes(pair)) return switched;
  pair.conflicts += 1;
  if (pair.conflicts > MOST_CONFLICTS)
    return [...switched, ...failCheck(at, session, check, 'role-conflicts')];
  return [...switched, ...trigger(at, checklist, pair, 'role-conflict')];
}

function handleSuccess(
  state: AgentState,
  at: number,
  session: Session,
  check: Check,
  message: DecodedStun,
  roundTripMs: number,
): AgentAction[] {
  const { pair } = check;
  const mappedAddress = findAttribute(message, 'XOR-MAPPED-ADDRESS')?.address;
  if (!mappedAddress) return failCheck(at, session, check, 'no-mapped-address');
  const answered: AgentAction = {
    kind: 'trace',
    at,
    event: 'check-answered',
    pair: pair.id,
    mappedAddress,
    roundTripMs,
  };
  const consent = confirmConsent(at, session, pair);
  const checklist = session.checklists[pair.stream];
  if (check.purpose === 'consent' || !checklist || checklist.isFinal) return [answered, ...consent];

  const [local, discovered] = findLocal(state, at, check, mappedAddress);
  const [valid, made] = constructValidPair(state, at, checklist, check, local);
  const actions = [answered, ...consent, ...discovered, ...made];
  pair.valid = valid;
  valid.checkedBy = pair;
  valid.answeredAt = at;
  if (!checklist.valid.includes(valid)) {
    checklist.valid.push(valid);
    actions.push({ kind: 'trace', at, event: 'valid', pair: valid.id, checked: pair.id });
  }
  if (!checklist.validSince.has(pair.component)) checklist.validSince.set(pair.component, at);
  // §7.2.5.3.3
  actions.push(...setPairState(at, pair, 'succeeded', 'answered'));
  actions.push(...setPairState(at, valid, 'succeeded', 'valid'));
  for (const frozen of pairsToUnfreeze(session.checklists, pair.foundation)) {
    actions.push(...setPairState(at, frozen, 'waiting', 'foundation-succeeded'));
  }
  // §7.2.5.3.4, for both roles: the request that was answered carried USE-CANDIDATE, or answered one that did.
  const isNominated = check.role === 'controlling' ? check.useCandidate : pair.nominating;
  if (isNominated && check.role === state.role) actions.push(...markNominated(state, at, session, valid));
  return actions;
}

/** The local candidate at the mapped address, which may be a new, peer-reflexive one. RFC 8445 §7.2.5.3.1. */
function findLocal(
  state: AgentState,
  at: number,
  { pair, path, priority }: Check,
  mappedAddress: TransportAddress,
): [LocalCandidate, AgentAction[]] {
  if (isSameAddress(pair.local.address, mappedAddress)) return [pair.local, []];
  const known = state.local.find(
    (candidate) =>
      candidate.stream === pair.stream &&
      candidate.component === pair.component &&
      isSameAddress(candidate.address, mappedAddress) &&
      isSamePath(candidate.path, path),
  );
  if (known) return [known, []];
  const base = state.bases.get(path.socket);
  if (!base) return [pair.local, []];
  // "The base is the local candidate of the candidate pair from which the Binding request was sent. The priority is
  // the value of the PRIORITY attribute in the Binding request."
  const candidate: LocalCandidate = {
    ...completeCandidate(state, { type: 'prflx', base, address: mappedAddress, path }),
    base: pair.local.address,
    priority,
    related: pair.local.address,
  };
  state.local.push(candidate);
  return [
    candidate,
    [{ kind: 'trace', at, event: 'peer-reflexive', side: 'local', address: mappedAddress, priority }],
  ];
}

/**
 * "a candidate pair whose local candidate equals the mapped address of the response and whose remote candidate equals
 * the destination address to which the request was sent" (RFC 8445 §7.2.5.3.2): the pair itself, another, or a new one.
 */
function constructValidPair(
  state: AgentState,
  at: number,
  checklist: Checklist,
  { pair }: Check,
  local: LocalCandidate,
): [Pair, AgentAction[]] {
  if (local === pair.local) return [pair, []];
  const existing = [...checklist.pairs, ...checklist.valid].find(
    (other) => other.local === local && isSameAddress(other.remote.address, pair.remote.address),
  );
  if (existing) return [existing, []];
  const made = makePair(state, local, pair.remote);
  made.priority = priorityOf(state.role, local, pair.remote);
  return [made, [formed(at, made, 'valid')]];
}

function ignored(at: number, from: TransportAddress, reason: IgnoredPacket): AgentAction[] {
  return [{ kind: 'trace', at, event: 'ignored', reason, from }];
}
