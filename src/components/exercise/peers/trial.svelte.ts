import { detectWebRtc } from '#src/live/support.ts';
import type { Backend, Files, OutputLine, RunResult } from '#src/runner/contract.ts';
import { appendOutput, EMPTY_OUTPUT, type OutputBuffer } from '../run/output-buffer.ts';
import { PROGRAM } from '../program.ts';
import { loadBackend } from '../run/load-run.ts';
import { loadServers } from '../run/ice-servers.ts';
import { diagnose, type Diagnosis, type TrialEnd } from './diagnosis.ts';
import { NOTHING_YET, type Trial } from './trial.ts';

/** `missing`, `blocked`: no WebRTC here. */
export type TrialPhase = 'ready' | 'running' | 'done' | 'stopped' | 'missing' | 'blocked';

export interface TrialInput {
  readonly files: Files;
  readonly fromLink: boolean;
  /** Where the run's frame goes. */
  readonly frames: HTMLElement;
}

/** One trial after another of the learner's server by two peers of this page. */
export function createTrials() {
  let phase: TrialPhase = $state('ready');
  let trial: Trial | undefined = $state.raw();
  let diagnosis: Diagnosis | undefined = $state.raw();
  let output: OutputBuffer = $state.raw(EMPTY_OUTPUT);
  let stopping: AbortController | undefined;
  let backend: Backend | undefined;

  function stop(): void {
    stopping?.abort();
    stopping = undefined;
    if (phase === 'running') phase = 'stopped';
  }

  async function connect({ files, fromLink, frames }: TrialInput): Promise<void> {
    stop();
    const support = detectWebRtc();
    if (support !== 'supported') return void (phase = support);
    const { signal } = (stopping = new AbortController());
    phase = 'running';
    trial = NOTHING_YET;
    diagnosis = undefined;
    output = EMPTY_OUTPUT;
    try {
      const result = await run({ files, fromLink, frames }, signal);
      if (!signal.aborted) end(diagnosisOf(result));
    } catch (error) {
      // Only a server list that the browser refuses makes the peers throw; the rest is code that could not be loaded.
      const isRefused = error instanceof DOMException || error instanceof TypeError;
      if (!signal.aborted)
        end(isRefused ? { kind: 'peers-refused' } : { kind: 'run-ended', end: 'failed-to-start' });
    }
  }

  async function run({ files, fromLink, frames }: TrialInput, signal: AbortSignal): Promise<RunResult> {
    const [loaded, { runTrial, TRIAL_DEADLINE_MS }, iceServers] = await Promise.all([
      backend ?? loadBackend('node', frames),
      import('./run-trial.ts'),
      loadServers(fromLink, signal),
    ]);
    signal.throwIfAborted();
    backend ??= loaded;
    return backend.run({
      files,
      entry: PROGRAM,
      deadlineMs: TRIAL_DEADLINE_MS,
      drive: (learner) =>
        runTrial(learner, iceServers, (seen) => {
          if (!signal.aborted) trial = seen;
        }),
      onOutput: (line: OutputLine) => {
        if (!signal.aborted) output = appendOutput(output, [line]);
      },
      signal,
    });
  }

  function end(found: Diagnosis): void {
    diagnosis = found;
    phase = 'done';
  }

  function diagnosisOf({ end: ended, observed }: RunResult): Diagnosis {
    if (ended.kind === 'learner-error') return { kind: 'not-loaded', error: ended.error };
    if (ended.kind !== 'finished') return { kind: 'run-ended', end: ended.kind };
    return diagnose(trial ?? NOTHING_YET, observed as TrialEnd);
  }

  return {
    get phase(): TrialPhase {
      return phase;
    },
    /** What was seen of the latest trial; undefined before the first. */
    get trial(): Trial | undefined {
      return trial;
    },
    get diagnosis(): Diagnosis | undefined {
      return diagnosis;
    },
    /** What the learner's program printed. */
    get output(): OutputBuffer {
      return output;
    },
    connect,
    stop,
    dispose(): void {
      stop();
      backend?.dispose();
    },
  };
}
