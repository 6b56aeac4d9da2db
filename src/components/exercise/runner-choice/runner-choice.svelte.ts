import type { BootOutcome } from '#src/runner/containers.ts';
import type { Backend } from '#src/runner/contract.ts';
import { wayOnAfter, type BootProblem, type WayOn } from '#src/runner/backends/webcontainer/boot-problem.ts';
import type { ExerciseView } from '../view.ts';
import { retryAfterReload, takeRetry } from './retry.ts';
import { BROWSER_RUNNER, nextRunner, type RunnerEvent, type RunnerName, type RunnerState } from './state.ts';

type Container = Extract<BootOutcome, { ok: true }>['container'];

/** Which runner an exercise runs in: the browser runner, unless the learner asks for a WebContainer and gets one. */
export class RunnerChoice {
  state: RunnerState = $state.raw(BROWSER_RUNNER);
  /** What helps after a boot that failed. */
  wayOn: WayOn = $state('none');
  /** The container, while it is what the exercise runs in; its shell is `openShell` of `#src/runner/containers.ts`. */
  container: Container | undefined = $state.raw();

  readonly #view: ExerciseView;
  #booting: { readonly abort: AbortController; readonly backend: Promise<Backend | undefined> } | undefined;
  #askWayOn: (() => WayOn) | undefined;
  #tearDown: (() => void) | undefined;

  constructor(view: ExerciseView) {
    this.#view = view;
  }

  /** Called once the exercise is in the page. */
  open(): void {
    if (this.#view.containerHost !== undefined && takeRetry(this.#view.id)) this.choose('webcontainer');
  }

  choose(runner: RunnerName): void {
    const before = this.state;
    this.#happened({ kind: 'choose', runner });
    if (this.state === before) return;
    this.#drop();
    if (this.state.kind !== 'booting') return;
    const abort = new AbortController();
    this.#booting = { abort, backend: this.#boot(abort.signal) };
  }

  tryAgain(): void {
    // Meanwhile its host may have answered.
    if (this.#askWayOn?.() === 'reload') retryAfterReload(this.#view.id);
    else this.choose('webcontainer');
  }

  /** The WebContainer's backend, once it is up; undefined when the browser runner is to be used. */
  async backend(): Promise<Backend | undefined> {
    return this.#booting?.backend;
  }

  /** Nobody uses the exercise any more. */
  close(): void {
    this.choose('worker');
    this.#tearDown?.();
  }

  async #boot(signal: AbortSignal): Promise<Backend | undefined> {
    try {
      const containers = await import('#src/runner/containers.ts');
      this.#tearDown = () => containers.tearDownWebContainer();
      const outcome = await containers.bootWebContainer({ host: this.#view.containerHost, signal });
      if (outcome.ok) {
        const { container, gone } = outcome;
        gone.addEventListener('abort', () => this.#lost(container, problemIn(gone.reason)));
        this.container = container;
        this.#happened({ kind: 'booted' });
        return containers.createWebContainerBackend({ container });
      }
      this.#askWayOn = outcome.wayOn;
      this.wayOn = outcome.wayOn();
      this.#happened({ kind: 'failed', problem: outcome.problem });
    } catch {
      if (signal.aborted) return undefined;
      // Our own part of it could not be loaded.
      this.#askWayOn = undefined;
      this.wayOn = 'again';
      this.#happened({ kind: 'failed', problem: 'unreachable' });
    }
    return undefined;
  }

  #happened(event: RunnerEvent): void {
    this.state = nextRunner(this.state, event);
  }

  #lost(container: Container, problem: BootProblem | undefined): void {
    if (this.container !== container) return;
    this.#drop();
    const wayOn = problem ? wayOnAfter(problem, false) : 'none';
    this.#askWayOn = () => wayOn;
    this.wayOn = wayOn;
    this.#happened({ kind: 'gone', ...(problem && { problem }) });
  }

  /** What was booted stays up for the next choice: the page's end takes it down. */
  #drop(): void {
    const { abort, backend } = this.#booting ?? {};
    this.#booting = undefined;
    this.container = undefined;
    abort?.abort();
    void backend?.then((found) => found?.dispose());
  }
}

/** An abort without a reason has an error for one. */
function problemIn(reason: unknown): BootProblem | undefined {
  return typeof reason === 'string' ? (reason as BootProblem) : undefined;
}
