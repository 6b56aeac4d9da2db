import type { ExerciseChecks, LabChecks } from '#lessons/contract.ts';
import { mountedCheck } from './mount.ts';

/** The checks of every exercise, each a chunk of its own that loads at the first run. */
export const checksModules = import.meta.glob<{ default?: ExerciseChecks | LabChecks }>(
  '/lessons/*/checks/index.ts',
);

/** The tests of exercises for Node, as text: they are mounted beside the learner's files. */
const checkTexts = import.meta.glob<string>('/lessons/*/checks/*.check.ts', {
  query: '?raw',
  import: 'default',
});

const solutions = import.meta.glob<string>('/lessons/*/solution/*', { query: '?raw', import: 'default' });

/** The checks of an exercise. Rejects where the chunk can't be had (offline, a newer edition was deployed). */
export async function loadChecks(exercise: string): Promise<ExerciseChecks> {
  const checks = (await checksModules[`/lessons/${exercise}/checks/index.ts`]?.())?.default;
  if (checks === undefined || 'scene' in checks) throw new Error(`no checks for ${exercise}`);
  return checks;
}

/** The checks of a Lab exercise, and its scene. Rejects like `loadChecks`. */
export async function loadLabChecks(exercise: string): Promise<LabChecks> {
  const checks = (await checksModules[`/lessons/${exercise}/checks/index.ts`]?.())?.default;
  if (checks === undefined || !('scene' in checks)) throw new Error(`no checks for ${exercise}`);
  return checks;
}

/** The tests of an exercise for Node as they are mounted: `checks/codec.check.ts` → text. Rejects like `loadChecks`. */
export async function loadCheckFiles(exercise: string): Promise<Record<string, string>> {
  const root = `/lessons/${exercise}/`;
  const loaded = Object.entries(checkTexts)
    .filter(([path]) => path.startsWith(root))
    .map(async ([path, load]) => [path.slice(root.length), mountedCheck(await load())] as const);
  if (loaded.length === 0) throw new Error(`no checks for ${exercise}`);
  return Object.fromEntries(await Promise.all(loaded));
}

/** The text of an exercise's solution, by file. Rejects like `loadChecks`. */
export async function loadSolution(
  exercise: string,
  files: readonly string[],
): Promise<Record<string, string>> {
  const entries = files.map(async (file) => {
    const text = await solutions[`/lessons/${exercise}/solution/${file}`]?.();
    if (text === undefined) throw new Error(`no solution for ${exercise}`);
    return [file, text] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
