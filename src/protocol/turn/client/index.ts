/** The client's side of TURN (RFC 8656), as a state machine. */
export { createTurnClient } from './client.ts';
export type {
  AskedBecause,
  TurnClient,
  TurnClientAction,
  TurnClientConfig,
  TurnClientIgnoredReason,
  TurnClientTrace,
} from './types.ts';
