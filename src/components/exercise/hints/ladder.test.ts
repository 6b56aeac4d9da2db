import { describe, expect, it } from 'vitest';
import { text } from '#lessons/contract.ts';
import type { CheckVerdict } from '../run/report.ts';
import { IDLE, type RunState } from '../run/run-state.ts';
import { firstFailing, hintsAt, hintsInTask, nextHint, showHint, type ShownHint } from './ladder.ts';

const hints = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
const checks = [{ id: 'one' }, { id: 'two' }];
const pass: CheckVerdict = { verdict: 'pass' };
const fail = (hint?: string): CheckVerdict => ({
  verdict: 'fail',
  expected: text('x', 'x'),
  seen: text('y', 'y'),
  ...(hint !== undefined && { hint }),
});
const judged = (one: CheckVerdict, two: CheckVerdict): RunState => ({
  phase: 'done',
  run: 1,
  stale: false,
  report: { state: 'failed', end: { kind: 'finished' }, verdicts: { one, two } },
});
const running: RunState = { phase: 'running', run: 2, stopping: false };
const ids = (shown: readonly ShownHint[]) => shown.map(({ id }) => id);

describe('the first check that failed', () => {
  it('gives its hint', () => {
    expect(firstFailing(checks, judged(pass, fail('b')))).toEqual({ check: 'two', hint: 'b' });
    expect(firstFailing(checks, judged(fail(), fail('b')))).toEqual({ check: 'one', hint: undefined });
  });

  it('is none before a run, after a pass, and where nothing could be seen', () => {
    expect(firstFailing(checks, IDLE)).toBeUndefined();
    expect(firstFailing(checks, judged(pass, pass))).toBeUndefined();
    expect(firstFailing(checks, judged({ verdict: 'unreached' }, { verdict: 'unreached' }))).toBeUndefined();
  });
});

describe('the next hint', () => {
  it('is the first that was not seen, in the order of the exercise', () => {
    expect(nextHint(hints, [])).toBe('a');
    expect(nextHint(hints, showHint([], 'b', 'two'))).toBe('a');
    expect(nextHint(hints, showHint(showHint([], 'a'), 'b'))).toBe('c');
  });

  it('is none after the last', () => {
    expect(
      nextHint(
        hints,
        ['a', 'b', 'c'].reduce<readonly ShownHint[]>((all, id) => showHint(all, id), []),
      ),
    ).toBe(undefined);
  });
});

describe('a hint that was seen', () => {
  const shown = showHint(showHint([], 'b', 'two'), 'a');

  it('stands at its check as long as that fails, and with the task otherwise', () => {
    expect(ids(hintsAt(shown, 'two', judged(pass, fail('b'))))).toEqual(['b']);
    expect(ids(hintsInTask(shown, judged(pass, fail('b'))))).toEqual(['a']);
    expect(ids(hintsAt(shown, 'two', judged(fail('a'), pass)))).toEqual([]);
    expect(ids(hintsInTask(shown, judged(fail('a'), pass)))).toEqual(['b', 'a']);
  });

  it('goes nowhere during a run', () => {
    expect(ids(hintsInTask(shown, running))).toEqual(['a']);
  });

  it('may stand at two checks, and is one', () => {
    const twice = showHint(shown, 'b', 'one');
    expect(twice).toHaveLength(2);
    expect(ids(hintsAt(twice, 'one', judged(fail(), fail())))).toEqual(['b']);
    expect(ids(hintsAt(twice, 'two', judged(fail(), fail())))).toEqual(['b']);
    expect(showHint(twice, 'b', 'one')).toEqual(twice);
  });
});
