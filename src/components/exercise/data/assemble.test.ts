import { describe, expect, it } from 'vitest';
import { assembleExercise, ExerciseError, type LessonFolder } from './assemble.ts';

const YAML = `
id: sample
chapter: candidates
runtime: browser
order: 1
entry: exercise.ts
files: [exercise.ts]
exports: [answer]
title: { en: Sample, zh-cn: 样例 }
summary: { en: A sample., zh-cn: 一个样例。 }
task: { en: Answer., zh-cn: 作答。 }
checks:
  - id: is-right
    title: { en: It is right, zh-cn: 答案正确 }
hints:
  - id: think
    text: { en: Think., zh-cn: 想一想。 }
mistakes:
  - name: too-hasty
    check: is-right
    hint: think
    title: { en: Too hasty, zh-cn: 太急 }
`;

const whole: LessonFolder = {
  id: 'sample',
  yaml: YAML,
  texts: {
    'start/exercise.ts': 'start',
    'solution/exercise.ts': 'solution',
    'mistakes/too-hasty/exercise.ts': 'mistake',
  },
  checks: {
    deadlineMs: 1_000,
    observe: () => undefined,
    checks: { 'is-right': () => ({ verdict: 'pass' }) },
  },
  checkTexts: {},
};

/** What an author is told about a folder. */
/** Every problem as its author reads it. */
function readProblems(change: Partial<LessonFolder>, folder = whole): string[] {
  try {
    assembleExercise({ ...folder, ...change });
  } catch (error) {
    if (!(error instanceof ExerciseError)) throw error;
    return error.message
      .split('\n')
      .slice(1, -1)
      .map((line) => line.trim());
  }
  throw new Error('The exercise is whole.');
}

/** Without their lines, of which other tests are made. */
function problemsOf(change: Partial<LessonFolder>, folder = whole): string[] {
  return readProblems(change, folder).map((problem) => problem.replace(/\.yaml:\d+:/, '.yaml:'));
}

const yaml = (from: string, to: string): Partial<LessonFolder> => {
  expect(YAML).toContain(from);
  return { yaml: YAML.replace(from, to) };
};

describe('an exercise that is whole', () => {
  it('comes with its files', () => {
    const exercise = assembleExercise(whole);
    expect(exercise.start).toEqual({ 'exercise.ts': 'start' });
    expect(exercise.solution).toEqual({ 'exercise.ts': 'solution' });
    expect(exercise.mistakeFiles).toEqual({ 'too-hasty': { 'exercise.ts': 'mistake' } });
    expect(exercise.needs).toEqual([]);
  });
});

