import {
  createFrameBackend,
  type Backend,
  type BackendLimit,
  type CallOutcome,
  type Json,
  type Learner,
  type Observation,
  type OutputLine,
  type RunEnd,
  type RunRequest,
  type ServerAnswer,
  type ServerRequest,
} from '#src/runner/index.ts';
import type { BootOutcome, Shell, TerminalSize } from '#src/runner/containers.ts';
import { createWorkerBackend } from '#src/runner/programs.ts';

/** One run, as a test asks for it. */
export interface RunSpec {
  readonly source: string;
  readonly deadlineMs?: number;
  /** Calls in order; the next when the one before is answered. Default: one call of `main`. */
  readonly calls?: readonly (readonly [exportName: string, ...args: Json[]])[];
  /** How long the driver stays after the last answer, to observe. */
  readonly stayMs?: number;
  /** Only sources of this frame kind: an origin that nobody serves makes the runner fall back. */
  readonly sandboxOrigin?: string;
}

/** One run of a program, as a test asks for it. */
export interface ProgramSpec {
  readonly files: Readonly<Record<string, string>>;
  /** Default: `main.ts`. */
  readonly entry?: string;
  readonly tests?: readonly string[];
  readonly deadlineMs?: number;
  /** Requests to make, one after the other, once a server listens on that port; the run ends after the last. */
  readonly requests?: {
    readonly port: number;
    readonly all: readonly (ServerRequest & { readonly abortMs?: number })[];
  };
}

/** What the page saw of a run. */
export interface RunReport {
  readonly end: RunEnd;
  readonly limits: readonly BackendLimit[];
  readonly outcomes: readonly CallOutcome[];
  /** What the requests came to; `aborted` where they were given up. */
  readonly answers: readonly (ServerAnswer | 'aborted')[];
  readonly output: readonly OutputLine[];
  readonly observations: readonly Observation[];
  readonly ms: number;
  /** The longest time that the page's own timers stood still during the run. */
  readonly longestGapMs: number;
  readonly framesLeft: number;
}

let stop = new AbortController();

/** The longest pause between two turns of a short timer, while something runs. */
function watchGaps(): () => number {
  let last = performance.now();
  let longest = 0;
  const look = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(look, 20);
  return () => {
    clearInterval(timer);
    look();
    return longest;
  };
}

function run(spec: RunSpec): Promise<RunReport> {
  const outcomes: CallOutcome[] = [];
  const backend = createFrameBackend({ container: document.body, sandboxOrigin: spec.sandboxOrigin });
  return watch(
    backend,
    { outcomes },
    {
      files: { 'exercise.ts': spec.source },
      entry: 'exercise.ts',
      deadlineMs: spec.deadlineMs ?? 10_000,
      drive: async (learner) => {
        for (const [exportName, ...args] of spec.calls ?? [['main']]) {
          outcomes.push(await learner.call(exportName, ...args));
        }
        if (spec.stayMs) await learner.waitFor(() => false, spec.stayMs);
      },
    },
  );
}

function runProgram(spec: ProgramSpec): Promise<RunReport> {
  const deadlineMs = spec.deadlineMs ?? 10_000;
  const answers: (ServerAnswer | 'aborted')[] = [];
  return watch(
    createWorkerBackend({ container: document.body }),
    { answers },
    {
      files: spec.files,
      entry: spec.entry ?? 'main.ts',
      ...(spec.tests && { tests: spec.tests }),
      deadlineMs,
      drive: (learner) =>
        spec.requests
          ? ask(learner, spec.requests, answers)
          : learner.waitFor(({ kind }) => kind === 'exit', deadlineMs),
    },
  );
}

async function ask(
  learner: Learner,
  { port, all }: NonNullable<ProgramSpec['requests']>,
  answers: (ServerAnswer | 'aborted')[],
): Promise<void> {
  await learner.waitFor((seen) => seen.kind === 'listening' && seen.port === port, 2_000);
  for (const { abortMs, ...request } of all) {
    const signal = abortMs === undefined ? undefined : AbortSignal.timeout(abortMs);
    answers.push(await learner.request(port, request, signal).catch((): 'aborted' => 'aborted'));
  }
  // What the server says of the last of them.
  await learner.waitFor(() => false, 100);
}

