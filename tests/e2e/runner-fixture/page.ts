import {
  createFrameBackend,
  type BackendLimit,
  type CallOutcome,
  type Json,
  type Observation,
  type OutputLine,
  type RunEnd,
} from '#src/runner/index.ts';

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

/** What the page saw of a run. */
export interface RunReport {
  readonly end: RunEnd;
  readonly limits: readonly BackendLimit[];
  readonly outcomes: readonly CallOutcome[];
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

async function run(spec: RunSpec): Promise<RunReport> {
  stop = new AbortController();
  const backend = createFrameBackend({ container: document.body, sandboxOrigin: spec.sandboxOrigin });
  const output: OutputLine[] = [];
  const outcomes: CallOutcome[] = [];
  const longestGap = watchGaps();
  const startedAt = performance.now();
  const { end, observations } = await backend.run({
    files: { 'exercise.ts': spec.source },
    entry: 'exercise.ts',
    deadlineMs: spec.deadlineMs ?? 10_000,
    signal: stop.signal,
    onOutput: (line) => output.push(line),
    drive: async (learner) => {
      for (const [exportName, ...args] of spec.calls ?? [['main']]) {
        outcomes.push(await learner.call(exportName, ...args));
      }
      if (spec.stayMs) await learner.waitFor(() => false, spec.stayMs);
    },
  });
  const framesLeft = document.querySelectorAll('iframe').length;
  const ms = performance.now() - startedAt;
  return {
    end,
    limits: backend.limits,
    outcomes,
    output,
    observations,
    ms,
    longestGapMs: longestGap(),
    framesLeft,
  };
}

declare global {
  interface Window {
    runner: { run(spec: RunSpec): Promise<RunReport>; stop(): void };
    /** Set by learner code that got out. */
    owned?: unknown;
  }
}

window.runner = { run, stop: () => stop.abort() };
