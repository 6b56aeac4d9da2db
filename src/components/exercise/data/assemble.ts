import { LineCounter, parseDocument } from 'yaml';
import { PROGRAM } from '../program.ts';
import { mountedCheck } from './mount.ts';
import { problemsOfChecks } from './problems-of-checks.ts';
import {
  checkDescription,
  type BrowserDescription,
  type ExerciseDescription,
  type LabDescription,
  type NodeDescription,
  type Problem,
} from './schema.ts';
import { lineOfField } from './yaml-line.ts';

/** What lies in `lessons/<id>/`, as text; paths are relative to that folder. */
export interface LessonFolder {
  readonly id: string;
  /** Text of exercise.yaml. */
  readonly yaml: string;
  /** Text of each file in start/, solution/ and mistakes/: `start/exercise.ts` → text. */
  readonly texts: Files;
  /** What checks/index.ts exports by default; undefined when there is no such file. */
  readonly checks: unknown;
  /** Text of each checks/*.check.ts: `checks/codec.check.ts` → text. */
  readonly checkTexts: Files;
}

type Files = Readonly<Record<string, string>>;

interface Contents {
  readonly start: Files;
  readonly solution: Files;
  readonly mistakeFiles: Readonly<Record<string, Files>>;
}

export type BrowserExercise = BrowserDescription & Contents;

export type LabExercise = LabDescription & Contents;

export type NodeExercise = NodeDescription &
  Contents & {
    /** The tests as they are mounted beside the learner's files: `checks/codec.check.ts` → text. */
    readonly checkFiles: Files;
  };

/** An exercise that is whole: every name in it leads somewhere. */
export type Exercise = BrowserExercise | NodeExercise | LabExercise;

/** A problem with the file that it is in, and the line where that is known. */
interface PlacedProblem extends Problem {
  readonly file: string;
  readonly line?: number;
}

/** What an author reads when an exercise isn't whole: each problem with its file and field. */
export class ExerciseError extends Error {
  override readonly name = 'ExerciseError';
  readonly problems: readonly PlacedProblem[];

