import { isLinkLocal } from '../../../bytes/address.ts';
import { pairPriority } from '../../priority.ts';
import type { AgentState, Checklist, Pair } from '../state.ts';
import type { PairStateReason } from '../trace.ts';
import type { AgentAction, LocalCandidate, PairState, RemoteCandidate, Role } from '../types.ts';

/** A new pair, frozen, on no list yet. */
export function makePair(state: AgentState, local: LocalCandidate, remote: RemoteCandidate): Pair {
  return {
    id: state.nextPairId++,
    stream: local.stream,
    component: local.component,
    local,
    remote,
    priority: priorityOf(state.role, local, remote),
    foundation: `${local.foundation}:${remote.foundation}`,
    state: 'frozen',
    nominating: false,
    nominated: false,
    conflicts: 0,
  };
}

/** RFC 8445 §6.1.2.3: G is the priority of the controlling agent's candidate. */
export function priorityOf(
  role: Role,
  local: Pick<LocalCandidate, 'priority'>,
  remote: Pick<RemoteCandidate, 'priority'>,
): bigint {
  return role === 'controlling'
    ? pairPriority(local.priority, remote.priority)
    : pairPriority(remote.priority, local.priority);
}

/** Of a candidate, what decides whether it can be paired. A name (mDNS) hides its family. */
export interface PairingCandidate {
  readonly stream: number;
  readonly component: number;
  readonly address: { readonly family: 4 | 6 | undefined; readonly address: string };
}

/** Why two candidates make no pair. */
export type PairingFault = 'stream' | 'component' | 'family' | 'link-local';

/**
 * RFC 8445 §6.1.2.2: "for the same component of the same data stream with the same IP address family"; and "IPv6
 * link-local addresses MUST NOT be paired with other than link-local addresses."
 */
export function pairingFault(local: PairingCandidate, remote: PairingCandidate): PairingFault | undefined {
  if (local.stream !== remote.stream) return 'stream';
  if (local.component !== remote.component) return 'component';
  const { family } = local.address;
  if (family === undefined || remote.address.family === undefined) return undefined;
  if (family !== remote.address.family) return 'family';
  const sameScope = isLinkLocal(local.address.address) === isLinkLocal(remote.address.address);
  return family === 6 && !sameScope ? 'link-local' : undefined;
}

export function canBePaired(local: LocalCandidate, remote: RemoteCandidate): boolean {
  return pairingFault(local, remote) === undefined;
}

/** "The agent sorts each checklist in decreasing order of candidate pair priority." RFC 8445 §6.1.2.3. */
export function sortPairs(checklist: Checklist): void {
  checklist.pairs.sort(compareByPriority);
}

/** Of a pair, what its place depends on. */
export interface RankedPair {
  readonly component: number;
  readonly priority: bigint;
  readonly foundation: string;
}

/** Highest priority first; of equals the lower component (RFC 8445 §6.1.4.2, step 3). */
export function compareByPriority(
  a: Pick<RankedPair, 'priority' | 'component'>,
  b: Pick<RankedPair, 'priority' | 'component'>,
): number {
  if (a.priority !== b.priority) return a.priority > b.priority ? -1 : 1;
  return a.component - b.component;
}

/** Changes a pair's state and says so. */
export function setPairState(at: number, pair: Pair, to: PairState, why: PairStateReason): AgentAction[] {
  const from = pair.state;
  if (from === to) return [];
  pair.state = to;
  return [{ kind: 'trace', at, event: 'pair-state', pair: pair.id, from, to, why }];
}
