import type { Backend, Files, Network, OutputLine, RunEnd, TestOutcome } from '#src/runner/contract.ts';

export interface ProgramRun {
  readonly files: Files;
  /** A file to run, or files of tests. */
  readonly program: { readonly entry: string } | { readonly tests: readonly string[] };
  readonly backend: Backend;
  /** Where its UDP goes beside the loopback. */
  readonly network?: Network | undefined;
  readonly onOutput: (line: OutputLine) => void;
  /** Each test as it ends. */
  readonly onTest: (test: TestOutcome) => void;
  readonly signal: AbortSignal;
}

export interface ProgramEnd {
  readonly end: RunEnd;
  /** The exit code, where the program came to its end. */
  readonly code?: number;
}

/** A server may run as long as its learner looks at it; one that was forgotten ends some time. */
const DEADLINE_MS = 30 * 60_000;

/** Runs a program without judging it. */
export async function runProgram(run: ProgramRun): Promise<ProgramEnd> {
  const { files, program, backend, network, onOutput, onTest, signal } = run;
  let code: number | undefined;
  const { end } = await backend.run({
    files,
    entry: 'entry' in program ? program.entry : '',
    ...('tests' in program && { tests: program.tests }),
    ...(network && { network }),
    deadlineMs: DEADLINE_MS,
    drive: (learner) =>
      // Asked about each observation once, in their order.
      learner.waitFor((observation) => {
        if (observation.kind === 'test') onTest(observation.test);
        if (observation.kind === 'exit') code = observation.code;
        return observation.kind === 'exit';
      }, DEADLINE_MS),
    onOutput,
    signal,
  });
  return { end, ...(code !== undefined && { code }) };
}
