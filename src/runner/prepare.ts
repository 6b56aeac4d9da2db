import type { Files, LearnerError, SourcePlace } from './contract.ts';
import { guardLoops } from './guard.ts';
import { LIMITS } from './limits.ts';
import type { TextPlace } from './source-map.ts';
import { stripTypes } from './strip.ts';

/** Learner code made ready for the frame. */
export interface Prepared {
  readonly ok: true;
  /** The learner's file, as its tab shows it. */
  readonly file: string;
  /** The global that the source calls in its loops. */
  readonly guardName: string;
  /** JavaScript, guarded; names itself in stack traces by the learner's file. */
  readonly source: string;
  /** The learner's place for a place that the browser reports. */
  readonly placeOf: (reported: TextPlace) => SourcePlace;
}

export type Preparation = Prepared | { readonly ok: false; readonly error: LearnerError };

/**
 * Strips, checks and guards the entry file.
 *
 * @param guardName a name that the learner can't know, for the guard's global
 */
export function prepare(files: Files, entry: string, guardName: string): Preparation {
  const fail = (
    error: Pick<LearnerError, 'name' | 'message' | 'problem'>,
    place: TextPlace,
  ): Preparation => ({
    ok: false,
    error: { kind: 'syntax', ...error, place: { file: entry, ...place } },
  });

  const source = files[entry];
  if (source === undefined) throw new RangeError(`The exercise has no file ${entry}.`);
  if (source.length > LIMITS.sourceChars) {
    const problem = { kind: 'source-too-long', limit: LIMITS.sourceChars } as const;
    return fail({ name: '', message: '', problem }, { line: 1, column: 1 });
  }
  const stripped = stripTypes(source, entry);
  if (!stripped.ok) return fail({ name: 'SyntaxError', message: stripped.message }, stripped.place);
  const guarded = guardLoops(stripped.code, guardName, stripped.placeInSource);
  if (!guarded.ok) {
    const { name, message, problem, place } = guarded;
    return fail({ name, message, ...(problem && { problem }) }, place);
  }

  return {
    ok: true,
    file: entry,
    guardName,
    source: `${guarded.code}\n//# sourceURL=${entry}`,
    placeOf: (reported) => ({ file: entry, ...stripped.placeInSource(guarded.placeInInput(reported)) }),
  };
}
