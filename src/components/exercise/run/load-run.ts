import type { ExerciseChecks } from '#lessons/contract.ts';
import type { Backend, Files, Network } from '#src/runner/contract.ts';
import { loadCheckFiles, loadChecks, loadLabChecks } from '../data/checks.ts';
import { loadParser } from '#src/runner/prepare/in-worker.ts';
import type { ExerciseView } from '../view.ts';
import { testChecks } from './test-checks.ts';

/** The runner of an exercise. It is loaded at the first run, and the parsers, which take longest, beside it. */
export async function loadBackend(runtime: ExerciseView['runtime'], container: Element): Promise<Backend> {
  loadParser();
  if (runtime === 'browser') {
    const { createFrameBackend } = await import('#src/runner/index.ts');
    return createFrameBackend({ container });
  }
  const { createWorkerBackend } = await import('#src/runner/programs.ts');
  return createWorkerBackend({ container });
}

/** The checks of an exercise, and what a run of them needs beside the learner's files. */
export interface LoadedChecks {
  readonly checks: ExerciseChecks;
  /** Of a Node exercise: the files of tests that are run. */
  readonly checkFiles?: Files;
  /** Of a Lab exercise: the scene that the checks look at, made for this run. */
  readonly network?: Network;
}

export async function loadChecksOf({ id, runtime, checks }: ExerciseView): Promise<LoadedChecks> {
  if (runtime === 'browser') return { checks: await loadChecks(id) };
  if (runtime === 'lab') return loadLab(id);
  const checkFiles = await loadCheckFiles(id);
  const tests = checks.flatMap(({ id: name, hint }) => (hint === undefined ? [] : [{ id: name, hint }]));
  return { checks: testChecks(tests, Object.keys(checkFiles)), checkFiles };
}

/** What a program of an exercise stands on beside its loopback, for one run of it. */
export async function loadNetwork({ id, runtime }: ExerciseView): Promise<Network | undefined> {
  return runtime === 'lab' ? (await loadLab(id)).network : undefined;
}

/** A scene of its own for each run. The simulator is loaded with the first. */
async function loadLab(exercise: string): Promise<LoadedChecks & { readonly network: Network }> {
  const [checks, { drawSeed, setUpLab }] = await Promise.all([
    loadLabChecks(exercise),
    import('../lab/lab-checks.ts'),
  ]);
  return setUpLab(checks, drawSeed());
}
