import { isTold, tell } from './local-candidates.ts';
import { type AgentState, createSession } from './state.ts';
import type { AgentAction, IceCredentials } from './types.ts';

/**
 * An ICE restart, RFC 8445 §9: it "causes all previous states of the data streams, excluding the roles of the agents, to
 * be flushed". Sockets, candidates and relayed addresses stay, and are told anew.
 *
 * @throws RangeError unless "both the password and the username fragment" change.
 */
export function restart(state: AgentState, at: number, credentials: IceCredentials): AgentAction[] {
  const { ufrag, pwd } = state.session.credentials;
  if (credentials.ufrag === ufrag || credentials.pwd === pwd)
    throw new RangeError('an ICE restart changes both the ufrag and the password (RFC 8445 §9)');
  const { transactions } = state.session;
  for (const { transactionId, context } of transactions.open()) {
    if (context.purpose === 'check') transactions.finish(transactionId);
  }
  // "during the restart, data can continue to be sent using existing data sessions": that of the last selected pairs.
  if (state.session.selected.size > 0) state.previous = state.session;
  state.session = createSession(state.settings, credentials);
  // Peer-reflexive candidates belonged to checks of the session that is over.
  state.local.splice(0, state.local.length, ...state.local.filter(({ type }) => type !== 'prflx'));
  return [
    { kind: 'trace', at, event: 'restarted', ufrag: credentials.ufrag },
    { kind: 'state', state: 'running' },
    ...state.local.filter((candidate) => isTold(state, candidate)).map((candidate) => tell(state, candidate)),
    ...(state.gathering.phase === 'complete'
      ? state.session.checklists.map(({ stream }) => ({ kind: 'end-of-candidates', stream }) as const)
      : []),
  ];
}
