import { formed } from './checklist/form.ts';
import { makePair } from './checklist/pair.ts';
import { markNominated } from './nomination.ts';
import { type AgentState, type Checklist, isSameAddress } from './state.ts';
import type { AgentAction, LocalCandidate, RemoteCandidate } from './types.ts';

/**
 * RFC 8445 §7.3.2: on USE-CANDIDATE a lite agent "constructs a candidate pair whose local candidate has the transport
 * address on which the request was received, and whose remote candidate is equal to the source transport address of the
 * request"; it "is assigned an arbitrary priority and placed into the valid list", nominated.
 */
export function acceptNomination(
  state: AgentState,
  at: number,
  checklist: Checklist,
  local: LocalCandidate,
  remote: RemoteCandidate,
  useCandidate: boolean,
): AgentAction[] {
  const received: AgentAction = {
    kind: 'trace',
    at,
    event: 'request-received',
    from: remote.address,
    useCandidate,
  };
  if (!useCandidate) return [received];
  const known = checklist.valid.find(
    (pair) => pair.local === local && isSameAddress(pair.remote.address, remote.address),
  );
  if (known) return [received];
  const pair = makePair(state, local, remote);
  pair.state = 'succeeded';
  checklist.valid.push(pair);
  return [received, formed(at, pair, 'request'), ...markNominated(state, at, state.session, pair)];
}
