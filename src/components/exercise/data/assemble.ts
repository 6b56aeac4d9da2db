import { parseDocument } from 'yaml';
import { checkDescription, type ExerciseDescription, type Problem } from './schema.ts';
import type { ExerciseChecks } from '#lessons/contract.ts';

/** What lies in `lessons/<id>/`, as text; paths are relative to that folder. */
export interface LessonFolder {
  readonly id: string;
  /** Text of exercise.yaml. */
  readonly yaml: string;
  /** Text of each file in start/, solution/ and mistakes/: `start/exercise.ts` → text. */
  readonly texts: Readonly<Record<string, string>>;
  /** What checks/index.ts exports by default; undefined when there is no such file. */
  readonly checks: unknown;
}

/** An exercise that is whole: every name in it leads somewhere. */
export interface Exercise extends ExerciseDescription {
  readonly start: Readonly<Record<string, string>>;
  readonly solution: Readonly<Record<string, string>>;
  readonly mistakeFiles: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What an author reads when an exercise isn't whole: each problem with its file and field. */
export class ExerciseError extends Error {
  override readonly name = 'ExerciseError';
  readonly problems: readonly (Problem & { readonly file: string })[];

  constructor(id: string, problems: readonly (Problem & { readonly file: string })[]) {
    const lines = problems.map(({ file, field, message }) => `  ${file}: ${field} ${message}`);
    super(`The exercise "${id}" is not whole:\n${lines.join('\n')}\n(docs/authoring.md explains the format)`);
    this.problems = problems;
  }
}

/**
 * Puts an exercise together from its folder.
 * @throws {ExerciseError} naming every problem with its file and field.
 */
export function assembleExercise(folder: LessonFolder): Exercise {
  const place = `lessons/${folder.id}`;
  const yamlFile = `${place}/exercise.yaml`;
  const refuse = (file: string, problems: readonly Problem[]): void => {
    if (problems.length > 0) {
      throw new ExerciseError(
        folder.id,
        problems.map((problem) => ({ file, ...problem })),
      );
    }
  };

  const document = parseDocument(folder.yaml);
  refuse(
    yamlFile,
    document.errors.map(({ message, linePos }) => ({
      field: `line ${linePos?.[0].line ?? '?'}`,
      message: message.split('\n')[0] ?? '',
    })),
  );
  const checked = checkDescription(document.toJS());
  if ('problems' in checked) {
    refuse(yamlFile, checked.problems);
    throw new ExerciseError(folder.id, []);
  }
  const { description } = checked;

  refuse(yamlFile, namesThatLeadNowhere(folder, description));
  refuse(place, missingFiles(folder, description));
  refuse(`${place}/checks/index.ts`, problemsOfChecks(folder.checks, description));

  const filesIn = (directory: string): Record<string, string> =>
    Object.fromEntries(description.files.map((file) => [file, folder.texts[`${directory}/${file}`] ?? '']));
  return {
    ...description,
    start: filesIn('start'),
    solution: filesIn('solution'),
    mistakeFiles: Object.fromEntries(
      description.mistakes.map(({ name }) => [name, filesIn(`mistakes/${name}`)]),
    ),
  };
}

function namesThatLeadNowhere(folder: LessonFolder, description: ExerciseDescription): Problem[] {
  const { id, entry, files, checks, hints, mistakes } = description;
  const checkIds = checks.map((check) => check.id);
  const hintIds = hints.map((hint) => hint.id);
  return [
    ...(id === folder.id ? [] : [{ field: 'id', message: `is "${id}", but the folder is "${folder.id}"` }]),
    ...(files.includes(entry) ? [] : [{ field: 'entry', message: `"${entry}" is not among files` }]),
    ...repeated('files', files),
    ...repeated('checks', checkIds),
    ...repeated('hints', hintIds),
    ...repeated(
      'mistakes',
      mistakes.map(({ name }) => name),
    ),
    ...mistakes.flatMap(({ check, hint }, index) => [
      ...unknown(`mistakes[${index}].check`, check, checkIds),
      ...unknown(`mistakes[${index}].hint`, hint, hintIds),
    ]),
  ];
}

function repeated(field: string, names: readonly string[]): Problem[] {
  return names
    .filter((name, index) => names.indexOf(name) !== index)
    .map((name) => ({ field, message: `names "${name}" twice` }));
}

function unknown(field: string, name: string, known: readonly string[]): Problem[] {
  return known.includes(name)
    ? []
    : [{ field, message: `is "${name}", which is none of ${known.join(', ') || '(none)'}` }];
}

/** start/, solution/ and each mistake hold exactly the files that exercise.yaml lists. */
function missingFiles(folder: LessonFolder, { files, mistakes }: ExerciseDescription): Problem[] {
  const expected = ['start', 'solution', ...mistakes.map(({ name }) => `mistakes/${name}`)].flatMap(
    (directory) => files.map((file) => `${directory}/${file}`),
  );
  return [
    ...expected
      .filter((path) => folder.texts[path] === undefined)
      .map((path) => ({ field: path, message: 'is missing' })),
    ...Object.keys(folder.texts)
      .filter((path) => !expected.includes(path))
      .map((path) => ({ field: path, message: 'is not named in exercise.yaml (files, mistakes)' })),
  ];
}

function problemsOfChecks(checks: unknown, description: ExerciseDescription): Problem[] {
  const field = 'default export';
  if (checks === undefined) return [{ field, message: 'is missing: export default defineChecks({ … })' }];
  if (!isExerciseChecks(checks)) {
    return [{ field, message: 'must be defineChecks({ deadlineMs, observe, checks })' }];
  }
  const named = description.checks.map(({ id }) => id);
  const made = Object.keys(checks.checks);
  return [
    ...named
      .filter((id) => !made.includes(id))
      .map((id) => ({ field: `checks['${id}']`, message: 'is missing; exercise.yaml names it' })),
    ...made
      .filter((id) => !named.includes(id))
      .map((id) => ({ field: `checks['${id}']`, message: 'is not named in exercise.yaml' })),
  ];
}

function isExerciseChecks(value: unknown): value is ExerciseChecks {
  if (typeof value !== 'object' || value === null) return false;
  const { deadlineMs, observe, checks } = value as Partial<ExerciseChecks>;
  return (
    typeof deadlineMs === 'number' &&
    deadlineMs > 0 &&
    typeof observe === 'function' &&
    typeof checks === 'object' &&
    Object.values(checks).every((check) => typeof check === 'function')
  );
}
