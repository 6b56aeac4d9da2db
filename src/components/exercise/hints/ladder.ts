import type { RunState } from '../run/run-state.ts';

/** A hint that the learner has seen, and the checks that it was shown for; none where they asked for it in the task. */
export interface ShownHint {
  readonly id: string;
  readonly checks: readonly string[];
}

/** Shows a hint, once more for a check or for the first time; hints stay in the order in which they were seen. */
export function showHint(shown: readonly ShownHint[], id: string, check?: string): readonly ShownHint[] {
  const known = shown.find((hint) => hint.id === id);
  const checks = [...new Set([...(known?.checks ?? []), ...(check === undefined ? [] : [check])])];
  return known ? shown.map((hint) => (hint === known ? { id, checks } : hint)) : [...shown, { id, checks }];
}

/** The first of an exercise's hints that the learner hasn't seen; undefined after the last. */
export function nextHint(
  hints: readonly { readonly id: string }[],
  shown: readonly ShownHint[],
): string | undefined {
  return hints.find(({ id }) => shown.every((hint) => hint.id !== id))?.id;
}

/** The first check that failed, with the hint that it names. What could not be seen at all has failed at nothing. */
export function firstFailing(
  checks: readonly { readonly id: string }[],
  run: RunState,
): { readonly check: string; readonly hint: string | undefined } | undefined {
  for (const { id } of checks) {
    const found = verdictOf(run, id);
    if (found?.verdict === 'fail') return { check: id, hint: found.hint };
  }
  return undefined;
}

/** The hints that stand at a check that failed. */
export function hintsAt(shown: readonly ShownHint[], check: string, run: RunState): readonly ShownHint[] {
  return verdictOf(run, check)?.verdict === 'fail'
    ? shown.filter(({ checks }) => checks.includes(check))
    : [];
}

/** The hints that stand with the task: those that stand at no check. During a run they wait for its verdicts. */
export function hintsInTask(shown: readonly ShownHint[], run: RunState): readonly ShownHint[] {
  return shown.filter(({ checks }) =>
    run.phase === 'running'
      ? checks.length === 0
      : checks.every((check) => verdictOf(run, check)?.verdict !== 'fail'),
  );
}

function verdictOf(run: RunState, check: string) {
  return run.phase === 'done' ? run.report.verdicts[check] : undefined;
}
