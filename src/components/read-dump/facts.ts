import type { Dump, Report } from '#lessons/diagnose-dumps/checks/dump.ts';
import { type Candidate, parseCandidate } from '#src/protocol/ice/index.ts';

/** A dump says these things, whoever reads it: nothing here is guessed. */
export interface Facts {
  readonly asked: { readonly stun: boolean; readonly turn: boolean };
  /** What this side offered. */
  readonly own: Told;
  readonly hasGatheringEnded: boolean;
  /** What signalling brought of the peer. */
  readonly theirs: Told;
  readonly errors: readonly { readonly code: number; readonly url: string }[];
  /** By all pairs together, in the snapshot that counts most of them: a pair that was given up is in no later one. */
  readonly checks: { readonly sent: number; readonly answered: number };
  /** Of the last snapshot. */
  readonly selected: { readonly local: string; readonly remote: string } | undefined;
  readonly isRelayed: boolean;
  readonly connectedAtMs: number | undefined;
  readonly lastState: string;
  readonly lastStateAtMs: number;
  /** To the last thing in the dump. */
  readonly endsAtMs: number;
}

/** Candidates that were told, by their kind. */
export interface Told {
  readonly host: number;
  readonly srflx: number;
  readonly relay: number;
  readonly all: number;
  /** Those whose address is a `.local` name. */
  readonly names: number;
}

export function factsOf(dump: Dump): Facts {
  const { events, snapshots } = dump;
  const urls = dump.configuration.iceServers.flatMap((server) => server.urls);
  const states = events.flatMap((event) => (event.kind === 'connectionstate' ? [event] : []));
  const last = states.at(-1);
  const counted = snapshots.map(({ reports }) => checksIn(reports));
  const selected = selectedIn(snapshots.at(-1)?.reports ?? []);
  return {
    asked: { stun: urls.some((url) => /^stuns?:/.test(url)), turn: urls.some((url) => /^turns?:/.test(url)) },
    own: toldBy(dump, 'icecandidate'),
    hasGatheringEnded: events.some(
      (event) => event.kind === 'icegatheringstate' && event.state === 'complete',
    ),
    theirs: toldBy(dump, 'addIceCandidate'),
    errors: events.flatMap((event) =>
      event.kind === 'icecandidateerror' ? [{ code: event.errorCode, url: event.url }] : [],
    ),
    checks: counted.reduce((most, one) => (one.sent > most.sent ? one : most), { sent: 0, answered: 0 }),
    selected,
    isRelayed: selected !== undefined && (selected.local === 'relay' || selected.remote === 'relay'),
    connectedAtMs: states.find(({ state }) => state === 'connected')?.atMs,
    lastState: last?.state ?? 'new',
    lastStateAtMs: last?.atMs ?? 0,
    endsAtMs: Math.max(0, ...events.map(({ atMs }) => atMs), ...snapshots.map(({ atMs }) => atMs)),
  };
}

function toldBy({ events }: Dump, kind: 'icecandidate' | 'addIceCandidate'): Told {
  const candidates = events.flatMap((event) => (event.kind === kind ? readCandidate(event.candidate) : []));
  const count = (type: string): number => candidates.filter((one) => one.type === type).length;
  return {
    host: count('host'),
    srflx: count('srflx'),
    relay: count('relay'),
    all: candidates.length,
    names: candidates.filter(({ address }) => address.endsWith('.local')).length,
  };
}

/** Empty for the end of candidates, and for what is none. */
export function readCandidate(line: string): Candidate[] {
  const parsed = parseCandidate(line);
  return parsed.ok ? [parsed.value] : [];
}

function checksIn(reports: readonly Report[]): Facts['checks'] {
  const pairs = reports.filter(({ type }) => type === 'candidate-pair');
  const sum = (member: string): number => pairs.reduce((total, pair) => total + Number(pair[member] ?? 0), 0);
  return { sent: sum('requestsSent'), answered: sum('responsesReceived') };
}

function selectedIn(reports: readonly Report[]): Facts['selected'] {
  const find = (id: unknown): Report | undefined => reports.find((report) => report.id === id);
  const pair = find(reports.find(({ type }) => type === 'transport')?.['selectedCandidatePairId']);
  const [local, remote] = [find(pair?.['localCandidateId']), find(pair?.['remoteCandidateId'])];
  if (!local || !remote) return undefined;
  return { local: String(local['candidateType']), remote: String(remote['candidateType']) };
}
