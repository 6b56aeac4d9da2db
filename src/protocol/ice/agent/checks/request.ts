import {
  METHOD,
  RETRANSMISSION,
  type Retransmission,
  encodeStun,
  makeTransactionId,
  transactionKey,
} from '../../../stun/index.ts';
import { TYPE_PREFERENCE, candidatePriority } from '../../priority.ts';
import { checkRtoMs } from '../../timers.ts';
import { sendOver } from '../send.ts';
import { type AgentState, type Check, type Pair, type Session, agreedTaMs } from '../state.ts';
import type { AgentAction, RemoteParameters } from '../types.ts';
import { keyOf } from './key.ts';

/** An answer to a consent check is waited for as long as to the last sending of a check: it is "transmitted once only". */
const ONCE: Retransmission = { ...RETRANSMISSION, rc: 1 };

/** Sends a connectivity check for a pair, which is then in progress. RFC 8445 §7.2.4. */
export function sendCheck(
  state: AgentState,
  at: number,
  session: Session,
  remote: RemoteParameters,
  pair: Pair,
  kind: 'ordinary' | 'triggered',
): AgentAction[] {
  const from = pair.state;
  pair.state = 'in-progress';
  return [
    { kind: 'trace', at, event: 'pair-state', pair: pair.id, from, to: 'in-progress', why: `${kind}-check` },
    ...sendRequest(state, at, session, remote, pair, kind),
  ];
}

/** Sends one consent check over a pair. RFC 7675 §5.1. */
export function sendConsentCheck(
  state: AgentState,
  at: number,
  session: Session,
  remote: RemoteParameters,
  pair: Pair,
): AgentAction[] {
  return sendRequest(state, at, session, remote, pair, 'consent');
}

function sendRequest(
  state: AgentState,
  at: number,
  session: Session,
  remote: RemoteParameters,
  pair: Pair,
  kind: 'ordinary' | 'triggered' | 'consent',
): AgentAction[] {
  const { local } = pair;
  const idBytes = makeTransactionId(state.settings.random);
  const transactionId = transactionKey(idBytes);
  const check: Check = {
    pair,
    path: local.path,
    to: pair.remote.address,
    // RFC 8445 §7.1.1: as "for the local candidate, but with the candidate type preference of peer-reflexive candidates".
    priority: candidatePriority({
      typePreference: TYPE_PREFERENCE.prflx,
      localPreference: local.localPreference,
      component: local.component,
    }),
    role: state.role,
    // RFC 8445 §7.1.2: "The controlled agent MUST NOT include the USE-CANDIDATE attribute in a Binding request."
    useCandidate: state.role === 'controlling' && pair.nominating && kind !== 'consent',
    nominates: pair.nominating && kind !== 'consent',
    purpose: kind === 'consent' ? 'consent' : 'check',
  };
  const bytes = encodeCheck(session, remote, check, idBytes, state.tiebreaker);
  const retransmission = kind === 'consent' ? ONCE : { ...RETRANSMISSION, rtoMs: rtoMs(state, session) };
  session.transactions.start(at, { transactionId, bytes, context: check, retransmission });
  return [
    {
      kind: 'trace',
      at,
      event: 'check-sent',
      pair: pair.id,
      check: kind,
      useCandidate: check.useCandidate,
      transactionId,
    },
    ...sendOver(state, at, check.path, check.to, bytes),
  ];
}

/** RFC 8445 §7.1, §7.2.2: the attributes of a check, protected by the peer's password. */
function encodeCheck(
  { credentials }: Session,
  remote: RemoteParameters,
  { priority, role, useCandidate }: Check,
  transactionId: Uint8Array,
  tiebreaker: bigint,
): Uint8Array {
  return encodeStun(
    {
      class: 'request',
      method: METHOD.Binding,
      transactionId,
      attributes: [
        // "formed by concatenating the username fragment provided by the peer with the username fragment of the ICE
        // agent sending the request, separated by a colon"
        { type: 'USERNAME', username: `${remote.ufrag}:${credentials.ufrag}` },
        { type: 'PRIORITY', priority },
        { type: role === 'controlling' ? 'ICE-CONTROLLING' : 'ICE-CONTROLLED', tiebreaker },
        ...(useCandidate ? [{ type: 'USE-CANDIDATE' } as const] : []),
      ],
    },
    // "The FINGERPRINT mechanism MUST be used for connectivity checks."
    { integrity: { key: keyOf(remote), algorithm: 'sha1' }, fingerprint: true },
  );
}

function rtoMs(state: AgentState, { checklists }: Session): number {
  const pairs = checklists.flatMap((checklist) => checklist.pairs);
  const count = (wanted: Pair['state']) => pairs.filter((pair) => pair.state === wanted).length;
  return checkRtoMs(
    {
      // "the total number of connectivity checks to be performed": those that are over are none of these.
      total: count('frozen') + count('waiting') + count('in-progress'),
      waiting: count('waiting'),
      inProgress: count('in-progress'),
    },
    agreedTaMs(state),
  );
}
