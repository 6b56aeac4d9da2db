import { describe, expect, it } from 'vitest';
import { text, type ExerciseChecks, type Verdict } from '#lessons/contract.ts';
import type { Backend, Learner, RunEnd } from '#src/runner/contract.ts';
import { interruptedReport, makeReport } from './report.ts';
import { runExercise } from './run-exercise.ts';
import { testChecks } from './test-checks.ts';

const PASS: Verdict = { verdict: 'pass' };
const FAIL: Verdict = { verdict: 'fail', expected: text('a', 'a'), seen: text('b', 'b'), hint: 'h' };
const NO_TURN: Verdict = { verdict: 'error', seen: text('no TURN server', '没有 TURN 服务器') };

/** An exercise whose checks answer what was observed for them. */
const checks: ExerciseChecks = {
  deadlineMs: 1_000,
  observe: () => Promise.resolve(undefined),
  checks: {
    one: (observed) => (observed as Verdict[])[0] ?? PASS,
    two: (observed) => (observed as Verdict[])[1] ?? PASS,
  },
};
const context = { iceServers: [] };

const reportOf = (...verdicts: Verdict[]) =>
  makeReport(['one', 'two'], checks, context, {
    end: { kind: 'finished' },
    observed: { ok: true, value: verdicts },
    observations: [],
  });

describe('the report of a run that came to its end', () => {
  it('is passed only when every check passed', () => {
    expect(reportOf(PASS, PASS).state).toBe('passed');
    expect(reportOf(PASS, FAIL).state).toBe('failed');
  });

  it('is an error, not a failure, when a check could not be made', () => {
    expect(reportOf(PASS, NO_TURN).state).toBe('error');
    expect(reportOf(FAIL, NO_TURN).state).toBe('failed');
  });

  it('does not blame the learner for a check that throws', () => {
    const broken = {
      ...checks,
      checks: {
        one: () => PASS,
        two: () => {
          throw new Error('oops');
        },
      },
    };
    const report = makeReport(['one', 'two'], broken, context, {
      end: { kind: 'finished' },
      observed: { ok: true, value: [] },
      observations: [],
    });
    expect(report.state).toBe('error');
    expect(report.verdicts['two']).toEqual({ verdict: 'broken', message: 'Error: oops' });
  });
});

describe('the report of a run that ended early', () => {
  const stateAfter = (end: RunEnd) => {
    const report = makeReport(['one'], checks, context, { end, observations: [] });
    return [report.state, report.verdicts['one']?.verdict];
  };

  it.each<[RunEnd, string, string]>([
    [{ kind: 'stopped' }, 'stopped', 'unreached'],
    [{ kind: 'deadline', deadlineMs: 10 }, 'failed', 'unreached'],
    [{ kind: 'hung' }, 'failed', 'unreached'],
    [{ kind: 'left' }, 'failed', 'unreached'],
    [
      { kind: 'learner-error', error: { kind: 'syntax', name: 'SyntaxError', message: '' } },
      'failed',
      'unreached',
    ],
    [{ kind: 'failed-to-start', reason: 'no frame' }, 'error', 'broken'],
  ])('%j is %s', (end, state, verdict) => {
    expect(stateAfter(end)).toEqual([state, verdict]);
  });

  it('never passes, whatever was observed before', () => {
    const report = makeReport(['one'], checks, context, {
      end: { kind: 'hung' },
      observed: { ok: true, value: [PASS] },
      observations: [],
    });
    expect(report.state).toBe('failed');
  });
});

describe('the report of tests that came to no end', () => {
  it('keeps what was said before, and passes nothing that was not reached', () => {
    const tests = testChecks(
      ['one', 'two'].map((id) => ({ id, hint: 'h' })),
      ['a.check.ts'],
    );
    const passed = { file: 'a.check.ts', path: ['one'], outcome: 'pass', durationMs: 1 } as const;
    const report = interruptedReport(['one', 'two'], tests, context, { kind: 'hung' }, [passed]);
    expect(report.state).toBe('failed');
    expect(report.verdicts).toMatchObject({ one: { verdict: 'pass' }, two: { verdict: 'unreached' } });
  });
});

describe('running an exercise', () => {
  const run = (
    prepare: Parameters<typeof runExercise>[0]['prepare'],
    signal = new AbortController().signal,
  ) =>
    runExercise({
      files: {},
      entry: 'exercise.ts',
      checkIds: ['one'],
      prepare,
      onOutput: () => undefined,
      signal,
    });
  const backend = (runner: Backend['run']) => () =>
    Promise.resolve({
      backend: { limits: [], run: runner, dispose: () => undefined },
      checks,
      context: Promise.resolve(context),
    });

  it('says that it could not start when its parts cannot be loaded', async () => {
    const report = await run(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(report.end).toEqual({ kind: 'failed-to-start', reason: 'TypeError: Failed to fetch' });
  });

  it('can be stopped while it is still loading', async () => {
    const stop = new AbortController();
    const report = await run(() => {
      stop.abort();
      return Promise.reject(new Error('too late'));
    }, stop.signal);
    expect(report.state).toBe('stopped');
  });

  it('stops at once, though what is loading never comes', async () => {
    const stop = new AbortController();
    const report = run(() => new Promise(() => undefined), stop.signal);
    stop.abort();
    expect((await report).end).toEqual({ kind: 'stopped' });
  });

  it('runs nothing that was loaded only after Stop', async () => {
    const stop = new AbortController();
    let runs = 0;
    const load = backend(() => {
      runs += 1;
      return Promise.resolve({ end: { kind: 'finished' }, observations: [] });
    });
    let arrive = (): void => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const report = run(() => arrived.then(load), stop.signal);
    stop.abort();
    expect((await report).state).toBe('stopped');
    arrive();
    await new Promise((resolve) => setTimeout(resolve));
    expect(runs).toBe(0);
  });

  it('keeps the first error that a call into the code ended with', async () => {
    const error = (message: string) => ({ kind: 'thrown', name: 'Error', message }) as const;
    let calls = 0;
    const failing: Learner = {
      call: () => Promise.resolve({ ok: false, error: error(`${(calls += 1)}`) }),
      request: () => Promise.reject(new Error('not asked')),
      observations: [],
      waitFor: () => Promise.resolve(undefined),
      signal: new AbortController().signal,
    };
    const twice: ExerciseChecks = {
      ...checks,
      observe: async (learner) => [await learner.call('a'), await learner.call('b')].map(() => PASS),
    };
    const runner: Backend['run'] = async ({ drive }) => ({
      end: { kind: 'finished' },
      observed: await drive(failing),
      observations: [],
    });
    const report = await run(async () => ({ ...(await backend(runner)()), checks: twice }));
    expect(report).toMatchObject({ state: 'passed', thrown: error('1') });
  });

  it('answers with the end that the runner gives', async () => {
    const report = await run(backend(() => Promise.resolve({ end: { kind: 'left' }, observations: [] })));
    expect(report.end).toEqual({ kind: 'left' });
  });
});
