import type { TransportAddress } from '../../bytes/address.ts';
import { CONSENT } from '../timers.ts';
import { compareByPriority } from './checklist/pair.ts';
import { sendOver } from './send.ts';
import {
  type AgentState,
  type Pair,
  type Selected,
  type Session,
  componentKey,
  isSameAddress,
} from './state.ts';
import type { AgentAction, Path } from './types.ts';

/**
 * Sends data of the application. RFC 8445 §12.1: over the selected pair; during a restart over the previous one; before
 * there is one, over "any valid pair".
 */
export function sendData(
  state: AgentState,
  at: number,
  bytes: Uint8Array,
  stream: number,
  component: number,
): AgentAction[] {
  const key = componentKey({ stream, component });
  const selected = state.session.selected.get(key) ?? state.previous?.selected.get(key);
  const pair = selected?.pair ?? bestValid(state.session, stream, component);
  if (!pair) return [{ kind: 'trace', at, event: 'ignored', reason: 'no-selected-pair' }];
  if (!hasConsent(state, at, pair)) return [{ kind: 'trace', at, event: 'ignored', reason: 'no-consent' }];
  noteSent(at, selected);
  return sendOver(state, at, pair.local.path, pair.remote.address, bytes);
}

/** RFC 7675 §5.1: consent "expires after 30 seconds"; without it nothing but checks may be sent. */
function hasConsent({ settings }: AgentState, at: number, { answeredAt }: Pair): boolean {
  if (!settings.consent || settings.lite) return true;
  return answeredAt !== undefined && answeredAt + CONSENT.expirySeconds * 1000 > at;
}

function noteSent(at: number, selected: Selected | undefined): void {
  if (selected) selected.lastSentAt = at;
}

function bestValid({ checklists }: Session, stream: number, component: number): Pair | undefined {
  const checklist = checklists[stream];
  if (!checklist || checklist.state === 'failed') return undefined;
  return checklist.valid.filter((pair) => pair.component === component).toSorted(compareByPriority)[0];
}

/** Data that came: from a candidate of the peer, told or found by a check that proved itself; from nobody else. */
export function receiveData(
  state: AgentState,
  at: number,
  path: Path,
  from: TransportAddress,
  bytes: Uint8Array,
): AgentAction[] {
  const base = state.bases.get(path.socket);
  const isKnown = [state.session, state.previous].some((session) =>
    session?.remoteCandidates.some(({ address }) => isSameAddress(address, from)),
  );
  if (!base || !isKnown)
    return [{ kind: 'trace', at, event: 'ignored', reason: 'data-from-a-stranger', from }];
  return [{ kind: 'data', stream: base.stream, component: base.component, bytes }];
}
