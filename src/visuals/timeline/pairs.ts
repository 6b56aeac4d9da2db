import type { RemoteCandidate, Role, TraceEvent as IceEvent } from '#src/protocol/ice/agent/index.ts';
import { isSameTransport } from '#src/protocol/bytes/address.ts';
import { pairPriority } from '#src/protocol/ice/priority.ts';
import type { AgentState } from './state.ts';
import type { PairRow } from './types.ts';

type Formed = Extract<IceEvent, { event: 'pair-formed' }>;
type Dropped = Extract<IceEvent, { event: 'pair-dropped' }>;

export function formPair(agent: AgentState, event: Formed, place: number): void {
  const { pair, local, remote, priority, foundation, insteadOf, why } = event;
  agent.pairs.set(pair, {
    id: pair,
    local,
    remote,
    priority,
    foundation,
    state: 'frozen',
    valid: false,
    nominating: false,
    nominated: false,
    selected: false,
    why,
    ...(insteadOf && { insteadOf }),
    event: place,
  });
}

/** Changes a row of the checklist, if it is there. */
export function setPair(agent: AgentState, id: number, place: number, change: Partial<PairRow>): void {
  const pair = agent.pairs.get(id);
  if (pair) agent.pairs.set(id, { ...pair, ...change, event: place });
}

export function dropPair(agent: AgentState, { pair: id, why, of }: Dropped, place: number): void {
  const pair = agent.pairs.get(id);
  if (!pair) return;
  agent.pairs.delete(id);
  agent.triggered = agent.triggered.filter((other) => other !== id);
  agent.dropped = [...agent.dropped, { pair, why, ...(of !== undefined && { of }), event: place }];
}

/** "A role switch requires an agent to recompute pair priorities" (RFC 8445 §7.2.5.1). */
export function switchRole(agent: AgentState, role: Role, place: number): void {
  agent.role = role;
  for (const { id, local, remote } of agent.pairs.values())
    setPair(agent, id, place, { priority: priorityOf(role, local, remote), nominating: false });
}

/** The pairs of a peer-reflexive candidate take its told priority and foundation. RFC 8445 §7.3.1.3. */
export function identifyRemote(agent: AgentState, told: RemoteCandidate, place: number): void {
  for (const { id, local, remote } of agent.pairs.values()) {
    if (remote.type !== 'prflx' || remote.component !== told.component) continue;
    if (!isSameTransport(remote.address, told.address)) continue;
    setPair(agent, id, place, {
      remote: told,
      priority: priorityOf(agent.role, local, told),
      foundation: `${local.foundation}:${told.foundation}`,
    });
  }
}

/** The pairs whose packets go the same way as this one's: from the same base to the same address. */
export function leavingAs({ pairs }: AgentState, id: number): readonly number[] {
  const pair = pairs.get(id);
  if (!pair) return [];
  const { path } = pair.local;
  return [...pairs.values()]
    .filter(
      ({ local, remote }) =>
        local.path.socket === path.socket &&
        local.path.relay === path.relay &&
        isSameTransport(remote.address, pair.remote.address),
    )
    .map((other) => other.id);
}

/** RFC 8445 §6.1.2.3: G is the priority of the controlling agent's candidate. */
function priorityOf(role: Role, local: { priority: number }, remote: { priority: number }): bigint {
  return role === 'controlling'
    ? pairPriority(local.priority, remote.priority)
    : pairPriority(remote.priority, local.priority);
}

/** Highest priority first; of equals the one that was there first. */
export function comparePairs(a: PairRow, b: PairRow): number {
  if (a.priority === b.priority) return a.id - b.id;
  return a.priority > b.priority ? -1 : 1;
}
