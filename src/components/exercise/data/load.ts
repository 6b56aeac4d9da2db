import { createHash } from 'node:crypto';
import { checksModules } from './checks.ts';
import { assembleExercise, type Exercise } from './assemble.ts';

export type { Exercise };

/** Reads `lessons/` at build time. Nothing of this reaches the browser but what Exercise.astro hands on. */

const yamls = import.meta.glob<string>('/lessons/*/exercise.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const texts = import.meta.glob<string>('/lessons/*/{start,solution,mistakes}/**/*', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The tests of exercises for Node. */
const checkTexts = import.meta.glob<string>('/lessons/*/checks/*.check.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Every id that has a folder with an exercise.yaml. */
export const EXERCISE_IDS: readonly string[] = Object.keys(yamls).map((path) => path.split('/')[2] ?? '');

/**
 * One exercise, whole.
 * @throws {ExerciseError} when something in its folder is missing or leads nowhere.
 */
export async function loadExercise(id: string): Promise<Exercise> {
  const root = `/lessons/${id}/`;
  const yaml = yamls[`${root}exercise.yaml`];
  if (yaml === undefined) {
    throw new Error(
      `There is no exercise "${id}" (lessons/${id}/exercise.yaml); there are: ${EXERCISE_IDS.join(', ')}`,
    );
  }
  const module = await checksModules[`${root}checks/index.ts`]?.();
  return assembleExercise({
    id,
    yaml,
    texts: within(root, texts),
    checks: module?.default,
    checkTexts: within(root, checkTexts),
  });
}

/** The files below a folder, by their paths in it. */
function within(root: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => path.startsWith(root))
      .map(([path, text]) => [path.slice(root.length), text]),
  );
}

/** All exercises of a chapter (or of the whole site), in their order. */
export async function loadExercises(chapter?: string): Promise<Exercise[]> {
  const all = await Promise.all(EXERCISE_IDS.map(loadExercise));
  return all
    .filter((exercise) => chapter === undefined || exercise.chapter === chapter)
    .sort((a, b) => a.chapter.localeCompare(b.chapter) || a.order - b.order);
}

/** Short hash of the start files: a draft that began from other ones belongs to an older exercise. */
export function hashFiles(files: Readonly<Record<string, string>>): string {
  return createHash('sha256').update(JSON.stringify(files)).digest('base64url').slice(0, 16);
}
