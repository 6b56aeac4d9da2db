import type { IceState, PairView } from '#src/protocol/ice/agent/index.ts';
import type { Outcome } from './trace.ts';

/** What an agent has come to. */
export interface AgentStanding {
  readonly state: IceState;
  readonly selected: PairView | undefined;
}

/** What two agents have come to together. */
export function judge(agents: readonly AgentStanding[]): Outcome {
  const pairs = agents.flatMap(({ selected }) => selected ?? []);
  if (agents.length === 0) return 'undecided';
  if (agents.every(({ state, selected }) => state === 'completed' && selected))
    return pairs.some(goesThroughRelay) ? 'relayed' : 'direct';
  // Where one has given up and the other is content, no call is left: after a NAT's reboot consent can expire on one side.
  const isOver = agents.every(({ state }) => state !== 'running');
  return isOver && agents.some(({ state }) => state === 'failed') ? 'failed' : 'undecided';
}

/**
 * By the way that packets take, not by the candidate's type: a peer-reflexive candidate may have a relayed one as its
 * base. What the one side sends through a relay, the other gets from there.
 */
function goesThroughRelay({ local }: PairView): boolean {
  return local.path.relay !== undefined;
}