describe('an exercise that is not whole names the file and the field', () => {
  const inYaml = 'lessons/sample/exercise.yaml: ';
  it.each([
    [
      'a missing edition',
      yaml('title: { en: Sample, zh-cn: 样例 }', 'title: { en: Sample }'),
      `${inYaml}title.zh-cn is missing`,
    ],
    ['an empty text', yaml('en: Think.', 'en: " "'), `${inYaml}hints[0].text.en is empty`],
    ['a missing field', yaml('entry: exercise.ts\n', ''), `${inYaml}entry is missing`],
    [
      'a misspelt field',
      yaml('order: 1', 'order: 1\nneed: [turn]'),
      `${inYaml}(the file) does not know "need"`,
    ],
    [
      'an unknown runtime',
      yaml('runtime: browser', 'runtime: deno'),
      `${inYaml}runtime must be browser, node or lab`,
    ],
    ['no runtime', yaml('runtime: browser\n', ''), `${inYaml}runtime is missing`],
    ['a wrong type', yaml('order: 1', 'order: first'), `${inYaml}order must be number`],
    [
      'no checks',
      yaml(/checks:[^]*?(?=hints)/.exec(YAML)?.[0] ?? '', 'checks: []\n'),
      `${inYaml}checks needs at least one entry`,
    ],
    [
      'an id that is not the folder',
      yaml('id: sample', 'id: simple'),
      `${inYaml}id is "simple", but the folder is "sample"`,
    ],
    [
      'an entry that is no file',
      yaml('entry: exercise.ts', 'entry: main.ts'),
      `${inYaml}entry "main.ts" is not among files`,
    ],
    [
      'an unknown hint',
      yaml('hint: think', 'hint: sleep'),
      `${inYaml}mistakes[0].hint is "sleep", which is none of think`,
    ],
    [
      'an unknown check',
      yaml('check: is-right', 'check: is-left'),
      `${inYaml}mistakes[0].check is "is-left", which is none of is-right`,
    ],
    [
      'a path as a file',
      yaml('files: [exercise.ts]', 'files: [../exercise.ts]'),
      `${inYaml}files[0] must be a kebab-case file name that ends in .ts`,
    ],
  ])('%s', (_, change, problem) => {
    expect(problemsOf(change)).toContain(problem);
  });

  it('broken YAML, with its line', () => {
    expect(readProblems(yaml('order: 1', 'order: [1'))[0]).toMatch(
      /^lessons\/sample\/exercise\.yaml:\d+: YAML: /,
    );
  });

  it('the line of a field that is wrong, or of what a missing one belongs to', () => {
    const lineOf = (text: string): number => YAML.slice(0, YAML.indexOf(text)).split('\n').length;
    expect(readProblems(yaml('order: 1', 'order: zero'))).toEqual([
      `lessons/sample/exercise.yaml:${lineOf('order: 1')}: order must be number`,
    ]);
    expect(readProblems(yaml('title: { en: Sample, zh-cn: 样例 }', 'title: { en: Sample }'))).toEqual([
      `lessons/sample/exercise.yaml:${lineOf('title: {')}: title.zh-cn is missing`,
    ]);
  });

  it('a check that checks/index.ts lacks', () => {
    expect(problemsOf({ checks: { ...(whole.checks as object), checks: {} } })).toEqual([
      "lessons/sample/checks/index.ts: checks['is-right'] is missing; exercise.yaml names it",
    ]);
  });

  it('a check that exercise.yaml lacks', () => {
    const checks = { 'is-right': () => undefined, 'is-fast': () => undefined };
    expect(problemsOf({ checks: { ...(whole.checks as object), checks } })).toEqual([
      "lessons/sample/checks/index.ts: checks['is-fast'] is not named in exercise.yaml",
    ]);
  });

  it('no checks at all, or something else in their place', () => {
    expect(problemsOf({ checks: undefined })[0]).toMatch(/checks\/index\.ts: default export is missing/);
    expect(problemsOf({ checks: { checks: {} } })[0]).toMatch(/must be defineChecks/);
  });

  it('files that are missing or that nobody names', () => {
    const texts = {
      'start/exercise.ts': '',
      'mistakes/too-hasty/exercise.ts': '',
      'mistakes/other/exercise.ts': '',
    };
    expect(problemsOf({ texts })).toEqual([
      'lessons/sample: solution/exercise.ts is missing',
      'lessons/sample: mistakes/other/exercise.ts is not named in exercise.yaml (files, mistakes)',
    ]);
  });

  it('all problems at once', () => {
    expect(problemsOf({ yaml: 'id: sample\nruntime: browser' }).length).toBeGreaterThan(8);
  });

  it('tests for Node, which nobody would run', () => {
    expect(problemsOf({ checkTexts: { 'checks/sample.check.ts': '' } })).toEqual([
      'lessons/sample/checks: checks/sample.check.ts belongs to runtime node, and exercise.yaml says browser',
    ]);
  });
});

const NODE_YAML = YAML.replace('runtime: browser', 'runtime: node')
  .replace('files: [exercise.ts]', 'files: [exercise.ts, given.ts, exercise.test.ts]\nreadOnly: [given.ts]')
  .replace('exports: [answer]\n', '')
  .replace('id: is-right\n', 'id: is-right\n    hint: think\n');

const TESTS = "import { answer } from '../solution/exercise.ts';\ntest('is-right', () => {});\n";

const nodeFolder: LessonFolder = {
  id: 'sample',
  yaml: NODE_YAML,
  texts: Object.fromEntries(
    ['start', 'solution', 'mistakes/too-hasty'].flatMap((directory) => [
      [`${directory}/exercise.ts`, directory],
      [`${directory}/given.ts`, 'given'],
      [`${directory}/exercise.test.ts`, 'a test'],
    ]),
  ),
  checks: undefined,
  checkTexts: { 'checks/sample.check.ts': TESTS },
};

