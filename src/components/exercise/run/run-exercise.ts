import type { CheckContext, ExerciseChecks } from '#lessons/contract.ts';
import type { Backend, Files, Learner, LearnerError, Network, OutputLine } from '#src/runner/contract.ts';
import { untilAborted } from '#src/runner/until-aborted.ts';
import {
  interruptedReport,
  makeReport,
  unfinishedReport,
  type ObservedOutcome,
  type RunReport,
} from './report.ts';
import { testsOf } from './test-checks.ts';

export interface ExerciseRun {
  readonly files: Files;
  readonly entry: string;
  readonly checkIds: readonly string[];
  /**
   * Everything that is loaded at a run only. A rejection is reported as `failed-to-start`.
   * It need not hear the signal: Stop does not wait for it, and what it still brings is left alone.
   */
  readonly prepare: () => Promise<{
    readonly backend: Backend;
    readonly checks: ExerciseChecks;
    /** What the checks know of the run. The code is read, and its realm opened, while that comes. */
    readonly context: Promise<CheckContext>;
    /** Of a Node exercise: the files of tests that are mounted beside the learner's, and run in place of the entry. */
    readonly checkFiles?: Files;
    /** Of a Lab exercise: where the program's UDP goes. */
    readonly network?: Network;
  }>;
  readonly onOutput: (line: OutputLine) => void;
  /** Aborting it is Stop, also while things are still loading. */
  readonly signal: AbortSignal;
}

/** Runs the learner's files once and judges what was observed. Never rejects. */
export async function runExercise(run: ExerciseRun): Promise<RunReport> {
  const { files, entry, checkIds, onOutput, signal } = run;
  try {
    let thrown: LearnerError | undefined;
    const {
      backend,
      checks,
      context: ready,
      checkFiles,
      network,
    } = await untilAborted(run.prepare(), signal);
    const { end, observed, observations } = await backend.run({
      files: { ...files, ...checkFiles },
      entry,
      ...(checkFiles && { tests: Object.keys(checkFiles) }),
      ...(network && { network }),
      ready,
      deadlineMs: checks.deadlineMs,
      drive: async (learner): Promise<ObservedOutcome> => {
        try {
          const heard = hearErrors(learner, (error) => (thrown ??= error));
          return { ok: true, value: await checks.observe(heard, await ready) };
        } catch (error) {
          // When the run is over, the runner says why; anything else is a defect of the exercise's `observe`.
          if (learner.signal.aborted) throw error;
          return { ok: false, message: String(error) };
        }
      },
      onOutput,
      signal,
    });
    const context = await untilAborted(ready, signal);
    if (checkFiles && (end.kind === 'deadline' || end.kind === 'hung')) {
      const tests = testsOf(observations, Object.keys(checkFiles));
      return interruptedReport(checkIds, checks, context, end, tests);
    }
    const report = makeReport(checkIds, checks, context, {
      end,
      observations,
      ...(observed !== undefined && { observed: observed as ObservedOutcome }),
    });
    return { ...report, ...(thrown && { thrown }) };
  } catch (error) {
    if (signal.aborted) return unfinishedReport(checkIds, { kind: 'stopped' });
    return unfinishedReport(checkIds, { kind: 'failed-to-start', reason: String(error) });
  }
}

/** The learner's module as a driver sees it; what its calls end with is heard on the way. */
function hearErrors(learner: Learner, onError: (error: LearnerError) => void): Learner {
  return {
    ...learner,
    call: async (exportName, ...args) => {
      const outcome = await learner.call(exportName, ...args);
      if (!outcome.ok) onError(outcome.error);
      return outcome;
    },
  };
}
