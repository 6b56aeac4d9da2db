import type { Files } from '../contract.ts';
import { LIMITS } from '../limits.ts';
import { guardLoops } from './guard.ts';
import type { Preparation } from './prepared.ts';
import { orNestedTooDeeply, stripFile, syntaxError } from './read-file.ts';
import { placeMap } from './source-map.ts';

/**
 * Makes a single module ready for a frame: strips, checks and guards the entry file. Some short texts keep it busy for ever (`<T>(` twenty times):
 * call it where it can be ended.
 *
 * @param guardName a name that the learner can't know, for the guard's global
 */
export function prepareModule(files: Files, entry: string, guardName: string): Preparation {
  return orNestedTooDeeply(entry, () => prepareEntry(files, entry, guardName));
}

function prepareEntry(files: Files, entry: string, guardName: string): Preparation {
  const source = files[entry];
  if (source === undefined) throw new RangeError(`The exercise has no file ${entry}.`);
  const stripped = stripFile(source, entry);
  if (!stripped.ok) return stripped;
  const guarded = guardLoops(stripped.code, guardName, placeMap(stripped.map));
  if (!guarded.ok) {
    const { name, message, problem, place } = guarded;
    return syntaxError(entry, { name, message, ...(problem && { problem }) }, place);
  }

  const runnable = `${guarded.code}\n//# sourceURL=${entry}`;
  return {
    ok: true,
    entry,
    load: { type: 'load', source: runnable, guardName, loopBudgetMs: LIMITS.loopBudgetMs },
    maps: { [entry]: [guarded.map, stripped.map] },
  };
}
