import type { BootProblem } from '#src/runner/backends/webcontainer/boot-problem.ts';

/** What a Node exercise runs in, or is about to. */
export type RunnerState =
  | { readonly kind: 'worker' }
  | { readonly kind: 'booting' }
  | { readonly kind: 'webcontainer' }
  /** A WebContainer was chosen and is not to be had: the browser runner it is. */
  | { readonly kind: 'fell-back'; readonly problem: BootProblem };

export type RunnerEvent =
  | { readonly kind: 'choose'; readonly runner: RunnerName }
  | { readonly kind: 'booted' }
  | { readonly kind: 'failed'; readonly problem: BootProblem }
  /** The container was torn down, because it doesn't work or because the learner left. */
  | { readonly kind: 'gone'; readonly problem?: BootProblem };

/** `data-runner` of an exercise. */
export type RunnerName = 'worker' | 'webcontainer';

export const BROWSER_RUNNER: RunnerState = { kind: 'worker' };

/** The next state; news of a boot that nobody waits for any more change nothing. */
export function nextRunner(state: RunnerState, event: RunnerEvent): RunnerState {
  switch (event.kind) {
    case 'choose':
      if (event.runner === 'worker') return BROWSER_RUNNER;
      return state.kind === 'webcontainer' || state.kind === 'booting' ? state : { kind: 'booting' };
    case 'booted':
      return state.kind === 'booting' ? { kind: 'webcontainer' } : state;
    case 'failed':
      return state.kind === 'booting' ? { kind: 'fell-back', problem: event.problem } : state;
    case 'gone':
      if (state.kind !== 'webcontainer') return state;
      return event.problem ? { kind: 'fell-back', problem: event.problem } : BROWSER_RUNNER;
  }
}

/** What runs the code now. */
export function runnerInUse({ kind }: RunnerState): RunnerName {
  return kind === 'webcontainer' ? 'webcontainer' : 'worker';
}

/** What the learner asked for, as far as it is to be had. */
export function chosenRunner({ kind }: RunnerState): RunnerName {
  return kind === 'webcontainer' || kind === 'booting' ? 'webcontainer' : 'worker';
}