  constructor(id: string, problems: readonly PlacedProblem[]) {
    const lines = problems.map(
      ({ file, line, field, message }) =>
        `  ${file}${line === undefined ? '' : `:${line}`}: ${field} ${message}`,
    );
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
  const lineCounter = new LineCounter();
  const document = parseDocument(folder.yaml, { lineCounter });
  const refuse = (file: string, problems: readonly Problem[]): void => {
    if (problems.length > 0) {
      throw new ExerciseError(
        folder.id,
        problems.map((problem) =>
          file === yamlFile
            ? { file, line: lineOfField(document, lineCounter, problem.field), ...problem }
            : { file, ...problem },
        ),
      );
    }
  };

  refuse(
    yamlFile,
    document.errors.map(({ message, linePos }) => ({
      ...(linePos && { line: linePos[0].line }),
      field: 'YAML:',
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
  const filesIn = (directory: string): Files =>
    Object.fromEntries(
      description.files.map((file) => [
        file,
        // A mistake is the solution but for what it gets wrong.
        folder.texts[`${directory}/${file}`] ?? folder.texts[`solution/${file}`] ?? '',
      ]),
    );
  const contents: Contents = {
    start: filesIn('start'),
    solution: filesIn('solution'),
    mistakeFiles: Object.fromEntries(
      description.mistakes.map(({ name }) => [name, filesIn(`mistakes/${name}`)]),
    ),
  };
  if (description.runtime !== 'browser') refuse(place, changedReadOnlyFiles(folder, description));
  refuse(`${place}/checks`, misplacedChecks(folder, description.runtime));
  if (description.runtime !== 'node') {
    refuse(`${place}/checks/index.ts`, problemsOfChecks(folder.checks, description));
    return { ...description, ...contents };
  }
  refuse(`${place}/checks/*.check.ts`, problemsOfTests(folder.checkTexts, description));
  return { ...description, ...contents, checkFiles: mountedChecks(folder.checkTexts) };
}

function namesThatLeadNowhere(folder: LessonFolder, description: ExerciseDescription): Problem[] {
  const { id, entry, files, checks, hints, mistakes } = description;
  const checkIds = checks.map((check) => check.id);
  const hintIds = hints.map((hint) => hint.id);
  return [
    ...(id === folder.id ? [] : [{ field: 'id', message: `is "${id}", but the folder is "${folder.id}"` }]),
    ...(files.includes(entry) ? [] : [{ field: 'entry', message: `"${entry}" is not among files` }]),
    ...(description.runtime === 'browser' ? [] : namesOfProgram(description)),
    ...(description.runtime === 'node' ? namesOfNodeExercise(description) : []),
    ...(description.runtime === 'lab' && !files.includes(PROGRAM)
      ? [{ field: 'files', message: `lack "${PROGRAM}", the program that is run` }]
      : []),
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

function namesOfProgram({ entry, files, readOnly }: NodeDescription | LabDescription): Problem[] {
  return [
    ...readOnly
      .filter((file) => !files.includes(file))
      .map((file) => ({ field: 'readOnly', message: `"${file}" is not among files` })),
    ...(readOnly.includes(entry)
      ? [{ field: 'entry', message: `"${entry}" is readOnly: the learner begins with a file to write in` }]
      : []),
  ];
}

function namesOfNodeExercise(description: NodeDescription): Problem[] {
  const { files, checks, hints, mistakes } = description;
  const hintIds = hints.map((hint) => hint.id);
  return [
    ...(description.try !== undefined && !files.includes(PROGRAM)
      ? [{ field: 'try', message: `runs "${PROGRAM}", which is not among files` }]
      : []),
    ...checks.flatMap(({ hint }, index) => unknown(`checks[${index}].hint`, hint, hintIds)),
    ...mistakes.flatMap(({ check, hint }, index) => {
      const offered = checks.find(({ id }) => id === check)?.hint;
      if (offered === undefined || offered === hint || !hintIds.includes(offered)) return [];
      const message = `is "${hint}", but the check "${check}" offers "${offered}"`;
      return [{ field: `mistakes[${index}].hint`, message }];
    }),
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

/** start/ and solution/ hold exactly the files that exercise.yaml lists, and each mistake at least one of them. */
function missingFiles(folder: LessonFolder, { files, mistakes }: ExerciseDescription): Problem[] {
  const inFolder = (directory: string): string[] => files.map((file) => `${directory}/${file}`);
  const needed = [...inFolder('start'), ...inFolder('solution')];
  const isThere = (path: string): boolean => folder.texts[path] !== undefined;
  const ofMistakes = mistakes.map(({ name }) => inFolder(`mistakes/${name}`));
  return [
    ...[...needed, ...ofMistakes.flatMap((paths) => (paths.some(isThere) ? [] : paths.slice(0, 1)))]
      .filter((path) => !isThere(path))
      .map((path) => ({ field: path, message: 'is missing' })),
    ...Object.keys(folder.texts)
      .filter((path) => ![...needed, ...ofMistakes.flat()].includes(path))
      .map((path) => ({ field: path, message: 'is not named in exercise.yaml (files, mistakes)' })),
  ];
}

/** A file that is given is the same everywhere: nobody can have changed it. */
function changedReadOnlyFiles(
  folder: LessonFolder,
  { readOnly, mistakes }: NodeDescription | LabDescription,
): Problem[] {
  return ['solution', ...mistakes.map(({ name }) => `mistakes/${name}`)].flatMap((directory) =>
    readOnly
      .filter((file) => {
        const text = folder.texts[`${directory}/${file}`];
        return text !== undefined && text !== folder.texts[`start/${file}`];
      })
      .map((file) => ({
        field: `${directory}/${file}`,
        message: `differs from start/${file}, and exercise.yaml says that it is readOnly`,
      })),
  );
}

/** Checks of another runtime would be read by nobody. */
function misplacedChecks(folder: LessonFolder, runtime: ExerciseDescription['runtime']): Problem[] {
  const message = (other: string): string => `belongs to runtime ${other}, and exercise.yaml says ${runtime}`;
  if (runtime !== 'node') {
    return Object.keys(folder.checkTexts).map((path) => ({ field: path, message: message('node') }));
  }
  return folder.checks === undefined
    ? []
    : [{ field: 'checks/index.ts', message: message('browser or lab') }];
}

/** A test at the top level of a file; its name is a check's id. */
const TEST = /^test\(\s*(['"`])([^'"`]*)\1/gm;

/** One test for each check, in the order of exercise.yaml. */
function problemsOfTests(texts: Files, { checks }: NodeDescription): Problem[] {
  const paths = Object.keys(texts).sort();
  if (paths.length === 0) {
    const message = "is missing: checks/<name>.check.ts with test('<check id>', …) for each check";
    return [{ field: '(the file)', message }];
  }
  const named = checks.map(({ id }) => id);
  const made = paths.flatMap((path) =>
    [...(texts[path] ?? '').matchAll(TEST)].map(([, , name = '']) => ({ name, path })),
  );
  const names = made.map(({ name }) => name);
  const problems = [
    ...named
      .filter((id) => !names.includes(id))
      .map((id) => ({ field: `test('${id}')`, message: 'is missing; exercise.yaml names it' })),
    ...made.flatMap(({ name, path }, index) => {
      if (!named.includes(name))
        return [{ field: `test('${name}')`, message: `is not named in exercise.yaml (${path})` }];
      return names.indexOf(name) === index
        ? []
        : [{ field: `test('${name}')`, message: `is there twice (${path})` }];
    }),
  ];
  if (problems.length > 0) return problems;
  const inOrder = named.every((id, index) => names[index] === id);
  return inOrder
    ? []
    : [{ field: 'test(…)', message: `come as ${names.join(', ')}; exercise.yaml has ${named.join(', ')}` }];
}

function mountedChecks(texts: Files): Files {
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, mountedCheck(text)]));
}
