import { describe, expect, it } from 'vitest';
import type { NodeExercise } from '#src/components/exercise/data/assemble.ts';
import { nodeExerciseIds, readNodeExercise } from './read-exercise.ts';
import { runInNode } from './run-in-node.ts';
import { verifyExercise, type VerifiedVersion } from './verify.ts';

const LIMIT_MS = 20_000;

async function versionsOf(exercise: NodeExercise): Promise<VerifiedVersion[]> {
  const versions: VerifiedVersion[] = [];
  for await (const version of verifyExercise(exercise)) versions.push(version);
  return versions;
}

describe('the exercises for Node', () => {
  it('are there', () => {
    expect(nodeExerciseIds().length).toBeGreaterThan(0);
  });

  it.for(nodeExerciseIds())(
    '%s: the start fails, the solution passes, each mistake is caught, in real Node',
    { timeout: 20 * LIMIT_MS },
    async (id) => {
      const exercise = readNodeExercise(id);
      expect(exercise.mistakes.length).toBeGreaterThanOrEqual(3);
      const versions = await versionsOf(exercise);
      expect(versions.flatMap(({ problems }) => problems)).toEqual([]);
      expect(versions.map(({ folder }) => folder)).toEqual([
        'start',
        'solution',
        'solution',
        ...exercise.mistakes.map(({ name }) => `mistakes/${name}`),
        'mistakes',
      ]);
    },
  );
});

const TESTS = `
import assert from 'node:assert/strict';
import test from 'node:test';
import { answer } from '../code.ts';
test('is-right', () => assert.equal(answer(), 42, 'The answer'));
test('is-a-number', () => assert.equal(typeof answer(), 'number'));
`;
const texts = { en: '…', 'zh-cn': '…' };

/** A small exercise; what it promises is up to the test. */
function exerciseOf(start: string, solution: string, mistake: string, checks = TESTS): NodeExercise {
  return {
    id: 'sample',
    chapter: 'stun',
    runtime: 'node',
    order: 1,
    entry: 'code.ts',
    files: ['code.ts'],
    readOnly: [],
    title: texts,
    summary: texts,
    task: texts,
    needs: [],
    checks: ['is-right', 'is-a-number'].map((id) => ({ id, hint: 'think', title: texts })),
    hints: [{ id: 'think', text: texts }],
    mistakes: [{ name: 'guesses', check: 'is-right', hint: 'think', title: texts }],
    start: { 'code.ts': start },
    solution: { 'code.ts': solution },
    mistakeFiles: { guesses: { 'code.ts': mistake } },
    checkFiles: { 'checks/sample.check.ts': checks },
  };
}

const returns = (value: string): string => `export function answer(): unknown {\n  return ${value};\n}\n`;

describe('verifying an exercise', { timeout: 4 * LIMIT_MS }, () => {
  it('finds nothing wrong where each version does what it should', async () => {
    const versions = await versionsOf(exerciseOf(returns("''"), returns('42'), returns('undefined')));
    expect(versions.map(({ problems }) => problems)).toEqual([[], [], [], []]);
    expect(versions.map(({ seen }) => seen)).toEqual(['all fail', '2 of 2 pass', 'all fail', 'yes']);
  });

  it('names a check that no mistake trips', async () => {
    const versions = await versionsOf(exerciseOf(returns("''"), returns('42'), returns('41')));
    expect(versions.at(-1)?.problems).toEqual([
      expect.stringMatching(/^lessons\/sample\/exercise\.yaml: no mistake trips the check "is-a-number"/),
    ]);
  });

  it('says what is wrong, with file and line', async () => {
    const throws = `${returns('42')}throw new Error('no');\n`.replace(
      'return',
      "throw new Error('no'); return",
    );
    const versions = await versionsOf(exerciseOf(returns('42'), returns('41'), returns('42')));
    expect(versions.map(({ problems }) => problems)).toEqual([
      ['lessons/sample/start: no check fails, so there is nothing to do'],
      [
        expect.stringMatching(
          /^lessons\/sample\/checks\/sample\.check\.ts:5: "is-right" fails\n {4}The answer/,
        ),
      ],
      [
        'lessons/sample/mistakes/guesses: the check "is-right" doesn\'t fail, as exercise.yaml promises; those that do: none',
      ],
      [expect.stringContaining('no mistake trips'), expect.stringContaining('no mistake trips')],
    ]);
    const [, thrown] = await versionsOf(
      exerciseOf(returns("''"), throws.replace(/\nthrow.*/, ''), returns('41')),
    );
    expect(thrown?.problems[0]).toMatch(/^lessons\/sample\/solution\/code\.ts:2: "is-right" fails\n {4}no/);
  });

  it('says where code could not be loaded', async () => {
    const versions = await versionsOf(
      exerciseOf(returns("''"), 'export function answer( {\n', returns('41')),
    );
    expect(versions[1]?.problems).toEqual([
      expect.stringMatching(
        /^lessons\/sample\/solution: could not be loaded\.\n[^]*lessons\/sample\/solution\/code\.ts:1/,
      ),
    ]);
  });

  it('ends what hangs, and keeps what was decided before', async () => {
    const hangs =
      "import test from 'node:test';\ntest('first', () => {});\ntest('second', () => { for (;;); });\n";
    const run = await runInNode({ 'hangs.check.ts': hangs }, ['hangs.check.ts'], { limitMs: 3_000 });
    expect(run.timedOut).toBe(true);
    expect(run.outcomes.every(({ passed, name }) => passed && name === 'first')).toBe(true);
  });

  it('does not wait for a socket that stays open', async () => {
    const leaves =
      "import { createSocket } from 'node:dgram';\nimport test from 'node:test';\n" +
      "test('leaves', () => { createSocket('udp4').bind(0, '127.0.0.1'); });\n";
    const run = await runInNode({ 'leaves.check.ts': leaves }, ['leaves.check.ts']);
    expect(run).toMatchObject({ timedOut: false, outcomes: [{ name: 'leaves', passed: true }] });
  });
});
