/** Exercises from disk without Vite, for scripts and tests that run in plain Node. */
import { existsSync, globSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { assembleExercise, type NodeExercise } from '#src/components/exercise/data/assemble.ts';
import { ROOT } from '../lib/node.mjs';

const LESSONS = join(ROOT, 'lessons');

/** The ids of all exercises for Node. */
export function nodeExerciseIds(): string[] {
  return readdirSync(LESSONS)
    .filter((id) => existsSync(join(LESSONS, id, 'exercise.yaml')))
    .filter((id) => /^runtime:\s*node\s*$/m.test(readFileSync(join(LESSONS, id, 'exercise.yaml'), 'utf8')))
    .sort();
}

/**
 * An exercise for Node, whole.
 * @throws {ExerciseError} when something in its folder is missing or leads nowhere.
 */
export function readNodeExercise(id: string): NodeExercise {
  const folder = join(LESSONS, id);
  const textsOf = (pattern: string): Record<string, string> =>
    Object.fromEntries(
      globSync(pattern, { cwd: folder }).map((path) => [
        path.replaceAll('\\', '/'),
        readFileSync(join(folder, path), 'utf8'),
      ]),
    );
  const exercise = assembleExercise({
    id,
    yaml: readFileSync(join(folder, 'exercise.yaml'), 'utf8'),
    texts: textsOf('{start,solution,mistakes}/**/*.*'),
    // Nothing in it is for Node: that it is there is enough to say so.
    checks: existsSync(join(folder, 'checks', 'index.ts')) ? {} : undefined,
    checkTexts: textsOf('checks/*.check.ts'),
  });
  if (exercise.runtime !== 'node') throw new Error(`lessons/${id}/exercise.yaml: runtime is not node`);
  return exercise;
}
