import { describe, expect, it } from 'vitest';
import { closingLine, countVitest, isGood, NOTHING, sum } from './count.mjs';

const resultOf = (status: string) => ({ status, fullName: 'a test', failureMessages: [] });

const report = (tests: string[], status = tests.includes('failed') ? 'failed' : 'passed') => ({
  numPassedTests: tests.filter((test) => test === 'passed').length,
  numFailedTests: tests.filter((test) => test === 'failed').length,
  numPendingTests: tests.filter((test) => test === 'skipped').length,
  numTodoTests: tests.filter((test) => test === 'todo').length,
  testResults: [{ status, assertionResults: tests.map(resultOf) }],
});

describe('counting a run of Vitest', () => {
  it('takes tests as they are; a to-do is a skip', () => {
    const count = countVitest(report(['passed', 'passed', 'skipped', 'todo']), 0);
    expect(closingLine(count)).toBe('2 passed, 0 failed, 2 skipped');
  });

  it('counts a missing report as a failure, whatever the exit code', () => {
    expect(countVitest(undefined, 0).failed).toBe(1);
  });

  it('counts a file that did not load', () => {
    expect(countVitest(report([], 'failed'), 1).failed).toBe(1);
  });

  it('counts a hook that failed after tests that passed', () => {
    expect(countVitest(report(['passed'], 'failed'), 1).failed).toBe(1);
  });

  it('counts an exit code or a signal that no test explains', () => {
    expect(countVitest(report(['passed']), 1).failed).toBe(1);
    expect(countVitest(report(['passed']), null).failed).toBe(1);
  });

  it('does not count the same failure twice', () => {
    expect(countVitest(report(['failed', 'passed']), 1).failed).toBe(1);
  });
});

describe('a second attempt', () => {
  const broken = { fullName: 'two peers connect', failureMessages: ['Error: Not within 20000 ms'] };
  const reportOf = (status: string) => ({
    ...report([status]),
    testResults: [{ status, assertionResults: [{ status, ...broken }] }],
  });

  it('that passes is a pass, and is named with what the first one failed of', () => {
    const count = countVitest(reportOf('passed'), 0);
    expect(closingLine(count)).toBe('1 passed, 0 failed, 0 skipped');
    expect(count.unsteady).toEqual(['two peers connect: Error: Not within 20000 ms']);
  });

  it('that fails as well is a failure', () => {
    const count = countVitest(reportOf('failed'), 1);
    expect(closingLine(count)).toBe('0 passed, 1 failed, 0 skipped');
    expect(count.unsteady).toEqual([]);
  });
});

describe('a good run', () => {
  const passed = { ...NOTHING, passed: 3 };

  it('has passed something and failed nothing', () => {
    expect(isGood(passed, false)).toBe(true);
    expect(isGood(NOTHING, false)).toBe(false);
    expect(isGood({ ...passed, failed: 1 }, false)).toBe(false);
  });

  it('skips nothing under CI, except namespaces without root', () => {
    expect(isGood({ ...passed, skipped: 1 }, false)).toBe(true);
    expect(isGood({ ...passed, skipped: 1 }, true)).toBe(false);
    expect(isGood({ ...passed, skipped: 1, excused: 1 }, true)).toBe(true);
    expect(isGood({ ...passed, skipped: 2, excused: 1 }, true)).toBe(false);
  });

  it('is the sum of its stages', () => {
    expect(sum([passed, { ...NOTHING, skipped: 2, excused: 1 }])).toEqual({
      passed: 3,
      failed: 0,
      skipped: 2,
      excused: 1,
      unsteady: [],
    });
  });
});
