import { exercise as messages } from '#src/i18n/messages/exercise.ts';
import type { Backend, BackendLimit, Network, OutputLine } from '#src/runner/contract.ts';
import type { DraftFiles, KeptReason, KeptVersion, SourcedText } from '#src/storage/drafts.ts';
import { loadVersions, sourced } from '#src/storage/drafts.ts';
import {
  loadProgress,
  progressAfter,
  recordProgress,
  type Progress,
  type ProgressEvent,
} from '#src/storage/progress.ts';
import type { StorageError } from '#src/storage/result.ts';
import { listenToTabs } from '#src/storage/tabs.ts';
import type { CheckContext, IceServer } from '#lessons/contract.ts';
import { loadSolution } from './data/checks.ts';
import { ownFiles, withOwnFiles } from './drafts/own-files.ts';
import { openDraftSession, type DraftNotice, type DraftSession } from './drafts/session.ts';
import type { TypeProblem } from './editor/type-problem.ts';
import { firstFailing, nextHint, showHint, type ShownHint } from './hints/ladder.ts';
import { PROGRAM } from './program.ts';
import { appendOutput, EMPTY_OUTPUT, type OutputBuffer } from './run/output-buffer.ts';
import { loadServers } from './run/ice-servers.ts';
import { loadBackend, loadChecksOf, loadNetwork } from './run/load-run.ts';
import { runExercise } from './run/run-exercise.ts';
import type { RunReport } from './run/report.ts';
import { IDLE, nextState, type RunState } from './run/run-state.ts';
import { RunnerChoice } from './runner-choice/runner-choice.svelte.ts';
import { Arrival } from './share/arrival.svelte.ts';
import type { ExerciseView } from './view.ts';

/** Something said above the code; `undo` brings back what stood there before. */
export type Notice =
  | DraftNotice
  | {
      readonly kind: 'was-reset' | 'was-replaced';
      readonly before: SourcedText;
      /** The text from before was written after a look at the solution. */
      readonly helped: boolean;
    }
  | { readonly kind: 'solution-failed' };

/** Another text beside the learner's. */
export interface Beside extends SourcedText {
  readonly kind: 'solution' | 'start' | 'earlier' | 'link';
}

/** Output is shown in batches: a loop that prints must not make the page draw for each line. */
const OUTPUT_BATCH_MS = 100;

/**
 * One exercise in a page: the learner's text, its drafts, the run and what came of it.
 * The components show it and call it; nothing here touches the DOM but the frame that the runner makes.
 */
export class Bench {
  readonly view: ExerciseView;
  files: DraftFiles = $state.raw({});
  /** The text came by a link, or grew from one that did: its runs never get the learner's own servers. */
  fromLink = $state(false);
  file: string = $state('');
  run: RunState = $state.raw(IDLE);
  output: OutputBuffer = $state.raw(EMPTY_OUTPUT);
  notice: Notice | undefined = $state.raw();
  storageError: StorageError | undefined = $state.raw();
  versions: readonly KeptVersion[] = $state.raw([]);
  progress: Progress | undefined = $state.raw();
  beside: Beside | undefined = $state.raw();
  /** What the full editor's TypeScript says of the learner's files. */
  typeProblems: readonly TypeProblem[] = $state.raw([]);
  /** The hints that were seen so far. */
  hints: readonly ShownHint[] = $state.raw([]);
  /** Set once a run found no TURN server where the exercise asks for one. */
  missesTurn: 'anywhere' | 'of-the-site' | undefined = $state();
  /** Stands for the run that prints now: of the checks, or of a program in the terminal. */
  printing: object | undefined = $state.raw();
  limits: readonly BackendLimit[] = $state.raw([]);
  /** Code that the page's address carries, until the learner has answered. */
  readonly arrival: Arrival;
  /** Of a Node exercise: what it runs in. */
  readonly runner: RunnerChoice;

  #session: DraftSession | undefined;
  #stopListening: (() => void) | undefined;
  #backend: Backend | undefined;
  #stop: AbortController | undefined;
  #stopWatching: (() => void) | undefined;

  constructor(view: ExerciseView) {
    this.view = view;
    this.files = view.start;
    this.file = view.entry;
    this.runner = new RunnerChoice(view);
    this.arrival = new Arrival(view.id, Object.keys(this.text.files), () => {
      if (this.beside?.kind === 'link') this.beside = undefined;
    });
  }

