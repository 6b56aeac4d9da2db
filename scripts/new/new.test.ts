import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assembleExercise, type Exercise } from '#src/components/exercise/data/assemble.ts';
import { COURSE_CHAPTERS } from '#src/components/map/course.ts';
import { differences, outlineOf, unfinished } from '#tests/text/editions.ts';
import { verifyExercise } from '../exercise/verify.ts';
import { ROOT } from '../lib/node.mjs';
import { newChapter } from './chapter.ts';
import { newExercise } from './exercise.ts';

let root = '';
beforeEach(() => {
  // Within the project, so that what is made finds #lessons and #src.
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  root = mkdtempSync(join(ROOT, '.cache', 'new-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** As the site reads it. */
async function assembled(id: string, isNode = false): Promise<Exercise> {
  const folder = join(root, 'lessons', id);
  const textsOf = (pattern: string): Record<string, string> =>
    Object.fromEntries(
      globSync(pattern, { cwd: folder }).map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
    );
  const checks: unknown = isNode
    ? undefined
    : ((await import(/* @vite-ignore */ join(folder, 'checks', 'index.ts'))) as { default: unknown }).default;
  return assembleExercise({
    id,
    yaml: readFileSync(join(folder, 'exercise.yaml'), 'utf8'),
    texts: textsOf('{start,solution,mistakes}/**/*.*'),
    checks,
    checkTexts: textsOf('checks/*.check.ts'),
  });
}

describe('npm run new:exercise', () => {
  it.each(['browser', 'lab'])('makes one for the %s that the site takes', async (runtime) => {
    const { files } = newExercise(root, 'my-own', { runtime, chapter: 'stun' });
    expect(files).toContain('lessons/my-own/checks/checks.test.ts');
    const exercise = await assembled('my-own');
    expect(exercise).toMatchObject({ id: 'my-own', runtime, chapter: 'stun', order: 1 });
    expect(exercise.mistakes.length).toBeGreaterThanOrEqual(2);
  });

  it('makes one for Node that holds what it promises', async () => {
    newExercise(root, 'my-own', { runtime: 'node', chapter: 'stun' });
    const exercise = await assembled('my-own', true);
    if (exercise.runtime !== 'node') throw new Error(exercise.runtime);
    const problems: string[] = [];
    for await (const version of verifyExercise(exercise)) problems.push(...version.problems);
    expect(problems).toEqual([]);
    expect(exercise.mistakes.length).toBeGreaterThanOrEqual(3);
  });

  it('gives the page of one for Node its headers', () => {
    mkdirSync(join(root, 'public'));
    writeFileSync(join(root, 'public', '_headers'), readFileSync(join(ROOT, 'public', '_headers')));
    newExercise(root, 'my-own', { runtime: 'node', chapter: 'stun' });
    expect(read('public/_headers')).toMatch(
      /^\/exercises\/my-own\/\n {2}Cross-Origin-Embedder-Policy: require-corp\n\/zh-cn\/exercises\/my-own\/\n {2}Cross-Origin-Embedder-Policy: require-corp\n\/sandbox\/frame\/$/m,
    );
  });

  it('leaves the template’s name nowhere, and comes after what the chapter has', () => {
    newExercise(root, 'first', { runtime: 'browser', chapter: 'stun' });
    const { files } = newExercise(root, 'second', { runtime: 'lab', chapter: 'stun' });
    expect(read('lessons/second/exercise.yaml')).toContain('\norder: 2\n');
    for (const file of files) expect(read(file)).not.toContain('new-exercise');
  });

  it.each<[string, Parameters<typeof newExercise>[1], Parameters<typeof newExercise>[2], RegExp]>([
    ['an id with capitals', 'MyOwn', { runtime: 'node', chapter: 'stun' }, /no id of an exercise/],
    ['a path', '../own', { runtime: 'node', chapter: 'stun' }, /no id of an exercise/],
    ['a hyphen at the end', 'own-', { runtime: 'node', chapter: 'stun' }, /no id of an exercise/],
    ['an unknown runtime', 'own', { runtime: 'deno', chapter: 'stun' }, /there are: browser, lab, node/],
    ['an unknown chapter', 'own', { runtime: 'node', chapter: 'sturn' }, /There is no chapter "sturn"/],
  ])('refuses %s, and writes nothing', (_, id, options, message) => {
    expect(() => newExercise(root, id, options)).toThrow(message);
    expect(globSync('**/*.*', { cwd: root })).toEqual([]);
  });

  it('never writes over what is there', () => {
    mkdirSync(join(root, 'lessons', 'mine'), { recursive: true });
    expect(() => newExercise(root, 'mine', { runtime: 'node', chapter: 'stun' })).toThrow(/is there already/);
    expect(globSync('lessons/mine/*', { cwd: root })).toEqual([]);
  });
});

describe('npm run new:chapter', () => {
  const [chapter] = COURSE_CHAPTERS;
  const CHAPTER = { ...(chapter as NonNullable<typeof chapter>), number: 15, slug: 'a-new-one' };
  const COURSE = [...COURSE_CHAPTERS, CHAPTER];
  const PATHS = ['content/en/15-a-new-one.mdx', 'content/zh-cn/15-a-new-one.mdx'] as const;

  it('makes both editions in one outline, each saying what is left to do', () => {
    expect(newChapter(root, 'a-new-one', COURSE).files).toEqual(PATHS);
    const [english, chinese] = PATHS.map(read) as [string, string];
    expect(differences(english, chinese)).toEqual([]);
    expect(outlineOf(english).parts.length).toBeGreaterThan(8);
    expect(english).toContain(CHAPTER.question.en);
    expect(chinese).toContain(CHAPTER.question['zh-cn']);
    for (const text of [english, chinese]) expect(unfinished(text).length).toBeGreaterThan(2);
  });

  it('makes the Chinese edition of an English chapter, alike from the first day', () => {
    mkdirSync(join(root, 'content', 'en'), { recursive: true });
    const name = '12-turn.mdx';
    const english = readFileSync(join(ROOT, 'content', 'en', name), 'utf8');
    writeFileSync(join(root, 'content', 'en', name), english);
    expect(newChapter(root, 'turn').files).toEqual([`content/zh-cn/${name}`]);
    const chinese = read(`content/zh-cn/${name}`);
    expect(differences(english, chinese)).toEqual([]);
    expect(unfinished(chinese).length).toBe(1);
    expect(chinese).not.toMatch(/\]\(\/(?!zh-cn\/)/);
    expect(read(`content/en/${name}`)).toBe(english);
  });

  it('never writes over what is there', () => {
    newChapter(root, 'a-new-one', COURSE);
    const before = PATHS.map(read);
    expect(() => newChapter(root, 'a-new-one', COURSE)).toThrow(/15-a-new-one\.mdx is there already/);
    expect(PATHS.map(read)).toEqual(before);
  });

  it('wants a chapter that the course lists, and a slug that is one', () => {
    expect(() => newChapter(root, 'no-such')).toThrow(/course\.ts first/);
    expect(() => newChapter(root, 'No Such')).toThrow(/no slug of a chapter/);
  });
});

describe('the command', () => {
  const run = (...args: string[]): string => {
    const main = join(ROOT, 'scripts', 'new', 'main.ts');
    const flags = ['--no-warnings', '--experimental-strip-types', main];
    return execFileSync(process.execPath, [...flags, ...args], { encoding: 'utf8', stdio: 'pipe' });
  };

  it('says how it is used, and what it refuses, and fails', () => {
    expect(() => run('exercise')).toThrow(/Usage: npm run new:chapter/);
    expect(() => run('exercise', 'pair-priority', '--runtime', 'node')).toThrow(/is there already/);
    expect(() => run('chapter', 'no-such-chapter')).toThrow(/course\.ts first/);
  });
});
