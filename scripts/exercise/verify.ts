/** Whether an exercise for Node holds what it promises, in real Node. */
import type { NodeExercise } from '#src/components/exercise/data/assemble.ts';
import { untrippedChecks } from './untripped.ts';
import { runInNode, type Files, type NodeRun, type TestOutcome } from './run-in-node.ts';

/** One of the exercise's versions, and what became of it. */
export interface VerifiedVersion {
  /** Its folder: `start`, `solution`, `mistakes/trusts-lengths`. */
  readonly folder: string;
  readonly promise: string;
  readonly seen: string;
  /** The checks that fail in it. */
  readonly failed: readonly string[];
  /** What is not as it should be, each with its file and line where there is one; none: the promise is kept. */
  readonly problems: readonly string[];
}

/** Mostly they wait for their timers; more of them at a time would make these late. */
const AT_A_TIME = 3;

/** Every version of the exercise, in the order of the table. */
export async function* verifyExercise(exercise: NodeExercise): AsyncGenerator<VerifiedVersion> {
  const ids = exercise.checks.map(({ id }) => id);
  const tests = Object.keys(exercise.checkFiles);
  const check = (files: Files): Promise<NodeRun> => runInNode({ ...files, ...exercise.checkFiles }, tests);
  const ownTests = exercise.files.filter((file) => file.endsWith('.test.ts'));

  const tasks: (() => Promise<VerifiedVersion>)[] = [
    async () => startFails(exercise, await check(exercise.start), ids),
    async () => solutionPasses(exercise, 'every check passes', await check(exercise.solution), ids),
    ...(ownTests.length > 0 ? [() => ownTestsPass(exercise, ownTests)] : []),
    ...exercise.mistakes.map(({ name, check: id }) => async () => {
      return mistakeIsCaught(exercise, name, id, await check(exercise.mistakeFiles[name] ?? {}), ids);
    }),
  ];
  const failed: (readonly string[])[] = [];
  for await (const version of inOrder(tasks, AT_A_TIME)) {
    if (version.folder.startsWith('mistakes/')) failed.push(version.failed);
    yield version;
  }
  const untripped = untrippedChecks(exercise, failed);
  const seen = untripped.length === 0 ? 'yes' : 'no';
  yield { folder: 'mistakes', promise: 'trip every check', seen, failed: [], problems: untripped };
}

/** The results of some tasks in their order, while so many of them run. */
async function* inOrder<T>(tasks: readonly (() => Promise<T>)[], atATime: number): AsyncGenerator<T> {
  const running: Promise<T>[] = [];
  for (const task of tasks) {
    if (running.length === atATime) yield await (running.shift() as Promise<T>);
    const result = task();
    result.catch(() => undefined); // it is thrown where it is waited for
    running.push(result);
  }
  for (const result of running) yield await result;
}

function startFails(exercise: NodeExercise, run: NodeRun, ids: readonly string[]): VerifiedVersion {
  const folder = 'start';
  const failed = failedOf(run, ids);
  const isWhole = run.outcomes.length > 0 && failed.length > 0;
  const problems = [
    ...notDone(exercise, folder, run, ids),
    ...(isWhole ? [] : [`${place(exercise, folder)}: no check fails, so there is nothing to do`]),
  ];
  const failing = failed.map(({ name }) => name);
  return { folder, promise: 'a check fails', seen: seenIn(run, ids), failed: failing, problems };
}

function solutionPasses(
  exercise: NodeExercise,
  promise: string,
  run: NodeRun,
  ids: readonly string[],
): VerifiedVersion {
  const folder = 'solution';
  const problems = [
    ...notDone(exercise, folder, run, ids),
    ...(ids.length === 0 ? [`${place(exercise, folder)}: there are no tests`] : []),
    ...failedOf(run, ids).map((outcome) => describe(exercise, folder, outcome)),
  ];
  const failed = failedOf(run, ids).map(({ name }) => name);
  return { folder, promise, seen: seenIn(run, ids), failed, problems };
}

/** The tests that stand beside the code, as an example of the learner's own. */
async function ownTestsPass(exercise: NodeExercise, files: readonly string[]): Promise<VerifiedVersion> {
  const run = await runInNode(exercise.solution, files);
  return solutionPasses(
    exercise,
    `${files.join(', ')} pass`,
    run,
    run.outcomes.map(({ name }) => name),
  );
}

function mistakeIsCaught(
  exercise: NodeExercise,
  name: string,
  id: string,
  run: NodeRun,
  ids: readonly string[],
): VerifiedVersion {
  const folder = `mistakes/${name}`;
  const failed = failedOf(run, ids).map((outcome) => outcome.name);
  const problems = [
    ...notDone(exercise, folder, run, ids),
    ...(failed.includes(id)
      ? []
      : [
          `${place(exercise, folder)}: the check "${id}" doesn't fail, as exercise.yaml promises; ` +
            `those that do: ${failed.join(', ') || 'none'}`,
        ]),
  ];
  return { folder, promise: `${id} fails`, seen: seenIn(run, ids), failed, problems };
}

function failedOf(run: NodeRun, ids: readonly string[]): TestOutcome[] {
  return run.outcomes.filter(({ name, passed }) => !passed && ids.includes(name));
}

/** A run that hung, or files that could not be loaded: then nothing was decided. */
function notDone(exercise: NodeExercise, folder: string, run: NodeRun, ids: readonly string[]): string[] {
  const where = place(exercise, folder);
  const missing = ids.filter((id) => !run.outcomes.some(({ name }) => name === id));
  if (run.timedOut)
    return [`${where}: the run hung and was ended; without an outcome: ${missing.join(', ')}`];
  const broken = run.outcomes.filter(({ name }) => !ids.includes(name));
  if (broken.length > 0 || missing.length === ids.length) {
    return [`${where}: could not be loaded.\n${indent(located(exercise, folder, run.output.trim()))}`];
  }
  return missing.map((id) => `${where}: the check "${id}" was not run`);
}

function describe(
  exercise: NodeExercise,
  folder: string,
  { name, message = '', place: at }: TestOutcome,
): string {
  const where = at === undefined ? place(exercise, folder) : located(exercise, folder, at);
  return `${where}: "${name}" fails\n${indent(message.trim())}`;
}

function seenIn({ outcomes }: NodeRun, ids: readonly string[]): string {
  const failed = outcomes.filter(({ name, passed }) => !passed && ids.includes(name)).map(({ name }) => name);
  const passed = ids.filter((id) => outcomes.some((outcome) => outcome.name === id && outcome.passed));
  if (failed.length === 0) return `${passed.length} of ${ids.length} pass`;
  return failed.length === ids.length
    ? 'all fail'
    : `${failed.join(', ')} fail${failed.length === 1 ? 's' : ''}`;
}

function place({ id }: NodeExercise, folder: string): string {
  return `lessons/${id}/${folder}`;
}

/** Names of mounted files as they are on disk. */
function located(exercise: NodeExercise, folder: string, text: string): string {
  const paths = [...exercise.files, ...Object.keys(exercise.checkFiles)];
  return paths.reduce((changed, path) => {
    const onDisk = path.startsWith('checks/')
      ? `lessons/${exercise.id}/${path}`
      : `${place(exercise, folder)}/${path}`;
    const name = new RegExp(String.raw`(?<![\w/.-])${path.replaceAll('.', String.raw`\.`)}(?=:\d)`, 'g');
    return changed.replace(name, onDisk);
  }, text);
}

function indent(text: string): string {
  return text
    .split('\n')
    .slice(0, 12)
    .map((line) => `    ${line}`)
    .join('\n');
}
