import { describe, expect, it } from 'vitest';
import type { RunReport } from './report.ts';
import { IDLE, nextState, stateName, type RunEvent, type RunState } from './run-state.ts';

const passed: RunReport = { state: 'passed', end: { kind: 'finished' }, verdicts: {} };
const after = (...events: RunEvent[]): RunState => events.reduce(nextState, IDLE);
const report = (run: number): RunEvent => ({ kind: 'report', run, report: passed });

describe('the state of an exercise', () => {
  it('goes from idle over running to what the report says', () => {
    expect(stateName(IDLE)).toBe('idle');
    expect(stateName(after({ kind: 'run' }))).toBe('running');
    expect(stateName(after({ kind: 'run' }, report(1)))).toBe('passed');
    expect(stateName(after({ kind: 'run' }, report(1), { kind: 'run' }))).toBe('running');
  });

  it('takes no report of a run that is over', () => {
    const second = after({ kind: 'run' }, report(1), { kind: 'run' });
    expect(nextState(second, report(1))).toBe(second);
    expect(nextState(IDLE, report(1))).toBe(IDLE);
  });

  it('does not run twice at once, and stops nothing when nothing runs', () => {
    const running = after({ kind: 'run' });
    expect(nextState(running, { kind: 'run' })).toBe(running);
    expect(nextState(IDLE, { kind: 'stop' })).toBe(IDLE);
  });

  it('goes on running until the runner has really stopped', () => {
    const stopping = after({ kind: 'run' }, { kind: 'stop' });
    expect(stateName(stopping)).toBe('running');
    expect(stopping).toMatchObject({ stopping: true });
  });

  it('marks verdicts of an older text', () => {
    expect(after({ kind: 'run' }, report(1))).toMatchObject({ stale: false });
    expect(after({ kind: 'run' }, report(1), { kind: 'edit' })).toMatchObject({ stale: true });
    expect(after({ kind: 'edit' })).toBe(IDLE);
  });
});