describe('an exercise for Node', () => {
  const yaml = (from: string, to: string): Partial<LessonFolder> => {
    expect(NODE_YAML).toContain(from);
    return { yaml: NODE_YAML.replace(from, to) };
  };
  const tests = (text: string): Partial<LessonFolder> => ({ checkTexts: { 'checks/sample.check.ts': text } });

  it('comes with its tests, as they stand beside the learner’s files', () => {
    const exercise = assembleExercise(nodeFolder);
    expect(exercise).toMatchObject({
      runtime: 'node',
      readOnly: ['given.ts'],
      checks: [{ id: 'is-right', hint: 'think' }],
      start: { 'exercise.ts': 'start', 'given.ts': 'given', 'exercise.test.ts': 'a test' },
      checkFiles: { 'checks/sample.check.ts': TESTS.replace('../solution/', '../') },
    });
    expect(exercise).not.toHaveProperty('exports');
  });

  const inYaml = 'lessons/sample/exercise.yaml: ';
  const inTests = 'lessons/sample/checks/*.check.ts: ';
  it.each<[string, Partial<LessonFolder>, string]>([
    [
      'a check without a hint',
      yaml('id: is-right\n    hint: think\n', 'id: is-right\n'),
      `${inYaml}checks[0].hint is missing`,
    ],
    [
      'an unknown hint of a check',
      yaml('id: is-right\n    hint: think', 'id: is-right\n    hint: sleep'),
      `${inYaml}checks[0].hint is "sleep", which is none of think`,
    ],
    [
      'a mistake with another hint than its check',
      {
        yaml: NODE_YAML.replace(
          'hints:\n',
          'hints:\n  - id: sleep\n    text: { en: Sleep., zh-cn: 睡一觉。 }\n',
        ).replace('check: is-right\n    hint: think', 'check: is-right\n    hint: sleep'),
      },
      `${inYaml}mistakes[0].hint is "sleep", but the check "is-right" offers "think"`,
    ],
    [
      'a readOnly file that is no file',
      yaml('readOnly: [given.ts]', 'readOnly: [taken.ts]'),
      `${inYaml}readOnly "taken.ts" is not among files`,
    ],
    [
      'an entry that nobody can change',
      yaml('readOnly: [given.ts]', 'readOnly: [exercise.ts]'),
      `${inYaml}entry "exercise.ts" is readOnly: the learner begins with a file to write in`,
    ],
    [
      'a readOnly file that somebody changed',
      { texts: { ...nodeFolder.texts, 'mistakes/too-hasty/given.ts': 'other' } },
      'lessons/sample: mistakes/too-hasty/given.ts differs from start/given.ts, and exercise.yaml says that it is readOnly',
    ],
    [
      'a trial without a program',
      yaml('order: 1', 'order: 1\ntry: two-peers'),
      `${inYaml}try runs "main.ts", which is not among files`,
    ],
    [
      'exports',
      yaml('order: 1', 'order: 1\nexports: [answer]'),
      `${inYaml}(the file) does not know "exports"`,
    ],
    [
      'no tests',
      { checkTexts: {} },
      `${inTests}(the file) is missing: checks/<name>.check.ts with test('<check id>', …) for each check`,
    ],
    ['a check without a test', tests(''), `${inTests}test('is-right') is missing; exercise.yaml names it`],
    [
      'a test inside of another',
      tests("describe('all', () => {\n  test('is-right', () => {});\n});"),
      `${inTests}test('is-right') is missing; exercise.yaml names it`,
    ],
    [
      'a test without a check',
      tests(`${TESTS}test('is-fast', () => {});`),
      `${inTests}test('is-fast') is not named in exercise.yaml (checks/sample.check.ts)`,
    ],
    [
      'a test that is there twice',
      tests(`${TESTS}${TESTS}`),
      `${inTests}test('is-right') is there twice (checks/sample.check.ts)`,
    ],
    [
      'checks for the browser',
      { checks: whole.checks },
      'lessons/sample/checks: checks/index.ts belongs to runtime browser or lab, and exercise.yaml says node',
    ],
  ])('names what is wrong: %s', (_, change, problem) => {
    expect(problemsOf(change, nodeFolder)).toEqual([problem]);
  });

  it('names what is wrong: tests in another order than the checks', () => {
    const twoChecks = NODE_YAML.replace(
      'checks:\n',
      'checks:\n  - id: is-fast\n    hint: think\n    title: { en: It is fast, zh-cn: 够快 }\n',
    );
    const change = { yaml: twoChecks, ...tests(`${TESTS}test('is-fast', () => {});`) };
    expect(problemsOf(change, nodeFolder)).toEqual([
      `${inTests}test(…) come as is-right, is-fast; exercise.yaml has is-fast, is-right`,
    ]);
  });
});

