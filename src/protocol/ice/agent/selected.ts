import { METHOD, encodeStun, makeTransactionId } from '../../stun/index.ts';
import { CONSENT, KEEPALIVE_SECONDS } from '../timers.ts';
import { sendConsentCheck } from './checks/request.ts';
import { bindChannelFor } from './relays.ts';
import { viewPair } from './snapshot.ts';
import { sendOver } from './send.ts';
import {
  type AgentState,
  type Pair,
  type Selected,
  type Session,
  componentKey,
  isSameAddress,
  isSamePath,
} from './state.ts';
import type { AgentAction } from './types.ts';

/** Data goes over this pair from now on; consent to it is kept fresh, or its NAT bindings alive. RFC 8445 §12.1. */
export function select(state: AgentState, at: number, session: Session, pair: Pair): AgentAction[] {
  const { stream, component, answeredAt = at } = pair;
  // A peer that nominates late may have answered so long ago that it is to be asked before anything is sent.
  const isFresh = answeredAt + CONSENT.expirySeconds * 1000 > at;
  session.selected.set(componentKey(pair), {
    pair,
    consentUntil: (isFresh ? answeredAt : at) + CONSENT.expirySeconds * 1000,
    nextConsentCheckAt: isFresh ? at + consentIntervalMs(state) : at,
    lastSentAt: at,
  });
  return [
    { kind: 'selected', stream, component, pair: viewPair(pair, true) },
    ...bindChannelFor(state, at, pair),
  ];
}

/** RFC 7675 §5.1: "each interval MUST be randomized from between 0.8 and 1.2 times the basic period". */
function consentIntervalMs({ settings }: AgentState): number {
  const { from, to } = CONSENT.randomized;
  return CONSENT.intervalSeconds * 1000 * (from + (to - from) * settings.random());
}

/** A valid answer came over a pair: the peer consents for another 30 seconds. */
export function confirmConsent(at: number, { selected }: Session, pair: Pair): AgentAction[] {
  const current = selected.get(componentKey(pair));
  if (!current || !leavesAs(current.pair, pair)) return [];
  current.pair.answeredAt = at;
  current.consentUntil = at + CONSENT.expirySeconds * 1000;
  return [{ kind: 'trace', at, event: 'consent-fresh', pair: current.pair.id, until: current.consentUntil }];
}

function leavesAs(a: Pair, b: Pair): boolean {
  return isSamePath(a.local.path, b.local.path) && isSameAddress(a.remote.address, b.remote.address);
}

/** Consent checks, keepalives and the end of consent, as far as they are due. */
export function tendSelected(state: AgentState, at: number, session: Session): AgentAction[] {
  return [...session.selected.values()].flatMap((selected) =>
    state.settings.consent && !state.settings.lite
      ? tendConsent(state, at, session, selected)
      : tendKeepalive(state, at, selected),
  );
}

function tendConsent(state: AgentState, at: number, session: Session, selected: Selected): AgentAction[] {
  const { pair } = selected;
  const { stream, component } = pair;
  // RFC 7675 §5.1: "if a valid STUN binding response has not been received […] in 30 seconds, the endpoint MUST cease
  // transmission on that 5-tuple. STUN consent responses received after consent expiry do not re-establish consent".
  if (selected.consentUntil <= at) {
    session.selected.delete(componentKey(pair));
    endTransactions(session, pair);
    const checklist = session.checklists[stream];
    if (checklist) {
      checklist.state = 'failed';
      checklist.isFinal = true;
      checklist.valid = checklist.valid.filter((valid) => !leavesAs(valid, pair));
    }
    return [
      { kind: 'trace', at, event: 'consent-expired', pair: pair.id },
      { kind: 'consent-expired', stream, component },
    ];
  }
  if (selected.nextConsentCheckAt > at || !session.remote) return [];
  selected.nextConsentCheckAt = at + consentIntervalMs(state);
  selected.lastSentAt = at;
  return sendConsentCheck(state, at, session, session.remote, pair);
}

/** "All outstanding STUN consent transactions for a candidate pair MUST be discarded when consent expires." */
function endTransactions({ transactions }: Session, pair: Pair): void {
  for (const { transactionId, context } of transactions.open()) {
    if (leavesAs(context.pair, pair)) transactions.finish(transactionId);
  }
}

/** RFC 8445 §11: a Binding indication "if no packet has been sent on that pair in the last Tr seconds". */
function tendKeepalive(state: AgentState, at: number, selected: Selected): AgentAction[] {
  if (selected.lastSentAt + KEEPALIVE_SECONDS * 1000 > at) return [];
  selected.lastSentAt = at;
  const { pair } = selected;
  // "The Indication MUST NOT utilize any authentication mechanism. It SHOULD contain the FINGERPRINT attribute […],
  // but it SHOULD NOT contain any other attributes."
  const bytes = encodeStun(
    {
      class: 'indication',
      method: METHOD.Binding,
      transactionId: makeTransactionId(state.settings.random),
      attributes: [],
    },
    { fingerprint: true },
  );
  return [
    { kind: 'trace', at, event: 'keepalive', pair: pair.id },
    ...sendOver(state, at, pair.local.path, pair.remote.address, bytes),
  ];
}

/** When `tendSelected` has something to do next. */
export function nextTendingAt({ settings }: AgentState, { selected }: Session): number | undefined {
  const times = [...selected.values()].map(({ consentUntil, nextConsentCheckAt, lastSentAt }) =>
    settings.consent && !settings.lite
      ? Math.min(consentUntil, nextConsentCheckAt)
      : lastSentAt + KEEPALIVE_SECONDS * 1000,
  );
  return times.length === 0 ? undefined : Math.min(...times);
}
