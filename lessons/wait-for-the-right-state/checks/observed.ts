import type { CallOutcome, Observation } from '#lessons/contract.ts';

/** The four ways in which `talk` is tried. */
export type Scene = 'at-once' | 'late' | 'no-answer' | 'no-addresses';

/** One call of `talk` and what was seen of it. */
export interface Call {
  readonly scene: Scene;
  readonly text: string;
  readonly withinMs: number;
  /** The outcome, or undefined when we stopped waiting for it. */
  readonly answer: CallOutcome | undefined;
  readonly tookMs: number;
  /** Of the connections that this call made. */
  readonly observations: readonly Observation[];
}

/** What one run left behind; a scene is missing when the calls before it took all the patience. */
export interface Observed {
  readonly calls: readonly Call[];
}

export function callOf({ calls }: Observed, scene: Scene): Call | undefined {
  return calls.find((call) => call.scene === scene);
}

/** Whether the text came out of a data channel. */
export function hasArrived({ observations, text }: Call): boolean {
  return observations.some((seen) => seen.kind === 'message' && seen.text === text);
}

/** Whether a data channel opened at two connections. */
export function hasOpened({ observations }: Pick<Call, 'observations'>): boolean {
  const at = observations.flatMap((seen) =>
    seen.kind === 'channel' && seen.state === 'open' ? [seen.connection] : [],
  );
  return new Set(at).size >= 2;
}

/** Whether the browser itself gave a connection up. */
export function hasFailed({ observations }: Call): boolean {
  return observations.some(
    (seen) => seen.kind === 'state' && seen.which === 'connection' && seen.state === 'failed',
  );
}

/** Whether any address was found; without one no connection can be made, whoever waits. */
export function hasCandidates({ observations }: Call): boolean {
  return observations.some((seen) => seen.kind === 'candidate' && Boolean(seen.candidate));
}

export function made({ observations }: Call): number {
  return observations.filter(({ kind }) => kind === 'connection-created').length;
}

export function stillOpen(call: Call): number {
  return made(call) - call.observations.filter(({ kind }) => kind === 'connection-closed').length;
}