const LAB_YAML = YAML.replace('runtime: browser', 'runtime: lab').replace(
  'files: [exercise.ts]\nexports: [answer]',
  'files: [exercise.ts, main.ts]\nreadOnly: [main.ts]',
);

const scene = {
  version: 1,
  seed: 1,
  untilMs: 1_000,
  networks: [{ id: 'internet' }],
  nodes: [{ kind: 'host', id: 'you', interfaces: [{ network: 'internet', ipv4: '192.0.2.1' }] }],
  signalling: { latencyMs: 0 },
  changes: [],
};
const labChecks = { ...(whole.checks as object), host: 'you', scene: () => scene };

const labFolder: LessonFolder = {
  id: 'sample',
  yaml: LAB_YAML,
  texts: {
    'start/exercise.ts': 'start',
    'start/main.ts': 'given',
    'solution/exercise.ts': 'solution',
    'solution/main.ts': 'given',
    'mistakes/too-hasty/exercise.ts': 'mistake',
  },
  checks: labChecks,
  checkTexts: {},
};

describe('an exercise for the Lab', () => {
  it('is a program of several files', () => {
    expect(assembleExercise(labFolder)).toMatchObject({
      runtime: 'lab',
      readOnly: ['main.ts'],
      start: { 'exercise.ts': 'start', 'main.ts': 'given' },
      mistakeFiles: { 'too-hasty': { 'exercise.ts': 'mistake', 'main.ts': 'given' } },
    });
  });

  const inChecks = 'lessons/sample/checks/index.ts: ';
  it.each<[string, Partial<LessonFolder>, string]>([
    [
      'no program',
      {
        yaml: LAB_YAML.replace('files: [exercise.ts, main.ts]\nreadOnly: [main.ts]', 'files: [exercise.ts]'),
      },
      'lessons/sample/exercise.yaml: files lack "main.ts", the program that is run',
    ],
    [
      'a readOnly file that somebody changed',
      { texts: { ...labFolder.texts, 'solution/main.ts': 'other' } },
      'lessons/sample: solution/main.ts differs from start/main.ts, and exercise.yaml says that it is readOnly',
    ],
    [
      'checks without a scene',
      { checks: whole.checks },
      `${inChecks}default export must be defineLabChecks({ deadlineMs, host, scene, observe, checks })`,
    ],
    [
      'a scene that is none',
      { checks: { ...labChecks, scene: () => ({ ...scene, untilMs: -1 }) } },
      `${inChecks}scene(1).untilMs is wrong: out-of-range`,
    ],
    [
      'a host that is not in the scene',
      { checks: { ...labChecks, host: 'me' } },
      `${inChecks}host is "me", which is no host of the scene without an agent`,
    ],
    [
      'tests',
      { checkTexts: { 'checks/sample.check.ts': TESTS } },
      'lessons/sample/checks: checks/sample.check.ts belongs to runtime node, and exercise.yaml says lab',
    ],
  ])('%s is refused in the author’s words', (_, change, message) => {
    expect(problemsOf(change, labFolder)).toEqual([message]);
  });

  it('is what a scene is for', () => {
    expect(problemsOf({ checks: labChecks })).toEqual([
      `${inChecks}default export must be defineChecks({ deadlineMs, observe, checks })`,
    ]);
  });
});
