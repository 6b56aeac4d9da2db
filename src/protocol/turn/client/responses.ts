import { bytesToHex } from '@noble/hashes/utils.js';
import { type DecodedStun, type Transaction, findAttribute } from '../../stun/index.ts';
import { allocateEnded, deleteEnded, refreshEnded } from './allocation.ts';
import { type Asked, type Purpose, ask, methodOf } from './ask.ts';
import { bindEnded } from './channels.ts';
import { answerChallenge, promisesAlgorithms, verifyResponse } from './credential.ts';
import { type Outcome, failure, outcomeOf } from './outcome.ts';
import { permitEnded } from './permissions.ts';
import { type ClientState, end, ignored } from './state.ts';
import type { TurnClientAction, TurnClientIgnoredReason } from './types.ts';

/** How often in a row a request may be refused for its nonce; a server that refuses each nonce of its own is broken. */
const MAX_STALE_NONCES = 3;

const VIOLATED = 'every answer came without valid integrity';

/** Receiving a response, RFC 8489 §9.2.5 and §6.3.3, §6.3.4. */
export function handleResponse(state: ClientState, at: number, message: DecodedStun): TurnClientAction[] {
  const transaction = state.transactions.find(bytesToHex(message.transactionId));
  if (!transaction) return ignored(at, 'unknown-transaction');
  const method = methodOf(transaction.context.purpose);
  if (message.method !== method) return ignored(at, 'unknown-method', `${message.method}`);
  const code = findAttribute(message, 'ERROR-CODE')?.code;
  // A challenge can't be authenticated: it comes before the credential, or says that its nonce isn't good any more.
  const isChallenge = message.class === 'error' && (code === 401 || code === 438);
  const objection = isChallenge ? undefined : objectionTo(message, code, transaction.context);
  if (objection) return discard(state, at, transaction, objection);

  const { transactionId, context: asked } = transaction;
  state.transactions.finish(transactionId);
  const outcome = outcomeOf(message);
  const next =
    !outcome.ok && isChallenge && outcome.code === code
      ? handleChallenge(state, at, asked, message, outcome)
      : conclude(state, at, asked.purpose, outcome);
  return [{ kind: 'trace', at, decision: 'answered', method, transactionId, code }, ...next];
}

/** Why a response that is no challenge isn't believed. */
function objectionTo(
  message: DecodedStun,
  code: number | undefined,
  { credential }: Asked,
): TurnClientIgnoredReason | undefined {
  // "if the NONCE attribute starts with the "nonce cookie" with the STUN Security Feature "Password algorithms" bit
  // set to 1 but PASSWORD-ALGORITHMS is not present, the response MUST be ignored."
  if (promisesAlgorithms(message) && !findAttribute(message, 'PASSWORD-ALGORITHMS')) return 'bid-down';
  // A 400 "[that] does not contain either the MESSAGE-INTEGRITY or MESSAGE-INTEGRITY-SHA256 attribute […] MUST be
  // discarded": whoever sends it may be anyone.
  const hasIntegrity =
    findAttribute(message, 'MESSAGE-INTEGRITY') ?? findAttribute(message, 'MESSAGE-INTEGRITY-SHA256');
  if (code === 400 && !hasIntegrity) return 'not-authenticated';
  // What was asked without a password can't be answered with one.
  return !credential || verifyResponse(message, credential) === 'valid' ? undefined : 'not-authenticated';
}

/**
 * A response that isn't believed. Over UDP it "MUST be discarded, as if it had never been received". Over TCP no other
 * one will come: "the layer MUST immediately end the transaction and signal that the integrity protection was violated."
 */
function discard(
  state: ClientState,
  at: number,
  { transactionId, context: asked }: Transaction<Asked>,
  objection: TurnClientIgnoredReason,
): TurnClientAction[] {
  asked.isViolated = true;
  const actions = ignored(at, objection);
  if (state.config.transport === 'udp' || objection === 'bid-down' || !asked.credential) return actions;
  state.transactions.finish(transactionId);
  return [...actions, ...conclude(state, at, asked.purpose, failure(undefined, VIOLATED))];
}

/** A 401 or 438: the request is sent again with a new credential or nonce, where that can help. RFC 8489 §9.2.5. */
function handleChallenge(
  state: ClientState,
  at: number,
  { purpose, credential, staleNonces }: Asked,
  message: DecodedStun,
  refusal: Outcome & { readonly ok: false },
): TurnClientAction[] {
  const isStale = refusal.code === 438;
  // "The client MUST NOT perform this retry if it is not changing the USERNAME, USERHASH, REALM, or its associated
  // password". A stale nonce is one that was sent.
  const canHelp = isStale ? credential !== undefined && staleNonces < MAX_STALE_NONCES : !credential;
  const isWanted = state.phase !== 'releasing' || purpose.kind === 'delete';
  if (!canHelp || !isWanted) return conclude(state, at, purpose, refusal);
  const answer = answerChallenge(state.config, message, credential);
  if (!answer.ok) return conclude(state, at, purpose, failure(refusal.code, answer.error));
  state.credential = answer.value;
  return isStale
    ? ask(state, at, purpose, 'stale-nonce', staleNonces + 1)
    : ask(state, at, purpose, 'challenge');
}

/** Nobody answered in time, or nobody who could be believed. */
export function handleSilence(
  state: ClientState,
  at: number,
  { transactionId, context: { purpose, isViolated } }: Transaction<Asked>,
): TurnClientAction[] {
  const why = isViolated ? VIOLATED : 'no answer';
  return [
    { kind: 'trace', at, decision: 'unanswered', method: methodOf(purpose), transactionId, why },
    ...conclude(state, at, purpose, failure(undefined, why)),
  ];
}

/** What follows from how a request ended. */
function conclude(state: ClientState, at: number, purpose: Purpose, outcome: Outcome): TurnClientAction[] {
  switch (purpose.kind) {
    case 'allocate':
      return allocateEnded(state, at, outcome);
    case 'refresh':
      return refreshEnded(state, at, outcome);
    case 'delete':
      return deleteEnded(state, outcome);
  }
  // RFC 8656 §5: "A client receiving a 437 error response to a request other than Allocate MUST assume the allocation
  // no longer exists."
  if (!outcome.ok && outcome.code === 437) {
    return end(state, { kind: 'failed', code: outcome.code, reason: outcome.reason });
  }
  return purpose.kind === 'permit'
    ? permitEnded(state, at, purpose.permission.peer, outcome)
    : bindEnded(state, at, purpose.channel, outcome);
}
