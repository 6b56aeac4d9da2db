import type { ExerciseChecks } from '#lessons/contract.ts';

/** The checks of every exercise, each a chunk of its own that loads at the first run. */
export const checksModules = import.meta.glob<{ default?: ExerciseChecks }>('/lessons/*/checks/index.ts');

const solutions = import.meta.glob<string>('/lessons/*/solution/*', { query: '?raw', import: 'default' });

/** The checks of an exercise. Rejects where the chunk can't be had (offline, a newer edition was deployed). */
export async function loadChecks(exercise: string): Promise<ExerciseChecks> {
  const checks = (await checksModules[`/lessons/${exercise}/checks/index.ts`]?.())?.default;
  if (checks === undefined) throw new Error(`no checks for ${exercise}`);
  return checks;
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
