import type { Files, LearnerError } from './contract.ts';
import { guardLoops } from './guard.ts';
import { LIMITS } from './limits.ts';
import type { Preparation } from './prepared.ts';
import { stackRanOut } from './recursion.ts';
import { placeMap, type TextPlace } from './source-map.ts';
import { stripTypes } from './strip.ts';

/**
 * Strips, checks and guards the entry file. Some short texts keep it busy for ever (`<T>(` twenty times):
 * call it where it can be ended.
 *
 * @param guardName a name that the learner can't know, for the guard's global
 */
export function prepare(files: Files, entry: string, guardName: string): Preparation {
  try {
    return prepareEntry(files, entry, guardName);
  } catch (error) {
    // The parsers go into nested code by calling themselves.
    if (!(error instanceof Error && stackRanOut(error))) throw error;
    const place = { file: entry, line: 1, column: 1 };
    const problem = { kind: 'nested-too-deeply' } as const;
    return { ok: false, error: { kind: 'syntax', name: '', message: '', problem, place } };
  }
}

function prepareEntry(files: Files, entry: string, guardName: string): Preparation {
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
  const guarded = guardLoops(stripped.code, guardName, placeMap(stripped.map));
  if (!guarded.ok) {
    const { name, message, problem, place } = guarded;
    return fail({ name, message, ...(problem && { problem }) }, place);
  }

  return {
    ok: true,
    file: entry,
    guardName,
    source: `${guarded.code}\n//# sourceURL=${entry}`,
    maps: [guarded.map, stripped.map],
  };
}
