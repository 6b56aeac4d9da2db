import { describe, expect, it } from 'vitest';
import { text, type Learner, type Observation, type TestOutcome } from '#lessons/contract.ts';
import { testChecks } from './test-checks.ts';

const CHECK_FILE = 'checks/sample.check.ts';
const checks = testChecks([{ id: 'answers', hint: 'look' }], [CHECK_FILE]);
const test = (more: Partial<TestOutcome> = {}): TestOutcome => ({
  file: CHECK_FILE,
  path: ['answers'],
  outcome: 'pass',
  durationMs: 1,
  ...more,
});
const judge = (...tests: TestOutcome[]) => checks.checks['answers']?.(tests, { iceServers: [] });

describe('a check of a Node exercise', () => {
  it('passes with the test of its name', () => {
    expect(judge(test())).toEqual({ verdict: 'pass' });
  });

  it('fails with what was expected and seen, its place, and its hint', () => {
    const error = {
      name: 'AssertionError',
      message: 'Expected values to be strictly equal: 1 and 2',
      expected: '2',
      actual: '1',
      place: { file: 'codec.ts', line: 7, column: 3 },
    };
    expect(judge(test({ outcome: 'fail', error }))).toEqual({
      verdict: 'fail',
      expected: text('2', '2'),
      seen: text('1 (codec.ts, line 7)', '1（codec.ts 第 7 行）'),
      hint: 'look',
    });
  });

  it('says an author’s own words, and the name of an error that was thrown', () => {
    const own = { name: 'AssertionError', message: 'The type of the request', expected: '2', actual: '1' };
    expect(judge(test({ outcome: 'fail', error: own }))).toMatchObject({
      seen: { en: '1: The type of the request' },
    });
    const thrown = { name: 'RangeError', message: 'out of bounds' };
    expect(judge(test({ outcome: 'fail', error: thrown }))).toMatchObject({
      expected: { en: 'no error' },
      seen: { en: 'RangeError: out of bounds' },
    });
  });

  it.each([
    ['no test of that name ran', []],
    ['it was skipped', [test({ outcome: 'skip' })]],
    ['it was left to be done', [test({ outcome: 'todo' })]],
    ['it ran inside of another', [test({ path: ['suite', 'answers'] })]],
    ['two tests have its name', [test(), test()]],
  ])('fails when %s', (_, tests) => {
    expect(judge(...tests)).toMatchObject({ verdict: 'fail', hint: 'look' });
  });

  it('says why its file could not be loaded', () => {
    const error = { name: 'SyntaxError', message: 'no export named encode' };
    const file = test({ path: [CHECK_FILE], outcome: 'fail', error });
    expect(judge(file)).toMatchObject({ seen: { en: 'SyntaxError: no export named encode' } });
  });

  it('looks at the tests of its own files only, whatever the learner’s register', async () => {
    const observations: Observation[] = [
      { kind: 'test', atMs: 1, test: test({ file: 'codec.ts' }) },
      { kind: 'test', atMs: 2, test: test({ outcome: 'fail' }) },
      { kind: 'exit', atMs: 3, code: 1 },
    ];
    const learner: Learner = {
      call: () => Promise.reject(new Error('not called')),
      observations,
      waitFor: (predicate) => Promise.resolve(observations.find(predicate)),
      signal: new AbortController().signal,
    };
    expect(await checks.observe(learner, { iceServers: [] })).toEqual([test({ outcome: 'fail' })]);
  });
});
