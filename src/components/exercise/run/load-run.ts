import type { ExerciseChecks } from '#lessons/contract.ts';
import type { Backend, Files } from '#src/runner/contract.ts';
import { loadCheckFiles, loadChecks } from '../data/checks.ts';
import { loadParser } from '#src/runner/prepare/in-worker.ts';
import type { ExerciseView } from '../view.ts';
import { testChecks } from './test-checks.ts';

/** The runner of an exercise. It is loaded at the first run, and the parsers, which take longest, beside it. */
export async function loadBackend(runtime: ExerciseView['runtime'], container: Element): Promise<Backend> {
  loadParser();
  if (runtime === 'node') {
    const { createWorkerBackend } = await import('#src/runner/programs.ts');
    return createWorkerBackend({ container });
  }
  const { createFrameBackend } = await import('#src/runner/index.ts');
  return createFrameBackend({ container });
}

/** The checks of an exercise; of a Node exercise with the files of tests that are run beside the learner's. */
export async function loadChecksOf({
  id,
  runtime,
  checks,
}: ExerciseView): Promise<{ readonly checks: ExerciseChecks; readonly checkFiles?: Files }> {
  if (runtime === 'browser') return { checks: await loadChecks(id) };
  const checkFiles = await loadCheckFiles(id);
  const tests = checks.flatMap(({ id: name, hint }) => (hint === undefined ? [] : [{ id: name, hint }]));
  return { checks: testChecks(tests, Object.keys(checkFiles)), checkFiles };
}
