import type { CallOutcome, IceServer, Json, Observation } from '#lessons/contract.ts';

/** What one run of the learner's function left behind; the checks look at nothing else. */
export interface Observed {
  /** The outcome of the call, or undefined when we stopped waiting for it. */
  readonly answer: CallOutcome | undefined;
  /** How many of the observations there were when the call was answered (or given up). */
  readonly seenAtAnswer: number;
  /** Everything that was observed, some of it perhaps after the answer. */
  readonly observations: readonly Observation[];
}

/** The candidate lines of trusted events; end marks (`""` and null) are no candidates. */
export function gatheredLines(observations: readonly Observation[]): string[] {
  return observations.flatMap((seen) =>
    seen.kind === 'candidate' && seen.candidate ? [seen.candidate] : [],
  );
}

/** The connections that started to gather, by number. */
export function gatheringConnections(observations: readonly Observation[]): number[] {
  const connections = observations.flatMap((seen) =>
    seen.kind === 'candidate' || (seen.kind === 'state' && seen.which === 'gathering' && seen.state !== 'new')
      ? [seen.connection]
      : [],
  );
  return [...new Set(connections)];
}

/**
 * Whether a connection's gathering has ended: the state says so, or the event without a candidate came,
 * or Firefox's `""`, which precedes both in the same moment.
 */
export function hasEnded(observations: readonly Observation[], connection: number): boolean {
  return observations.some(
    (seen) =>
      (seen.kind === 'candidate' && seen.connection === connection && !seen.candidate) ||
      (seen.kind === 'state' &&
        seen.connection === connection &&
        seen.which === 'gathering' &&
        seen.state === 'complete'),
  );
}

/** Whether something was gathered and every gathering has ended. */
export function allEnded(observations: readonly Observation[]): boolean {
  const connections = gatheringConnections(observations);
  return connections.length > 0 && connections.every((connection) => hasEnded(observations, connection));
}

/** One entry of the learner's list, if it is an object. */
export type Entry = Readonly<Record<string, Json>>;

export function isEntry(value: Json): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The URLs of a list of servers, whatever their shape. */
export function serverUrls(servers: readonly Json[] | readonly IceServer[]): string[] {
  return servers.flatMap((server) => {
    if (typeof server !== 'object' || server === null || !('urls' in server)) return [];
    const { urls } = server;
    return (Array.isArray(urls) ? urls : [urls]).filter((url) => typeof url === 'string');
  });
}

/** A connection that lives this long without gathering has nothing to gather for. */
const LONG_ENOUGH_MS = 1_000;

/** Why nothing was gathered, as the id of the hint that helps. */
export function whyNothing(
  observations: readonly Observation[],
): 'ask-the-browser' | 'wait-for-the-end' | 'something-to-gather-for' {
  if (!observations.some(({ kind }) => kind === 'connection-created')) return 'ask-the-browser';
  const wasGivenTime = observations.some(
    (opened) =>
      opened.kind === 'connection-created' &&
      !observations.some(
        (seen) =>
          seen.kind === 'connection-closed' &&
          seen.connection === opened.connection &&
          seen.atMs - opened.atMs < LONG_ENOUGH_MS,
      ),
  );
  return wasGivenTime ? 'something-to-gather-for' : 'wait-for-the-end';
}
