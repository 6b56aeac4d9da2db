import { exercise as messages } from '#src/i18n/messages/exercise.ts';
import { loadConfiguredIceServers, toRtcIceServer } from '#src/live/ice-servers.ts';
import type { Backend, BackendLimit, OutputLine } from '#src/runner/contract.ts';
import type { DraftFiles, KeptReason, KeptVersion, SourcedText } from '#src/storage/drafts.ts';
import { loadVersions, sourced } from '#src/storage/drafts.ts';
import { loadOwnIceServers } from '#src/storage/ice-servers.ts';
import { loadProgress, recordPass } from '#src/storage/progress.ts';
import type { StorageError } from '#src/storage/result.ts';
import type { IceServer } from '#lessons/contract.ts';
import { loadChecks, loadSolution } from './data/checks.ts';
import { openDraftSession, type DraftNotice, type DraftSession } from './drafts/session.ts';
import { appendOutput, EMPTY_OUTPUT, type OutputBuffer } from './run/output-buffer.ts';
import { runExercise } from './run/run-exercise.ts';
import { IDLE, nextState, type RunState } from './run/run-state.ts';
import { Arrival } from './share/arrival.svelte.ts';
import type { ExerciseView } from './view.ts';

/** Something said above the code; `undo` brings back what stood there before. */
export type Notice =
  | DraftNotice
  | { readonly kind: 'was-reset' | 'was-replaced'; readonly before: SourcedText }
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
  passedBefore = $state(false);
  beside: Beside | undefined = $state.raw();
  /** Set once a run found no TURN server where the exercise asks for one. */
  missesTurn: 'anywhere' | 'of-the-site' | undefined = $state();
  limits: readonly BackendLimit[] = $state.raw([]);
  /** Code that the page's address carries, until the learner has answered. */
  readonly arrival: Arrival;

  #session: DraftSession | undefined;
  #backend: Backend | undefined;
  #stop: AbortController | undefined;
  #stopWatching: (() => void) | undefined;
  #pendingOutput: OutputLine[] = [];

  constructor(view: ExerciseView) {
    this.view = view;
    this.files = view.start;
    this.file = view.entry;
    this.arrival = new Arrival(view.id, Object.keys(this.text.files), () => {
      if (this.beside?.kind === 'link') this.beside = undefined;
    });
  }

  /** Begins to keep drafts; called once the component is in the page. */
  open(): void {
    const { id, start, startHash } = this.view;
    this.#session = openDraftSession({
      exercise: id,
      start,
      startHash,
      current: () => this.text,
      show: ({ files, fromLink }) => {
        this.files = files;
        this.fromLink = fromLink === true;
        this.run = nextState(this.run, { kind: 'edit' });
      },
      onNotice: (notice) => (this.notice = notice),
      onStorage: (error) => (this.storageError = error),
      onVersions: () => void this.#loadVersions(),
    });
    this.#stopWatching = this.arrival.watch();
    void this.#loadVersions();
    void loadProgress().then((progress) => {
      this.passedBefore = progress.ok && progress.value.some(({ exercise }) => exercise === id);
    });
  }

  close(): void {
    this.#stop?.abort();
    this.#stopWatching?.();
    this.#session?.close();
    this.#backend?.dispose();
  }

  /** The learner typed. */
  edit(file: string, text: string): void {
    if (this.files[file] === text) return;
    this.files = { ...this.files, [file]: text };
    this.run = nextState(this.run, { kind: 'edit' });
    this.#session?.changed();
  }

  /** What is the learner's to change, and to share. */
  get text(): SourcedText {
    return sourced(this.files, this.fromLink);
  }

  async runChecks(frames: HTMLElement): Promise<void> {
    const before = this.run;
    this.run = nextState(this.run, { kind: 'run' });
    if (this.run === before || this.run.phase !== 'running') return;
    const { run } = this.run;
    // What is run and what it is given belong together, whatever stands in the editor once all is loaded.
    const { files, fromLink } = this;
    this.output = EMPTY_OUTPUT;
    const stop = (this.#stop = new AbortController());
    const batches = setInterval(() => this.#showOutput(), OUTPUT_BATCH_MS);
    const report = await runExercise({
      files,
      entry: this.view.entry,
      checkIds: this.view.checks.map(({ id }) => id),
      prepare: () => this.#prepare(frames, fromLink, stop.signal),
      onOutput: (line) => void this.#pendingOutput.push(line),
      signal: stop.signal,
    });
    clearInterval(batches);
    this.#showOutput();
    this.limits = this.#backend?.limits ?? [];
    this.run = nextState(this.run, { kind: 'report', run, report });
    if (report.state === 'passed') {
      this.passedBefore = true;
      const kept = await recordPass(this.view.id, Date.now());
      if (!kept.ok) this.storageError = kept.error;
    }
  }

  stop(): void {
    this.run = nextState(this.run, { kind: 'stop' });
    this.#stop?.abort();
  }

  /** Back to the start code; the text from before can be brought back. */
  reset(): void {
    this.#replace({ files: this.view.start }, 'reset', 'was-reset');
  }

  /** Shows another text in the editor; the one from before can be brought back. */
  take({ files, fromLink }: SourcedText, reason: KeptReason = 'replaced'): void {
    this.#replace(sourced({ ...this.view.start, ...files }, fromLink), reason, 'was-replaced');
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

  undo(before: SourcedText): void {
    void this.#session?.replace(before, 'replaced');
    this.notice = undefined;
  }

  async showSolution(): Promise<void> {
    try {
      this.beside = {
        kind: 'solution',
        files: await loadSolution(this.view.id, Object.keys(this.view.start)),
      };
    } catch {
      this.notice = { kind: 'solution-failed' };
    }
  }

  #replace(text: SourcedText, reason: KeptReason, kind: 'was-reset' | 'was-replaced'): void {
    const before = this.text;
    void this.#session?.replace(text, reason);
    this.notice = { kind, before };
    this.beside = undefined;
  }

  /** Everything that only a run needs: the runner, the exercise's checks, and servers for the learner's code. */
  async #prepare(frames: HTMLElement, fromLink: boolean, signal: AbortSignal) {
    const [backend, checks, iceServers] = await Promise.all([
      this.#loadBackend(frames, signal),
      loadChecks(this.view.id),
      loadServers(fromLink, signal),
    ]);
    signal.throwIfAborted();
    const missesTurn = this.view.needs.includes('turn') && !iceServers.some(isTurn);
    this.missesTurn = missesTurn ? (fromLink ? 'of-the-site' : 'anywhere') : undefined;
    return { backend, checks, context: { iceServers } };
  }

  async #loadBackend(frames: HTMLElement, signal: AbortSignal): Promise<Backend> {
    const { createFrameBackend } = await import('#src/runner/index.ts');
    // After Stop or `close` nobody would dispose of it.
    signal.throwIfAborted();
    return (this.#backend ??= createFrameBackend({ container: frames }));
  }

  #showOutput(): void {
    if (this.#pendingOutput.length === 0) return;
    this.output = appendOutput(this.output, this.#pendingOutput);
    this.#pendingOutput = [];
  }

  async #loadVersions(): Promise<void> {
    const versions = await loadVersions(this.view.id);
    if (versions.ok) this.versions = versions.value;
  }

  get messages() {
    return messages[this.view.locale];
  }
}

/**
 * The servers that a run is given: the learner's own list, or the site's. Code that came by a link gets the site's
 * only: ICE can tell any host what it was given.
 */
async function loadServers(fromLink: boolean, signal: AbortSignal): Promise<IceServer[]> {
  const own = fromLink ? undefined : await loadOwnIceServers();
  const { servers } = await loadConfiguredIceServers((own?.ok ? own.value : undefined) ?? [], signal);
  return servers.map(toRtcIceServer);
}

function isTurn({ urls }: IceServer): boolean {
  return [urls].flat().some((url) => /^turns?:/i.test(url));
}
