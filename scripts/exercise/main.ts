/** `npm run exercise <id>` for an exercise for Node: a row for each version, then what is wrong. */
import { readNodeExercise } from './read-exercise.ts';
import { verifyExercise } from './verify.ts';

const [id = ''] = process.argv.slice(2);
try {
  const exercise = readNodeExercise(id);
  const folders = ['start', 'solution', ...exercise.mistakes.map(({ name }) => `mistakes/${name}`)];
  const promises = [
    'every check passes',
    'trip every check',
    ...exercise.checks.map((check) => `${check.id} fails`),
  ];
  const width = (texts: readonly string[]): number => Math.max(...texts.map(({ length }) => length));
  const problems: string[] = [];
  for await (const version of verifyExercise(exercise)) {
    const verdict = version.problems.length === 0 ? 'ok    ' : 'WRONG ';
    const cells = [
      version.folder.padEnd(width(folders)),
      version.promise.padEnd(width(promises)),
      version.seen,
    ];
    console.log(verdict + cells.join('  '));
    problems.push(...version.problems);
  }
  console.log(['', ...problems].join('\n'));
  if (problems.length > 0) process.exitCode = 1;
  else console.log(`${id} holds what it promises.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
