import type { CheckContext, ExerciseChecks, TestOutcome, Verdict } from '#lessons/contract.ts';
import type { LearnerError, RunEnd, RunResult } from '#src/runner/contract.ts';

/** What a check's item shows; `unreached` when the run ended before there was anything to check. */
export type CheckVerdict =
  Verdict | { readonly verdict: 'unreached' } | { readonly verdict: 'broken'; readonly message: string };

export interface RunReport {
  readonly state: 'passed' | 'failed' | 'stopped' | 'error';
  readonly end: RunEnd;
  /** By check id, in the order of the exercise. */
  readonly verdicts: Readonly<Record<string, CheckVerdict>>;
  /** The first error that a call into the learner's code ended with. */
  readonly thrown?: LearnerError;
}

/** What an exercise's `observe` came to: a value for the checks, or an exception, which is our fault. */
export type ObservedOutcome =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

/** Judges what was observed of a run: the exercise's checks, applied in our realm. */
export function makeReport(
  checkIds: readonly string[],
  exerciseChecks: ExerciseChecks,
  context: CheckContext,
  { end, observed }: RunResult<ObservedOutcome>,
): RunReport {
  if (end.kind !== 'finished') return unfinishedReport(checkIds, end);
  const verdicts = Object.fromEntries(
    checkIds.map((id) => [id, judge(exerciseChecks, id, context, observed)] as const),
  );
  return { state: stateOf(Object.values(verdicts)), end, verdicts };
}

/**
 * The report of tests that came to no end: what was said until then stands, and the rest was not reached.
 *
 * @param tests those of the exercise's own files
 */
export function interruptedReport(
  checkIds: readonly string[],
  exerciseChecks: ExerciseChecks,
  context: CheckContext,
  end: RunEnd,
  tests: readonly TestOutcome[],
): RunReport {
  const report = unfinishedReport(checkIds, end);
  const reached = checkIds.filter((id) => tests.some(({ path }) => path[0] === id));
  const verdicts = reached.map(
    (id) => [id, judge(exerciseChecks, id, context, { ok: true, value: tests })] as const,
  );
  return { ...report, verdicts: { ...report.verdicts, ...Object.fromEntries(verdicts) } };
}

/** The report of a run that ended before the checks had something to look at. */
export function unfinishedReport(checkIds: readonly string[], end: RunEnd): RunReport {
  const ours = end.kind === 'failed-to-start';
  const verdict: CheckVerdict = ours ? { verdict: 'broken', message: end.reason } : { verdict: 'unreached' };
  return {
    state: end.kind === 'stopped' ? 'stopped' : ours ? 'error' : 'failed',
    end,
    verdicts: Object.fromEntries(checkIds.map((id) => [id, verdict])),
  };
}

function judge(
  { checks }: ExerciseChecks,
  id: string,
  context: CheckContext,
  observed: ObservedOutcome | undefined,
): CheckVerdict {
  if (observed === undefined) return { verdict: 'unreached' };
  if (!observed.ok) return { verdict: 'broken', message: observed.message };
  try {
    return checks[id]?.(observed.value, context) ?? { verdict: 'broken', message: `no check "${id}"` };
  } catch (error) {
    // A check that throws is a defect of ours; the learner must not be blamed for it.
    return { verdict: 'broken', message: String(error) };
  }
}

/** A failed check outweighs one that could not be made; only passes make a pass. */
function stateOf(verdicts: readonly CheckVerdict[]): RunReport['state'] {
  if (verdicts.some(({ verdict }) => verdict === 'fail' || verdict === 'unreached')) return 'failed';
  return verdicts.every(({ verdict }) => verdict === 'pass') ? 'passed' : 'error';
}
