import { inTransaction, withDatabase } from './database.ts';
import type { StorageResult } from './result.ts';
import { announce } from './tabs.ts';

/** How far a learner came with an exercise. */
export type ProgressState = 'tried' | 'solved-with-help' | 'solved';

/** From the least to the best. */
const STATES: readonly ProgressState[] = ['tried', 'solved-with-help', 'solved'];

/**
 * What is kept of an exercise that was tried.
 *
 * The rule is simple. An exercise is tried at its first run, or when its solution is looked at. Whoever looks at the
 * solution is helped until they press Reset; what passes meanwhile is solved with help, anything else is solved. A state only ever gets better: a solved exercise stays solved, and one that was
 * solved with help is solved once it passes after a Reset.
 */
export interface Progress {
  readonly exercise: string;
  readonly state: ProgressState;
  /** When it passed for the first time, with help or without. */
  readonly passedAtMs?: number;
  /** The solution was shown, and the learner has not gone back to the start since. */
  readonly helped?: boolean;
}

/** Something that a learner did with an exercise; see `Progress` for the rule. */
export type ProgressEvent =
  | { readonly kind: 'ran'; readonly passed: boolean; readonly atMs: number }
  | { readonly kind: 'solution-shown' | 'reset' | 'reset-undone' };

/** The progress after an event; undefined as long as nothing was tried. */
export function progressAfter(
  exercise: string,
  now: Progress | undefined,
  event: ProgressEvent,
): Progress | undefined {
  switch (event.kind) {
    case 'ran': {
      const tried: Progress = now ?? { exercise, state: 'tried' };
      if (!event.passed) return tried;
      const state = now?.helped === true ? 'solved-with-help' : 'solved';
      return betterProgress(tried, { exercise, state, passedAtMs: event.atMs });
    }
    case 'solution-shown':
    case 'reset-undone':
      return { ...(now ?? { exercise, state: 'tried' }), helped: true };
    case 'reset':
      return now && { ...now, helped: false };
  }
}

/** Two accounts of one exercise as one: the better state, the earlier pass, and help that either of them had. */
export function betterProgress(a: Progress, b: Progress): Progress {
  const better = STATES.indexOf(b.state) > STATES.indexOf(a.state) ? b : a;
  const passedAtMs = Math.min(a.passedAtMs ?? Infinity, b.passedAtMs ?? Infinity);
  const helped = a.helped === true || b.helped === true;
  return {
    exercise: a.exercise,
    state: better.state,
    ...(passedAtMs < Infinity && { passedAtMs }),
    ...(helped && { helped }),
  };
}

/**
 * A record as it is read; without unknown fields. One without a state is of an older edition of this site, which
 * recorded nothing but passes.
 */
export function asProgress(value: unknown): Progress | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { exercise, state = 'solved', passedAtMs, helped } = value as { [Key in keyof Progress]?: unknown };
  if (typeof exercise !== 'string' || !STATES.includes(state as ProgressState)) return undefined;
  const isPassed = typeof passedAtMs === 'number';
  if (state !== 'tried' && !isPassed) return undefined;
  return {
    exercise,
    state: state as ProgressState,
    ...(isPassed && { passedAtMs }),
    ...(helped === true && { helped }),
  };
}

/** Records an event; answers the progress that came of it. */
export async function recordProgress(
  exercise: string,
  event: ProgressEvent,
): Promise<StorageResult<Progress | undefined>> {
  const result = await withDatabase((database) =>
    inTransaction(database, ['progress'], async (transaction) => {
      const progress = transaction.objectStore('progress');
      const after = progressAfter(exercise, asProgress(await progress.get(exercise)), event);
      if (after !== undefined) await progress.put(after);
      return after;
    }),
  );
  if (result.ok) announce({ kind: 'progress-changed' });
  return result;
}

/** Every exercise that was tried. */
export function loadProgress(): Promise<StorageResult<Progress[]>> {
  return withDatabase(async (database) =>
    (await database.getAll('progress')).flatMap((record) => asProgress(record) ?? []),
  );
}
