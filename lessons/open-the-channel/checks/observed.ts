import type { CallOutcome, Observation } from '#lessons/contract.ts';

/** What one run of the learner's function left behind; the checks look at nothing else. */
export interface Observed {
  /** The text that was to be sent, made anew for each run. */
  readonly text: string;
  /** The outcome of the call, or undefined when we stopped waiting for it. */
  readonly answer: CallOutcome | undefined;
  readonly observations: readonly Observation[];
}

type Facts = readonly Observation[];

/** The connections that were created, by number. */
export function connections(observations: Facts): number[] {
  return observations.flatMap((seen) => (seen.kind === 'connection-created' ? [seen.connection] : []));
}

/** The connections at which a data channel has opened. */
export function openAt(observations: Facts): number[] {
  const open = observations.flatMap((seen) =>
    seen.kind === 'channel' && seen.state === 'open' ? [seen.connection] : [],
  );
  return [...new Set(open)];
}

/** Whether a channel opened at two connections: between them there is a path. */
export function isOpen(observations: Facts): boolean {
  return openAt(observations).length >= 2;
}

/** The texts that came out of data channels; null for binary data. */
export function received(observations: Facts): (string | null)[] {
  return observations.flatMap((seen) => (seen.kind === 'message' ? [seen.text] : []));
}

/** How many connections are still open. */
export function stillOpen(observations: Facts): number {
  const closed = observations.filter(({ kind }) => kind === 'connection-closed').length;
  return connections(observations).length - closed;
}

/** The signalling states that a connection went through. */
function signaling(observations: Facts, connection: number): string[] {
  return observations.flatMap((seen) =>
    seen.kind === 'state' && seen.which === 'signaling' && seen.connection === connection ? [seen.state] : [],
  );
}

/** How far the negotiation got: nobody made an offer, somebody waits for an answer, or both sides are stable. */
export function negotiation(observations: Facts): 'none' | 'waiting' | 'done' {
  const paths = connections(observations)
    .map((connection) => signaling(observations, connection).filter((state) => state !== 'closed'))
    .filter((states) => states.length > 0);
  if (paths.length === 0) return 'none';
  return paths.length >= 2 && paths.every((states) => states.at(-1) === 'stable') ? 'done' : 'waiting';
}

/** Whether anything was gathered for: a description without a channel (or media) starts no gathering. */
export function hasGathered(observations: Facts): boolean {
  return observations.some((seen) => seen.kind === 'state' && seen.which === 'gathering');
}

/** Whether any connection found any address. */
export function hasCandidates(observations: Facts): boolean {
  return observations.some((seen) => seen.kind === 'candidate' && Boolean(seen.candidate));
}

/** Whether a data channel was created by anybody. */
export function hasChannel(observations: Facts): boolean {
  return observations.some(({ kind }) => kind === 'channel');
}
