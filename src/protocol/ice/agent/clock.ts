import { type Transaction, transactionKey } from '../../stun/index.ts';
import { updateStates } from './checklist/state.ts';
import { failCheck } from './checks/response.ts';
import { nextCheck, performNextCheck } from './checks/schedule.ts';
import { askNextServer, handleServerSilence, keepBindingsAlive, nextBindingAt } from './gathering.ts';
import { nextNominationAt, nominate } from './nomination.ts';
import { nextRelayAt, tendRelays } from './relays.ts';
import { nextTendingAt, tendSelected } from './selected.ts';
import { sendOver } from './send.ts';
import { type AgentState, type Check, type Session, agreedTaMs } from './state.ts';
import type { AgentAction } from './types.ts';

/** Everything that is due by its own time. */
export function handleTimeout(state: AgentState, at: number): AgentAction[] {
  return [
    ...expirePacTimer(state, at),
    ...tendServers(state, at),
    ...keepBindingsAlive(state, at),
    ...tendRelays(state, at),
    ...sessionsOf(state).flatMap((session) => [
      ...tendChecks(state, at, session),
      ...tendSelected(state, at, session),
    ]),
  ];
}

function sessionsOf({ session, previous }: AgentState): Session[] {
  return previous ? [session, previous] : [session];
}

function expirePacTimer({ session }: AgentState, at: number): AgentAction[] {
  if (session.pacExpired || session.pacUntil === undefined || session.pacUntil > at) return [];
  session.pacExpired = true;
  return [{ kind: 'trace', at, event: 'pac-timer-expired' }];
}

function tendServers(state: AgentState, at: number): AgentAction[] {
  const { again, failed } = state.gathering.transactions.takeDue(at);
  return [
    ...again.map(({ bytes, context: { base, server } }): AgentAction => {
      return { kind: 'send', socket: base.socket, to: server.address, bytes };
    }),
    ...failed.flatMap((transaction) => handleServerSilence(state, at, transaction)),
  ];
}

function tendChecks(state: AgentState, at: number, session: Session): AgentAction[] {
  const { again, failed } = session.transactions.takeDue(at);
  return [
    ...again.flatMap((transaction) => sendAgain(state, at, transaction)),
    ...failed.flatMap(({ context }) => failCheck(at, session, context, 'no-answer')),
  ];
}

function sendAgain(
  state: AgentState,
  at: number,
  { transactionId, bytes, context: { pair, path, to, useCandidate } }: Transaction<Check>,
): AgentAction[] {
  return [
    { kind: 'trace', at, event: 'check-sent', pair: pair.id, check: 'again', useCandidate, transactionId },
    ...sendOver(state, at, path, to, bytes),
  ];
}

/** What every input ends with: nominations, the next transaction if Ta has fired, and the states that follow. */
export function goOn(state: AgentState, at: number): AgentAction[] {
  const { session } = state;
  const nominated = nominate(state, at, session);
  const begun = at < (nextSlotAt(state) ?? Infinity) ? [] : beginTransaction(state, at);
  const states = updateStates(state, at, session);
  // The new session has its selected pairs: the old one is only answered from now on.
  if (session.state === 'completed') state.previous?.selected.clear();
  return [...nominated, ...begun, ...states];
}

/** "whenever Ta fires": one new transaction, of gathering first, since what it finds is to be checked as well. */
function beginTransaction(state: AgentState, at: number): AgentAction[] {
  state.nextSlotAt = at + agreedTaMs(state);
  return state.gathering.queue.length > 0
    ? askNextServer(state, at)
    : performNextCheck(state, at, state.session);
}

/** When the next new transaction begins; undefined while there is none to begin. */
export function nextSlotAt(state: AgentState): number | undefined {
  const { gathering, session } = state;
  const hasWork = gathering.queue.length > 0 || (session.remote && nextCheck(session) !== undefined);
  return hasWork ? state.nextSlotAt : undefined;
}

/** When `handleTimeout` has something to do next. */
export function nextTimeoutAt(state: AgentState): number | undefined {
  if (state.closed) return undefined;
  const { session, gathering } = state;
  const times = [
    nextSlotAt(state),
    session.pacExpired ? undefined : session.pacUntil,
    gathering.transactions.nextAt(),
    nextBindingAt(state),
    nextRelayAt(state),
    nextNominationAt(state, session),
    ...sessionsOf(state).flatMap((known) => [known.transactions.nextAt(), nextTendingAt(state, known)]),
  ].filter((time) => time !== undefined);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** The session that sent the request of this transaction. */
export function sessionOf(state: AgentState, transactionId: Uint8Array): Session | undefined {
  const key = transactionKey(transactionId);
  return sessionsOf(state).find(({ transactions }) => transactions.find(key) !== undefined);
}
