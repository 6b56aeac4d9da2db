import type { TransportAddress } from '../../bytes/address.ts';
import type { AgentState } from './state.ts';
import type { AgentAction, Path } from './types.ts';

/** Sends bytes from a candidate: from its socket, or through its TURN server. */
export function sendOver(
  _state: AgentState,
  _at: number,
  path: Path,
  to: TransportAddress,
  bytes: Uint8Array,
): AgentAction[] {
  return [{ kind: 'send', socket: path.socket, to, bytes }];
}
