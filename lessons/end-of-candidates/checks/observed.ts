import type { CallOutcome, Json, LearnerError, Observation } from '#lessons/contract.ts';

/** How the checker's channel asks: all the time, or only after a while that nobody knows in advance. */
export type Pace = 'eager' | 'slow';

/** Something that `next()` handed out; `null`s are left out. */
export interface Taken {
  readonly atMs: number;
  readonly value: Json;
}

/** One call of `trickle` and what the channel took meanwhile. All times are of the checker's clock. */
export interface Run {
  readonly pace: Pace;
  readonly taken: readonly Taken[];
  /** The first failure of `next()`: the channel stopped asking then. */
  readonly nextError: LearnerError | undefined;
  /** The outcome of `trickle`, or undefined when we stopped waiting for it. */
  readonly answer: { readonly atMs: number; readonly outcome: CallOutcome } | undefined;
  /** When the browser had said that gathering is over. */
  readonly gatheredAtMs: number | undefined;
  /** What was observed during this run. */
  readonly observations: readonly Observation[];
}

export interface Observed {
  /** The second run is made only when the first one came to an end. */
  readonly runs: readonly Run[];
  /** Of all runs and the time after them. */
  readonly observations: readonly Observation[];
}

/** The candidate lines of trusted events; end marks (`""` and null) are no candidates. */
export function gatheredLines({ observations }: Run): string[] {
  return observations.flatMap((seen) =>
    seen.kind === 'candidate' && seen.candidate ? [seen.candidate] : [],
  );
}

/** The browser has said that gathering is over: by its last event or by the state, which come together. */
export function hasGathered(observations: readonly Observation[]): boolean {
  return observations.some(
    (seen) =>
      (seen.kind === 'candidate' && seen.candidate === null) ||
      (seen.kind === 'state' && seen.which === 'gathering' && seen.state === 'complete'),
  );
}

export function startedGathering(observations: readonly Observation[]): boolean {
  return observations.some(
    (seen) =>
      seen.kind === 'candidate' ||
      (seen.kind === 'state' && seen.which === 'gathering' && seen.state !== 'new'),
  );
}

/** A signal of the learner, if it has a shape that the task knows. */
export interface KnownSignal {
  readonly kind: 'candidate' | 'end-of-candidates';
  readonly candidate: string;
  readonly usernameFragment: Json | undefined;
  readonly atMs: number;
}

export function knownSignal({ value, atMs }: Taken): KnownSignal | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { kind, candidate, usernameFragment } = value;
  if (kind === 'end-of-candidates') return { kind, candidate: '', usernameFragment, atMs };
  if (kind !== 'candidate' || typeof candidate !== 'string') return undefined;
  return { kind, candidate, usernameFragment, atMs };
}

export const isEnd = (taken: Taken): boolean => knownSignal(taken)?.kind === 'end-of-candidates';
