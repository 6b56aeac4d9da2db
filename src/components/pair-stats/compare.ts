import type { PairStatistics, StatPair } from '#src/live/candidate-pairs.ts';
import {
  type ListedCandidate,
  type PairFate,
  formChecklists,
} from '#src/protocol/ice/agent/checklist/steps.ts';
import type { Role } from '#src/protocol/ice/agent/types.ts';
import { parseIpAddress } from '#src/protocol/bytes/address.ts';
import { type Candidate, parseCandidate } from '#src/protocol/ice/candidate.ts';
import { CANDIDATE_PAIR_LIMIT } from '#src/protocol/ice/timers.ts';

/**
 * How a pair of ours and the browser's pairs meet.
 * - `same`: the browser has it
 * - `renamed`: the browser has a pair between the same two ports, and calls one end something else
 * - `learned`: the same, or a pair that we don't have at all, and that end is a peer-reflexive candidate
 * - `name`: it hasn't, and one end is a name, whose address and family only the browser could find out
 * - `absent`: it hasn't
 * - `extra`: only the browser has it
 */
export type Match = 'same' | 'renamed' | 'name' | 'absent' | 'learned' | 'extra';

/** A row of the comparison: a pair of ours, of the browser's, or of both. */
export interface Row {
  readonly key: string;
  readonly match: Match;
  /** Its place on our checklist, from 1. */
  readonly place: number | undefined;
  readonly ours: PairFate | undefined;
  readonly browsers: StatPair | undefined;
  /** The place of the row that shows the same pair of the browser's better: two of ours may be one path. */
  readonly repeats: number | undefined;
  /** Whether the browser's priority is ours, rounded to a double; undefined where there aren't two. */
  readonly samePriority: boolean | undefined;
}

export interface Comparison {
  readonly rows: readonly Row[];
  /** Of our candidates: how many combinations were none, and how many were pruned. */
  readonly counts: Readonly<Record<'pairs' | 'pruned' | 'otherFamily' | 'tcp', number>>;
}

/** Our own checklist of these candidate lines beside the pairs that the browser has. */
export function compare(
  role: Role,
  ownLines: readonly string[],
  peerLines: readonly string[],
  { pairs }: Pick<PairStatistics, 'pairs'>,
): Comparison {
  const own = read(ownLines);
  const peer = read(peerLines);
  const locals = listed(own.filter(isUdp));
  const { fates } = formChecklists(role, locals, listed(peer.filter(isUdp)), CANDIDATE_PAIR_LIMIT);
  const kept = fates
    .filter(({ fault, redundantWith, isOverLimit }) => !fault && !redundantWith && !isOverLimit)
    .toSorted((a, b) => (a.priority > b.priority ? -1 : 1));
  const used = new Set<StatPair>();
  const ours = kept.map((fate, index): Row => {
    const browsers = findPair(fate, pairs, locals);
    if (browsers) used.add(browsers);
    return {
      key: `${fate.local.base.port} ${fate.remote.address.address} ${fate.remote.address.port}`,
      match: matchOf(fate, browsers),
      place: index + 1,
      ours: fate,
      browsers,
      repeats: undefined,
      samePriority:
        browsers?.priority === undefined ? undefined : Number(fate.priority) === browsers.priority,
    };
  });
  const others = pairs
    .filter((pair) => !used.has(pair))
    .map((pair): Row => ({
      key: pair.id,
      match: isLearned(pair) ? 'learned' : 'extra',
      place: undefined,
      ours: undefined,
      browsers: pair,
      repeats: undefined,
      samePriority: undefined,
    }));
  return {
    rows: [...ours.map((row) => ({ ...row, repeats: repeatedBy(row, ours) })), ...others],
    counts: {
      pairs: kept.length,
      pruned: fates.filter(({ redundantWith }) => redundantWith).length,
      otherFamily: fates.filter(({ fault }) => fault).length,
      tcp: [...own, ...peer].filter((candidate) => !isUdp(candidate)).length,
    },
  };
}

