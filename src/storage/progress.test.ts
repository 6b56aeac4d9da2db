import { describe, expect, it } from 'vitest';
import { asProgress, betterProgress, progressAfter, type Progress, type ProgressEvent } from './progress.ts';

const failed: ProgressEvent = { kind: 'ran', passed: false, atMs: 1 };
const passed: ProgressEvent = { kind: 'ran', passed: true, atMs: 2 };
const shown: ProgressEvent = { kind: 'solution-shown' };
const reset: ProgressEvent = { kind: 'reset' };
const undone: ProgressEvent = { kind: 'reset-undone' };

/** The state that events lead to, from nothing. */
const after = (...events: ProgressEvent[]) =>
  events.reduce<Progress | undefined>((now, event) => progressAfter('a', now, event), undefined)?.state;

describe('the progress of an exercise', () => {
  it.each<[string, ProgressEvent[], Progress['state'] | undefined]>([
    ['nothing', [], undefined],
    ['a reset before anything was tried', [reset], undefined],
    ['a run that fails', [failed], 'tried'],
    ['a pass', [failed, passed], 'solved'],
    ['a fail after a pass', [passed, failed], 'solved'],
    ['a pass after the solution was shown', [failed, shown, passed], 'solved-with-help'],
    ['a pass at once after the solution was shown', [shown, passed], 'solved-with-help'],
    ['a second pass of the same', [shown, passed, passed], 'solved-with-help'],
    ['the solution, looked at after a pass', [passed, shown, passed], 'solved'],
    ['a pass after the solution and a reset', [shown, reset, passed], 'solved'],
    ['a pass with help, then one after a reset', [shown, passed, reset, passed], 'solved'],
    ['a pass after a reset that was undone', [shown, reset, undone, passed], 'solved-with-help'],
    ['a pass after a reset and another look', [shown, reset, shown, passed], 'solved-with-help'],
  ])('after %s', (_, events, state) => {
    expect(after(...events)).toBe(state);
  });

  it('keeps the time of the first pass', () => {
    const first = progressAfter('a', undefined, passed);
    expect(progressAfter('a', first, { kind: 'ran', passed: true, atMs: 9 })?.passedAtMs).toBe(2);
  });
});

describe('a record', () => {
  it('of an older edition means solved', () => {
    expect(asProgress({ exercise: 'a', passedAtMs: 5 })).toEqual({
      exercise: 'a',
      state: 'solved',
      passedAtMs: 5,
    });
  });

  it('is read without unknown fields', () => {
    expect(asProgress({ exercise: 'a', state: 'tried', helped: true, extra: 1 })).toEqual({
      exercise: 'a',
      state: 'tried',
      helped: true,
    });
  });

  it.each([
    undefined,
    'a',
    {},
    { exercise: 'a' },
    { exercise: 'a', state: 'done', passedAtMs: 1 },
    { exercise: 'a', state: 'solved' },
    { exercise: 1, passedAtMs: 1 },
  ])('%j is none', (value) => {
    expect(asProgress(value)).toBeUndefined();
  });
});

describe('two accounts of one exercise', () => {
  it('are the better one, whichever comes first', () => {
    const tried: Progress = { exercise: 'a', state: 'tried', helped: true };
    const solved: Progress = { exercise: 'a', state: 'solved', passedAtMs: 7 };
    const withHelp: Progress = { exercise: 'a', state: 'solved-with-help', passedAtMs: 3 };
    expect(betterProgress(tried, solved)).toMatchObject({ state: 'solved', passedAtMs: 7 });
    expect(betterProgress(solved, withHelp)).toEqual({ exercise: 'a', state: 'solved', passedAtMs: 3 });
    expect(betterProgress(withHelp, tried)).toMatchObject({ state: 'solved-with-help', passedAtMs: 3 });
    expect(betterProgress(tried, tried)).toEqual(tried);
  });
});
