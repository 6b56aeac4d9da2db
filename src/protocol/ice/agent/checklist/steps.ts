import type { CandidateType } from '../../priority.ts';
import type { PairState, Role } from '../types.ts';
import { pairsToBeginWith, pairsToThaw, pairsToUnfreeze } from './freezing.ts';
import {
  type PairingCandidate,
  type PairingFault,
  compareByPriority,
  pairingFault,
  priorityOf,
} from './pair.ts';

/*
 * The forming of checklists at one go, RFC 8445 §6.1.2, with everything that is decided on the way. The agent itself
 * takes candidates as they come (RFC 8838); a test holds that both end up with the same.
 */

/** A candidate as its line tells it; `base` is that of a local one. */
export interface ListedCandidate extends PairingCandidate {
  readonly type: CandidateType;
  readonly address: PairingCandidate['address'] & { readonly port: number };
  readonly base: { readonly address: string; readonly port: number };
  readonly priority: number;
  readonly foundation: string;
}

/** What becomes of a local and a remote candidate. */
export interface PairFate<C extends ListedCandidate = ListedCandidate> {
  readonly local: C;
  readonly remote: C;
  /** Why they make no pair. */
  readonly fault: PairingFault | undefined;
  readonly component: number;
  readonly priority: bigint;
  /** Of the pair as it is checked: from the base (RFC 8445 §6.1.2.4). */
  readonly foundation: string;
  /** The candidate that stands in for a reflexive `local`, its base. */
  readonly replacedBy: C | undefined;
  /** The pair of higher priority that does the same. */
  readonly redundantWith: PairFate<C> | undefined;
  /** Too many: RFC 8445 §6.1.2.5. */
  readonly isOverLimit: boolean;
}

/** A pair of a checklist, in a state. */
export interface StatedFate<C extends ListedCandidate = ListedCandidate> extends PairFate<C> {
  readonly state: PairState;
}

/** A checklist set as it is formed. */
export interface FormedChecklists<C extends ListedCandidate = ListedCandidate> {
  /** Each local with each remote candidate of its stream, pair or not, in the order given. */
  readonly fates: readonly PairFate<C>[];
  /** What is checked, by stream, highest priority first, in its initial state. */
  readonly checklists: readonly (readonly StatedFate<C>[])[];
}

/** Forms the checklists of all streams: pairs, order, pruning, the limit, and the initial states. RFC 8445 §6.1.2. */
export function formChecklists<C extends ListedCandidate>(
  role: Role,
  locals: readonly C[],
  remotes: readonly C[],
  limit: number,
): FormedChecklists<C> {
  const streams = [...new Set(locals.map(({ stream }) => stream))].toSorted((a, b) => a - b);
  const pruned = streams.map((stream) => prune(pairsOf(role, locals, remotes, stream)));
  const limited = limitPairs(pruned, limit);
  const kept = limited.map((fates) =>
    fates
      .filter(({ fault, redundantWith, isOverLimit }) => !fault && !redundantWith && !isOverLimit)
      .toSorted(compareByPriority),
  );
  const first = new Set(pairsToBeginWith(kept.map((pairs) => ({ pairs }))));
  return {
    fates: limited.flat(),
    checklists: kept.map((pairs) =>
      pairs.map((pair) => ({ ...pair, state: first.has(pair) ? 'waiting' : 'frozen' })),
    ),
  };
}

/** Each with each, RFC 8445 §6.1.2.2 and §6.1.2.3; a reflexive local candidate is replaced by its base (§6.1.2.4). */
function pairsOf<C extends ListedCandidate>(
  role: Role,
  locals: readonly C[],
  remotes: readonly C[],
  stream: number,
): PairFate<C>[] {
  return locals
    .filter((local) => local.stream === stream)
    .flatMap((local) => {
      const base = isReflexive(local) ? baseOf(local, locals) : undefined;
      return remotes
        .filter((remote) => remote.stream === stream)
        .map((remote) => ({
          local,
          remote,
          fault: pairingFault(local, remote),
          component: local.component,
          priority: priorityOf(role, local, remote),
          foundation: `${(base ?? local).foundation}:${remote.foundation}`,
          replacedBy: base,
          redundantWith: undefined,
          isOverLimit: false,
        }));
    });
}