/** Boots the page's WebContainer if it isn't up, and runs there. */
async function runInContainer(spec: ProgramSpec): Promise<RunReport> {
  const deadlineMs = spec.deadlineMs ?? 10_000;
  backendInContainer ??= createBackendInContainer();
  return watch(
    await backendInContainer,
    {},
    {
      files: spec.files,
      entry: spec.entry ?? 'main.ts',
      ...(spec.tests && { tests: spec.tests }),
      deadlineMs,
      drive: (learner) => learner.waitFor(({ kind }) => kind === 'exit', deadlineMs),
    },
  );
}

let backendInContainer: Promise<Backend> | undefined;

async function createBackendInContainer(): Promise<Backend> {
  const { createWebContainerBackend } = await import('#src/runner/containers.ts');
  return createWebContainerBackend({ container: await container() });
}

async function container(): Promise<Extract<BootOutcome, { ok: true }>['container']> {
  const { bootWebContainer } = await import('#src/runner/containers.ts');
  const outcome = await bootWebContainer({
    host: 'https://stackblitz.com',
    signal: new AbortController().signal,
  });
  if (!outcome.ok) throw new Error(outcome.problem);
  return outcome.container;
}

/** What a boot comes to: `up`, or why not and what helps. */
async function boot(timeoutMs: number): Promise<string> {
  const { bootWebContainer } = await import('#src/runner/containers.ts');
  const { signal } = new AbortController();
  const outcome = await bootWebContainer({ host: 'https://stackblitz.com', signal, timeoutMs });
  return outcome.ok ? 'up' : `${outcome.problem}, ${outcome.wayOn()}`;
}

async function tearDown(): Promise<void> {
  backendInContainer = undefined;
  (await import('#src/runner/containers.ts')).tearDownWebContainer();
}

let shell: (Shell & { readonly written: () => string }) | undefined;

/** A shell of the page's container, and all that it writes. */
async function openShellHere(size: TerminalSize): Promise<void> {
  const { openShell } = await import('#src/runner/containers.ts');
  const opened = await openShell(await container(), size);
  let written = '';
  void opened.output.pipeTo(new WritableStream({ write: (text) => void (written += text) }));
  shell = { ...opened, written: () => written };
}

async function watch(
  backend: Backend,
  { outcomes = [], answers = [] }: Partial<Pick<RunReport, 'outcomes' | 'answers'>>,
  request: Omit<RunRequest, 'signal' | 'onOutput'>,
): Promise<RunReport> {
  stop = new AbortController();
  const output: OutputLine[] = [];
  const longestGap = watchGaps();
  const startedAt = performance.now();
  const { end, observations } = await backend.run({
    ...request,
    signal: stop.signal,
    onOutput: (line) => output.push(line),
  });
  const framesLeft = document.querySelectorAll('iframe').length;
  // Each run here has a runner of its own, and the frame that it would open for its next run goes with it.
  const { limits } = backend;
  backend.dispose();
  const ms = performance.now() - startedAt;
  return {
    end,
    limits,
    outcomes,
    answers,
    output,
    observations,
    ms,
    longestGapMs: longestGap(),
    framesLeft,
  };
}

declare global {
  interface Window {
    runner: {
      run(spec: RunSpec): Promise<RunReport>;
      runProgram(spec: ProgramSpec): Promise<RunReport>;
      runInContainer(spec: ProgramSpec): Promise<RunReport>;
      boot(timeoutMs: number): Promise<string>;
      tearDown(): Promise<void>;
      openShell(size: TerminalSize): Promise<void>;
      readonly shell: (Shell & { readonly written: () => string }) | undefined;
      stop(): void;
    };
    /** Set by learner code that got out. */
    owned?: unknown;
  }
}

window.runner = {
  run,
  runProgram,
  runInContainer,
  boot,
  tearDown,
  openShell: openShellHere,
  get shell() {
    return shell;
  },
  stop: () => stop.abort(),
};
