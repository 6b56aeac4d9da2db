import type { Candidate } from '#src/protocol/index.ts';
import type { GatherEvent, GatherFault, GatherSource } from '#src/live/gather-events.ts';

/** A candidate as the table shows it. */
export interface CandidateRow {
  /** Order of arrival, from 0. */
  readonly id: number;
  readonly source: GatherSource;
  readonly atMs: number;
  readonly line: string;
  readonly candidate: Candidate;
}

/** What the errors list explains: one item for each server and code, however often it was reported. */
export interface GatherProblem {
  readonly source: GatherSource;
  readonly code: number | GatherFault | 'timeout' | 'no-network';
  /** The browser's own words, without repetitions. */
  readonly texts: readonly string[];
  readonly atMs: number;
}

/** How one connection is doing: a lane of the timeline. */
export interface Lane {
  readonly source: GatherSource;
  readonly state: 'running' | 'done' | 'timeout' | 'stopped';
  readonly startedAtMs: number;
  readonly endedAtMs?: number;
}

/** All that a run has shown so far. */
export interface Run {
  readonly rows: readonly CandidateRow[];
  readonly problems: readonly GatherProblem[];
  readonly lanes: readonly Lane[];
}

export const EMPTY_RUN: Run = { rows: [], problems: [], lanes: [] };

/** The run after one more event. */
export function applyEvent(run: Run, event: GatherEvent): Run {
  switch (event.type) {
    case 'servers':
      return {
        ...run,
        lanes: [...run.lanes, ...event.sources.map((source) => startLane(source, event.atMs))],
      };
    case 'candidate': {
      const { source, atMs, line, candidate } = event;
      const row = { id: run.rows.length, source, atMs, line, candidate };
      return { ...run, rows: [...run.rows, row] };
    }
    case 'error':
      return { ...run, problems: addProblem(run.problems, event) };
    case 'server-done':
      return { ...run, lanes: endLane(run.lanes, event, 'done') };
    case 'server-timeout':
      return {
        ...run,
        lanes: endLane(run.lanes, event, 'timeout'),
        problems: addProblem(run.problems, { ...event, code: 'timeout', text: '' }),
      };
  }
}

/** A run that starts with the connection for host candidates, or with none (policy relay). */
export function startRun(sources: readonly GatherSource[]): Run {
  return { ...EMPTY_RUN, lanes: sources.map((source) => startLane(source, 0)) };
}

/** The run after Stop: what was still running, was stopped. */
export function stopRun(run: Run, atMs: number): Run {
  const lanes = run.lanes.map((lane) =>
    lane.state === 'running' ? { ...lane, state: 'stopped' as const, endedAtMs: atMs } : lane,
  );
  return { ...run, lanes };
}

/**
 * The problems to explain at the end. When the connection without servers ended at the deadline with
 * nothing at all, no network interface is there, and each server's timeout would only distract.
 */
export function problemsToExplain(run: Run): readonly GatherProblem[] {
  const noNetwork = run.problems.find(({ source, code }) => source.url === null && code === 'timeout');
  if (noNetwork && run.rows.length === 0) return [{ ...noNetwork, code: 'no-network' }];
  return run.problems;
}

/** Whether a server that reported an error gave a candidate of the given type all the same. */
export function gaveCandidate(run: Run, source: GatherSource, type?: string): boolean {
  return run.rows.some(
    (row) => row.source.index === source.index && (type === undefined || row.candidate.type === type),
  );
}

export function isSameSource(a: GatherSource, b: GatherSource): boolean {
  return a.index === b.index;
}

function startLane(source: GatherSource, startedAtMs: number): Lane {
  return { source, state: 'running', startedAtMs };
}

function endLane(
  lanes: readonly Lane[],
  { source, atMs }: { source: GatherSource; atMs: number },
  state: 'done' | 'timeout',
): Lane[] {
  return lanes.map((lane) =>
    isSameSource(lane.source, source) ? { ...lane, state, endedAtMs: atMs } : lane,
  );
}

function addProblem(
  problems: readonly GatherProblem[],
  reported: { source: GatherSource; code: GatherProblem['code']; text: string; atMs: number },
): GatherProblem[] {
  const { source, code, text, atMs } = reported;
  const texts = text === '' ? [] : [text];
  const at = problems.findIndex((known) => isSameSource(known.source, source) && known.code === code);
  const known = problems[at];
  if (known === undefined) return [...problems, { source, code, texts, atMs }];
  const merged = { ...known, texts: [...new Set([...known.texts, ...texts])] };
  return problems.with(at, merged);
}
