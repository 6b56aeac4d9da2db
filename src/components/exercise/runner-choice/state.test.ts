import { describe, expect, it } from 'vitest';
import {
  BROWSER_RUNNER,
  chosenRunner,
  nextRunner,
  runnerInUse,
  type RunnerEvent,
  type RunnerState,
} from './state.ts';

const after = (...events: RunnerEvent[]): RunnerState => events.reduce(nextRunner, BROWSER_RUNNER);
const container: RunnerEvent = { kind: 'choose', runner: 'webcontainer' };
const worker: RunnerEvent = { kind: 'choose', runner: 'worker' };
const booted: RunnerEvent = { kind: 'booted' };
const failed: RunnerEvent = { kind: 'failed', problem: 'unreachable' };

describe('what an exercise runs in', () => {
  it('is the browser runner, until a container that was chosen is up', () => {
    expect(runnerInUse(BROWSER_RUNNER)).toBe('worker');
    expect(runnerInUse(after(container))).toBe('worker');
    expect(chosenRunner(after(container))).toBe('webcontainer');
    expect(runnerInUse(after(container, booted))).toBe('webcontainer');
  });

  it('is the browser runner again when there is no container, and why is known', () => {
    expect(after(container, failed)).toEqual({ kind: 'fell-back', problem: 'unreachable' });
    expect(runnerInUse(after(container, failed))).toBe('worker');
    expect(chosenRunner(after(container, failed))).toBe('worker');
    expect(after(container, failed, container)).toEqual({ kind: 'booting' });
  });

  it('is the browser runner again when that is chosen, or the container is gone', () => {
    expect(after(container, booted, worker)).toBe(BROWSER_RUNNER);
    expect(after(container, booted, { kind: 'gone' })).toBe(BROWSER_RUNNER);
    expect(after(container, failed, worker)).toBe(BROWSER_RUNNER);
    const broken: RunnerEvent = { kind: 'gone', problem: 'blocked-storage' };
    expect(after(container, booted, broken)).toEqual({ kind: 'fell-back', problem: 'blocked-storage' });
  });

  it('heeds no news of a boot that nobody waits for', () => {
    expect(after(container, worker, booted)).toBe(BROWSER_RUNNER);
    expect(after(container, worker, failed)).toBe(BROWSER_RUNNER);
    expect(after({ kind: 'gone' })).toBe(BROWSER_RUNNER);
  });

  it('boots once, however often it is chosen', () => {
    const booting = after(container);
    expect(nextRunner(booting, container)).toBe(booting);
    const up = after(container, booted);
    expect(nextRunner(up, container)).toBe(up);
  });
});
