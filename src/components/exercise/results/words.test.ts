import { describe, expect, it } from 'vitest';
import { text } from '#lessons/contract.ts';
import type { RunEnd } from '#src/runner/contract.ts';
import { unfinishedReport, type CheckVerdict, type RunReport } from '../run/report.ts';
import { IDLE, type RunState } from '../run/run-state.ts';
import { errorOfRun, splitFirstLine, wordsOfCheck, wordsOfError, wordsOfRun } from './words.ts';

const check = { id: 'one', title: 'It holds' };
const done = (report: RunReport): RunState => ({ phase: 'done', run: 1, report, stale: false });
const ended = (end: RunEnd): RunState => done(unfinishedReport(['one'], end));
const judged = (verdict: CheckVerdict): RunState =>
  done({ state: 'failed', end: { kind: 'finished' }, verdicts: { one: verdict } });

describe('the words for a check', () => {
  it('are none before a run, and after the learner stopped it', () => {
    expect(wordsOfCheck(check, IDLE, 'en')).toEqual({ verdict: 'pending' });
    expect(wordsOfCheck(check, ended({ kind: 'stopped' }), 'en')).toEqual({ verdict: 'pending' });
  });

  it('are what the check says, in the edition of the page', () => {
    const fail = judged({
      verdict: 'fail',
      expected: text('four', '四'),
      seen: text('three', '三'),
      hint: 'count',
    });
    expect(wordsOfCheck(check, fail, 'en')).toEqual({
      verdict: 'fail',
      expected: 'four',
      seen: 'three',
      hint: 'count',
    });
    expect(wordsOfCheck(check, fail, 'zh-cn')).toMatchObject({ expected: '四', seen: '三' });
  });

  it('fail with what should have held when the code ended too early', () => {
    expect(wordsOfCheck(check, ended({ kind: 'hung' }), 'en')).toMatchObject({
      verdict: 'fail',
      expected: 'It holds',
    });
  });

  it('never blame the learner for what is ours', () => {
    const ours = [
      ended({ kind: 'failed-to-start', reason: 'x' }),
      judged({ verdict: 'broken', message: 'x' }),
    ];
    for (const state of ours) expect(wordsOfCheck(check, state, 'en').verdict).toBe('error');
  });
});

describe('the words for a run', () => {
  it('say the place of an error', () => {
    const error = {
      kind: 'syntax',
      name: 'SyntaxError',
      message: 'Unexpected token',
      place: { file: 'exercise.ts', line: 12, column: 3 },
    } as const;
    expect(wordsOfError(error, 'en')).toBe('SyntaxError: Unexpected token (exercise.ts, line 12)');
    expect(wordsOfRun(ended({ kind: 'learner-error', error }), 'zh-cn')).toContain('exercise.ts 第 12 行');
  });

  it.each([
    ['import', { kind: 'import' }, '不能导入模块'],
    ['source-too-long', { kind: 'source-too-long', limit: 100_000 }, '100000 个字符'],
    ['too-entangled', { kind: 'too-entangled' }, '缠绕'],
    ['too-much-text', { kind: 'too-much-text', path: '', limit: 1_000_000 }, '总共超过了 1000000 个字符'],
    ['nested-too-deeply', { kind: 'nested-too-deeply' }, '嵌套得太深'],
  ] as const)('are in the page’s own language where the runner speaks: %s', (_kind, problem, words) => {
    const error = { kind: 'syntax', name: '', message: '', problem } as const;
    expect(wordsOfRun(ended({ kind: 'learner-error', error }), 'zh-cn')).toContain(words);
  });

  it('say in the page’s own language that there was no frame', () => {
    const state = ended({ kind: 'failed-to-start', reason: 'The frame did not come up.', cause: 'no-frame' });
    expect(wordsOfRun(state, 'zh-cn')).toContain('框架没能启动');
    expect(wordsOfCheck(check, state, 'zh-cn').seen).toContain('框架没能启动');
  });

  it('name the time that was allowed', () => {
    expect(wordsOfRun(ended({ kind: 'deadline', deadlineMs: 20_000 }), 'en')).toContain('20 s');
  });

  it('count what passed', () => {
    const verdicts: RunReport['verdicts'] = {
      a: { verdict: 'pass' },
      b: { verdict: 'error', seen: text('no TURN', '无 TURN') },
    };
    const state = done({ state: 'error', end: { kind: 'finished' }, verdicts });
    expect(wordsOfRun(state, 'en')).toBe('1 of 2 checks passed; 1 could not be made here.');
  });
});

describe('the error of a run', () => {
  const thrown = { kind: 'thrown', name: 'TypeError', message: 'no' } as const;
  const report = { end: { kind: 'finished' }, verdicts: {}, thrown } as const;

  it('is the one that ended it', () => {
    const error = { kind: 'syntax', name: 'SyntaxError', message: 'x' } as const;
    expect(errorOfRun({ ...report, state: 'failed', end: { kind: 'learner-error', error } })).toBe(error);
  });

  it('is the first that was thrown, where checks failed, and none where they passed', () => {
    expect(errorOfRun({ ...report, state: 'failed' })).toBe(thrown);
    expect(errorOfRun({ ...report, state: 'passed' })).toBeUndefined();
  });
});

describe('a long text', () => {
  it('shows its first line and keeps the rest for those who ask', () => {
    expect(splitFirstLine('one')).toEqual(['one', '']);
    expect(splitFirstLine('one\ntwo\nthree')).toEqual(['one', 'two\nthree']);
  });
});