function read(lines: readonly string[]): Candidate[] {
  return lines.flatMap((line) => {
    const parsed = parseCandidate(line);
    return parsed.ok ? [parsed.value] : [];
  });
}

function isUdp({ transport }: Candidate): boolean {
  return transport === 'udp';
}

/** The candidates as the checklist needs them, with a base. */
function listed(candidates: readonly Candidate[]): ListedCandidate[] {
  const hosts = candidates.filter(({ type }) => type === 'host');
  return candidates.map((candidate) => ({
    type: kindOf(candidate.type),
    stream: 0,
    component: candidate.component,
    address: {
      family: parseIpAddress(candidate.address)?.family,
      address: candidate.address,
      port: candidate.port,
    },
    base: baseOf(candidate, hosts),
    priority: candidate.priority,
    foundation: candidate.foundation,
  }));
}

function kindOf(type: string): ListedCandidate['type'] {
  return type === 'srflx' || type === 'prflx' || type === 'relay' ? type : 'host';
}

/**
 * Of a reflexive candidate the host candidate that its related address names. Where that is hidden (`0.0.0.0`), the one
 * with the same port, if its NAT kept it; else the first. Which one it is decides only with which pair it is redundant.
 */
function baseOf(candidate: Candidate, hosts: readonly Candidate[]): { address: string; port: number } {
  const { address, port, relatedAddress, relatedPort } = candidate;
  if (candidate.type !== 'srflx') return { address, port };
  const base =
    hosts.find((host) => host.address === relatedAddress && host.port === relatedPort) ??
    hosts.find((host) => host.transport === 'udp' && host.port === port) ??
    hosts[0];
  return { address: base?.address ?? address, port: base?.port ?? port };
}

/**
 * The browser's pair between the same two ports. Addresses don't help: the statistics leave some of them out. A pair
 * whose ends are of the same kinds goes before others.
 */
function findPair(
  fate: PairFate,
  pairs: readonly StatPair[],
  locals: readonly ListedCandidate[],
): StatPair | undefined {
  const between = pairs.filter(
    ({ local, remote }) =>
      local.protocol === 'udp' &&
      remote.port === fate.remote.address.port &&
      basePortOf(local, locals) === fate.local.base.port,
  );
  return (
    between.find((pair) => isSameKind(fate, pair)) ?? between.find(({ selected }) => selected) ?? between[0]
  );
}

/** From which port a local candidate of the statistics sends. */
function basePortOf(
  { type, port }: StatPair['local'],
  locals: readonly ListedCandidate[],
): number | undefined {
  const told = locals.find((local) => local.type === type && local.address.port === port);
  return told?.base.port ?? port;
}

/** Of several rows with one pair of the browser's, the one of the same kinds shows it, or else the first. */
function repeatedBy(row: Row, rows: readonly Row[]): number | undefined {
  if (!row.browsers) return undefined;
  const alike = rows.filter(({ browsers }) => browsers === row.browsers);
  const best = alike.find(({ match }) => match === 'same') ?? alike[0];
  return best === row ? undefined : best?.place;
}

function matchOf(fate: PairFate, browsers: StatPair | undefined): Match {
  if (!browsers) return hasName(fate) ? 'name' : 'absent';
  if (isSameKind(fate, browsers)) return 'same';
  return isLearned(browsers) ? 'learned' : 'renamed';
}

/** A local candidate may wear the name of its reflection: Chromium shows a valid pair so (RFC 8445 §7.2.5.3.2). */
function isSameKind({ local, remote }: PairFate, { local: own, remote: peers }: StatPair): boolean {
  return remote.type === peers.type && (local.type === own.type || own.type === 'srflx');
}

function isLearned({ local, remote }: StatPair): boolean {
  return local.type === 'prflx' || remote.type === 'prflx';
}

function hasName({ local, remote }: PairFate): boolean {
  return local.address.family === undefined || remote.address.family === undefined;
}