  /** Begins to keep drafts; called once the component is in the page. */
  open(): void {
    const { id, start, startHash, readOnly } = this.view;
    this.#session = openDraftSession({
      exercise: id,
      start: ownFiles(start, readOnly),
      startHash,
      current: () => this.text,
      show: ({ files, fromLink }) => {
        this.files = withOwnFiles(start, files, readOnly);
        this.fromLink = fromLink === true;
        this.run = nextState(this.run, { kind: 'edit' });
      },
      onNotice: (notice) => (this.notice = notice),
      onStorage: (error) => (this.storageError = error),
      onVersions: () => this.#loadVersions(),
    });
    this.#stopWatching = this.arrival.watch();
    this.runner.open();
    void this.#loadVersions();
    void this.#loadProgress();
    this.#stopListening = listenToTabs(({ kind }, from) => {
      const isOthers = kind === 'progress-changed' && from === 'other-tab';
      if (isOthers || kind === 'all-deleted') void this.#loadProgress();
    });
  }

  close(): void {
    this.#stop?.abort();
    this.#stopWatching?.();
    this.#session?.close();
    this.#stopListening?.();
    this.#backend?.dispose();
    this.runner.close();
  }

  /** The learner typed. */
  edit(file: string, text: string): void {
    if (this.files[file] === text || this.view.readOnly.includes(file)) return;
    this.files = { ...this.files, [file]: text };
    this.run = nextState(this.run, { kind: 'edit' });
    this.#session?.changed();
  }

  /** What is the learner's to change, to keep and to share. */
  get text(): SourcedText {
    return sourced(ownFiles(this.files, this.view.readOnly), this.fromLink);
  }

  /**
   * Runs the checks, unless they run already.
   *
   * @param onOutput hears each line as well
   * @returns what came of it; undefined when they ran already
   */
  async runChecks(
    frames: HTMLElement,
    onOutput?: (line: OutputLine) => void,
  ): Promise<RunReport | undefined> {
    const before = this.run;
    this.run = nextState(this.run, { kind: 'run' });
    if (this.run === before || this.run.phase !== 'running') return undefined;
    const { run } = this.run;
    // What is run and what it is given belong together, whatever stands in the editor once all is loaded.
    const { files, fromLink } = this;
    const stop = (this.#stop = new AbortController());
    const printed = this.print(onOutput);
    const report = await runExercise({
      files,
      entry: this.view.runtime === 'lab' ? PROGRAM : this.view.entry,
      checkIds: this.view.checks.map(({ id }) => id),
      prepare: () => this.#prepare(frames, fromLink, stop.signal),
      onOutput: printed.line,
      signal: stop.signal,
    });
    printed.end();
    this.limits = this.#backend?.limits ?? [];
    this.run = nextState(this.run, { kind: 'report', run, report });
    const failing = firstFailing(this.view.checks, this.run);
    if (failing?.hint !== undefined) this.hint(failing.hint, failing.check);
    // A run that could not start tried nothing of the learner's.
    if (report.end.kind !== 'failed-to-start') {
      await this.#progressed({ kind: 'ran', passed: report.state === 'passed', atMs: Date.now() });
    }
    return report;
  }

  /** Empties the output for a run that is about to print. */
  print(onOutput?: (line: OutputLine) => void): { line: (line: OutputLine) => void; end: () => void } {
    const pending: OutputLine[] = [];
    const mine = (this.printing = {});
    const show = (): void => {
      // What a run still says after the next has begun is no output of that.
      if (pending.length > 0 && this.printing === mine)
        this.output = appendOutput(this.output, pending.splice(0));
    };
    this.output = EMPTY_OUTPUT;
    const batches = setInterval(show, OUTPUT_BATCH_MS);
    return {
      line: (line) => {
        pending.push(line);
        onOutput?.(line);
      },
      end: () => {
        clearInterval(batches);
        show();
        if (this.printing === mine) this.printing = undefined;
      },
    };
  }

  stop(): void {
    this.run = nextState(this.run, { kind: 'stop' });
    this.#stop?.abort();
  }

  /** Shows a hint, for a check or by itself. */
  hint(id: string | undefined = nextHint(this.view.hints, this.hints), check?: string): void {
    if (this.view.hints.some((hint) => hint.id === id) && id !== undefined) {
      this.hints = showHint(this.hints, id, check);
    }
  }

  /** Back to the start code; the text from before can be brought back. */
  reset(): void {
    this.#replace({ files: this.view.start }, 'reset', 'was-reset');
    void this.#progressed({ kind: 'reset' });
  }

  /** Shows another text in the editor; the one from before can be brought back. */
  take(text: SourcedText, reason: KeptReason = 'replaced'): void {
    this.#replace(text, reason, 'was-replaced');
  }

  /** Shows the code of the link beside the learner's. */
  lookAtLink(): void {
    const { link } = this.arrival;
    if (link?.kind === 'code') this.beside = { kind: 'link', files: link.files, fromLink: true };
  }

  takeLink(): void {
    const { link } = this.arrival;
    if (link?.kind !== 'code') return;
    this.take({ files: link.files, fromLink: true });
    this.arrival.dismiss();
  }

  takeNewCode(): void {
    this.#replace({ files: this.view.start }, 'exercise-changed', 'was-replaced');
    this.#session?.acceptChangedExercise();
  }

  keepDraft(): void {
    this.#session?.acceptChangedExercise();
    this.notice = undefined;
  }

  undo({ kind, before, helped }: Extract<Notice, { before: SourcedText }>): void {
    void this.#session?.replace(before, 'replaced');
    this.notice = undefined;
    if (kind === 'was-reset' && helped) void this.#progressed({ kind: 'reset-undone' });
  }

  async showSolution(): Promise<void> {
    try {
      this.beside = {
        kind: 'solution',
        files: await loadSolution(this.view.id, Object.keys(this.text.files)),
      };
      await this.#progressed({ kind: 'solution-shown' });
    } catch {
      this.notice = { kind: 'solution-failed' };
    }
  }

  #replace({ files, fromLink }: SourcedText, reason: KeptReason, kind: 'was-reset' | 'was-replaced'): void {
    const before = this.text;
    const { start, readOnly } = this.view;
    const after = ownFiles(withOwnFiles(start, files, readOnly), readOnly);
    void this.#session?.replace(sourced(after, fromLink), reason);
    this.notice = { kind, before, helped: this.progress?.helped === true };
    this.beside = undefined;
  }

  /** Everything that only a run needs: the runner, the exercise's checks, and servers for the learner's code. */
  async #prepare(frames: HTMLElement, fromLink: boolean, signal: AbortSignal) {
    const context = this.#loadContext(fromLink, signal);
    // Until the run waits for it, nobody would hear it fail.
    context.catch(() => undefined);
    const [backend, loaded] = await Promise.all([this.loadBackend(frames, signal), loadChecksOf(this.view)]);
    signal.throwIfAborted();
    return { backend, ...loaded, context };
  }

  async #loadContext(fromLink: boolean, signal: AbortSignal): Promise<CheckContext> {
    const iceServers = this.view.runtime === 'browser' ? await loadServers(fromLink, signal) : [];
    signal.throwIfAborted();
    const missesTurn = this.view.needs.includes('turn') && !iceServers.some(isTurn);
    this.missesTurn = missesTurn ? (fromLink ? 'of-the-site' : 'anywhere') : undefined;
    return { iceServers };
  }

  /** What runs the learner's code. */
  async loadBackend(frames: HTMLElement, signal: AbortSignal): Promise<Backend> {
    const chosen = await this.runner.backend();
    if (chosen) return chosen;
    const backend = this.#backend ?? (await loadBackend(this.view.runtime, frames));
    // After Stop or `close` nobody would dispose of it.
    signal.throwIfAborted();
    return (this.#backend ??= backend);
  }

  /** What a program of this exercise stands on, for one run of it. */
  loadNetwork(): Promise<Network | undefined> {
    return loadNetwork(this.view);
  }

  /** Where nothing can be kept, the page still says what was reached in it. */
  async #progressed(event: ProgressEvent): Promise<void> {
    this.progress = progressAfter(this.view.id, this.progress, event);
    const kept = await recordProgress(this.view.id, event);
    if (kept.ok) this.progress = kept.value;
    else this.storageError = kept.error;
  }

  async #loadProgress(): Promise<void> {
    const progress = await loadProgress();
    if (progress.ok) this.progress = progress.value.find(({ exercise }) => exercise === this.view.id);
  }

  async #loadVersions(): Promise<void> {
    const versions = await loadVersions(this.view.id);
    if (versions.ok) this.versions = versions.value;
  }

  get messages() {
    return messages[this.view.locale];
  }
}

function isTurn({ urls }: IceServer): boolean {
  return [urls].flat().some((url) => /^turns?:/i.test(url));
}
