import type { TransportAddress } from '../../bytes/address.ts';
import { sendThroughRelay } from './relays.ts';
import type { AgentState } from './state.ts';
import type { AgentAction, Path } from './types.ts';

/** Sends bytes from a candidate: from its socket, or through its TURN server. */
export function sendOver(
  state: AgentState,
  at: number,
  path: Path,
  to: TransportAddress,
  bytes: Uint8Array,
): AgentAction[] {
  const relay = path.relay === undefined ? undefined : state.relays[path.relay];
  return relay
    ? sendThroughRelay(state, at, relay, to, bytes)
    : [{ kind: 'send', socket: path.socket, to, bytes }];
}