function isReflexive({ type }: ListedCandidate): boolean {
  return type === 'srflx' || type === 'prflx';
}

function baseOf<C extends ListedCandidate>(local: C, locals: readonly C[]): C | undefined {
  return locals.find(
    (other) =>
      !isReflexive(other) &&
      other.stream === local.stream &&
      other.component === local.component &&
      isSamePlace(other.address, local.base),
  );
}

/** "redundant if their local candidates have the same base and their remote candidates are identical", §6.1.2.4 of RFC 8445. */
function prune<C extends ListedCandidate>(fates: readonly PairFate<C>[]): PairFate<C>[] {
  const kept: PairFate<C>[] = [];
  const redundant = new Map<PairFate<C>, PairFate<C>>();
  for (const fate of fates.filter(({ fault }) => !fault).toSorted(compareByPriority)) {
    const better = kept.find(
      ({ local, remote, component }) =>
        component === fate.component &&
        isSamePlace(local.base, fate.local.base) &&
        isSamePlace(remote.address, fate.remote.address),
    );
    if (better) redundant.set(fate, better);
    else kept.push(fate);
  }
  return fates.map((fate) => ({ ...fate, redundantWith: redundant.get(fate) }));
}

/** Takes the lowest of each checklist in turn, so that they are reduced evenly: RFC 8445 §6.1.2.5. */
function limitPairs<C extends ListedCandidate>(
  checklists: readonly (readonly PairFate<C>[])[],
  limit: number,
): PairFate<C>[][] {
  const left = checklists.map((fates) =>
    fates.filter(({ fault, redundantWith }) => !fault && !redundantWith).toSorted(compareByPriority),
  );
  const over = new Set<PairFate<C>>();
  for (let turn = left.length - 1; left.reduce((sum, { length }) => sum + length, 0) > limit; turn -= 1) {
    const dropped = left[((turn % left.length) + left.length) % left.length]?.pop();
    if (dropped) over.add(dropped);
  }
  return checklists.map((fates) => fates.map((fate) => ({ ...fate, isOverLimit: over.has(fate) })));
}

function isSamePlace(
  a: { readonly address: string; readonly port: number },
  b: { readonly address: string; readonly port: number },
): boolean {
  return a.address === b.address && a.port === b.port;
}

/** The pair whose check comes next in a checklist, and the pairs that thaw for it. RFC 8445 §6.1.4.2, steps 2 and 3. */
export function nextOf<C extends ListedCandidate>(
  checklists: readonly (readonly StatedFate<C>[])[],
  index: number,
): { readonly pair: StatedFate<C>; readonly thawed: readonly StatedFate<C>[] } | undefined {
  const listed = checklists.map((pairs) => ({ pairs, state: 'running' as const }));
  const own = listed[index];
  if (!own) return undefined;
  const waiting = own.pairs.filter(({ state }) => state === 'waiting');
  const thawed = waiting.length > 0 ? [] : pairsToThaw(listed, own);
  const [pair] = [...waiting, ...thawed].toSorted(compareByPriority);
  return pair && { pair, thawed };
}

/** The checklists after a check: what it makes of its pair, and of those of the same foundation. RFC 8445 §7.2.5.3.3. */
export function afterCheck<C extends ListedCandidate>(
  checklists: readonly (readonly StatedFate<C>[])[],
  index: number,
  outcome: 'succeeded' | 'failed',
): (readonly StatedFate<C>[])[] {
  const next = nextOf(checklists, index);
  if (!next) return [...checklists];
  const released =
    outcome === 'succeeded'
      ? pairsToUnfreeze(
          checklists.map((pairs) => ({ pairs })),
          next.pair.foundation,
        )
      : [];
  const waiting = new Set([...next.thawed, ...released]);
  return checklists.map((pairs) =>
    pairs.map((pair) => {
      if (pair === next.pair) return { ...pair, state: outcome };
      return waiting.has(pair) ? { ...pair, state: 'waiting' } : pair;
    }),
  );
}
