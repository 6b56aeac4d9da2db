import {
  type Integrity,
  type StunAttribute,
  type StunErrorCode,
  type StunMessage,
  encodeStun,
  errorReason,
  findAttribute,
} from '../stun/index.ts';
import { OFFERED_ALGORITHMS } from './authentication.ts';
import { clientKey } from './allocation.ts';
import type { Request } from './request.ts';
import type { TurnState } from './state.ts';
import type { Action, ClientTransport } from './types.ts';

/** A request, with the integrity that its response gets where the sender is authenticated. */
interface Answerable {
  readonly at: number;
  readonly client: ClientTransport;
  readonly message: StunMessage;
  readonly integrity?: Integrity;
}

/** Answers with success. */
export function succeed(
  state: TurnState,
  request: Answerable,
  attributes: readonly StunAttribute[],
): Action[] {
  const { at, client, message } = request;
  return respond(state, request, 'success', attributes, {
    kind: 'trace',
    at,
    decision: 'answered',
    method: message.method,
    client,
  });
}

/**
 * Answers with an error.
 *
 * @param why for the trace; it tells more than the client may know
 */
export function refuse(
  state: TurnState,
  request: Answerable,
  code: StunErrorCode,
  why: string,
  attributes: readonly StunAttribute[] = [],
): Action[] {
  const { at, client, message } = request;
  const error: StunAttribute = { type: 'ERROR-CODE', code, reason: errorReason(code) };
  return respond(state, request, 'error', [error, ...attributes], {
    kind: 'trace',
    at,
    decision: 'refused',
    method: message.method,
    code,
    why,
    client,
  });
}

/**
 * Asks for a credential. RFC 8489 §9.2.4: the response "MUST include a REALM value. The response
 * MUST include a NONCE, selected by the server", and 438 "MUST include NONCE, REALM, and
 * PASSWORD-ALGORITHMS attributes".
 */
export function challenge(state: TurnState, request: Request, code: 401 | 438, why: string): Action[] {
  const nonce = state.nonces.issue(request.at, clientKey(request.client));
  return refuse(state, request, code, why, [
    { type: 'REALM', realm: state.config.realm },
    { type: 'NONCE', nonce },
    OFFERED_ALGORITHMS,
  ]);
}

function respond(
  state: TurnState,
  { at, client, message, integrity }: Answerable,
  outcome: 'success' | 'error',
  attributes: readonly StunAttribute[],
  trace: Action,
): Action[] {
  // Whoever has shown no credential may be a forged source: it gets only so many packets from us.
  if (!integrity && !state.sources.mayAnswer(at, client.client.address)) {
    return [{ kind: 'trace', at, decision: 'ignored', reason: 'answer-limit', from: client.client }];
  }
  const bytes = encodeStun(
    {
      class: outcome,
      method: message.method,
      transactionId: message.transactionId,
      // RFC 8656 §5: "The server SHOULD include the SOFTWARE attribute in all Allocate and Refresh
      // responses (either success or failure) and MAY include it in other responses".
      attributes: [...attributes, { type: 'SOFTWARE', software: state.config.software }],
    },
    {
      ...(integrity && { integrity }),
      fingerprint: findAttribute(message, 'FINGERPRINT') !== undefined,
    },
  );
  return [{ kind: 'send-to-client', client, bytes }, trace];
}
