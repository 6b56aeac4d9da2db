/** Where the reporter is mounted. */
export const REPORTER = '.icebreaker/reporter.mjs';

/** Types are stripped without a flag since Node 22.18, and with it since 22.6. */
const FLAGS = ['--no-warnings', '--experimental-strip-types'];

/**
 * A test's process tells its outcomes through a pipe. It is ended with its last test, since an open socket must not keep
 * the run alive, and what stands in the pipe then is lost; so it writes and waits.
 */
const WRITE_AND_WAIT = '--import=data:text/javascript,process.stdout._handle?.setBlocking?.(true)';

const TEST_FLAGS = ['--test', '--test-force-exit', WRITE_AND_WAIT, `--test-reporter=./${REPORTER}`];

/** What `node` is given: files of tests, or the file to run. */
export function nodeArguments(run: { readonly entry: string; readonly tests?: readonly string[] }): string[] {
  return run.tests ? [...FLAGS, ...TEST_FLAGS, ...run.tests] : [...FLAGS, run.entry];
}
