import type { Locale } from '#src/i18n/locales.ts';
import { exercise } from '#src/i18n/messages/exercise.ts';
import { terminal as messages } from '#src/i18n/messages/terminal.ts';
import type { Bench } from '../bench.svelte.ts';
import { wordsOfEnd, wordsOfRun } from '../results/words.ts';
import { runProgram } from '../run/run-program.ts';
import { paint } from './ansi.ts';
import type { Machine, Program } from './commands.ts';
import type { Io } from './shell.ts';
import { tellLine, tellTest } from './tell.ts';

/** The exit code of a program that a signal ended, as shells count it: 128 and SIGINT's number. */
const INTERRUPTED = 130;

/** An exercise and its runner as the machine that a shell works on. */
export function createMachine(bench: Bench, frames: HTMLElement, clear: () => void): Machine {
  const { locale } = bench.view;
  return {
    files: () => bench.files,
    runProgram: (program, io) => tellProgram(bench, frames, program, io),
    runChecks: (io) => tellChecks(bench, frames, io),
    clear,
  };

  async function tellProgram(
    { files }: Bench,
    container: HTMLElement,
    program: Program,
    { write, signal }: Io,
  ): Promise<number> {
    const counts = { pass: 0, fail: 0, all: 0 };
    const loaded = await Promise.all([bench.loadBackend(container, signal), bench.loadNetwork()]).catch(
      String,
    );
    if (signal.aborted) return INTERRUPTED;
    if (typeof loaded === 'string') {
      write(`${paint('red', exercise[locale].status.failedToStart(loaded))}\n`);
      return 1;
    }
    const [backend, network] = loaded;
    const printed = bench.print((line) => write(tellLine(line, locale)));
    const { end, code } = await runProgram({
      files,
      program,
      backend,
      network,
      onOutput: printed.line,
      onTest: (test) => {
        counts.all += 1;
        if (test.outcome === 'pass' || test.outcome === 'fail') counts[test.outcome] += 1;
        write(tellTest(test, locale));
      },
      signal,
    }).finally(printed.end);
    if (end.kind !== 'finished') {
      if (signal.aborted) return INTERRUPTED;
      // Nobody pressed Ctrl+C: the runner, which runs one at a time, was given another run.
      const why = end.kind === 'stopped' ? messages[locale].replaced : wordsOfEnd(end, locale);
      write(`${paint('red', why)}\n`);
      return 1;
    }
    if ('tests' in program) write(tallyOf(counts, locale));
    if (code !== undefined && code !== 0) write(`${paint('soft', messages[locale].exit(code))}\n`);
    return code ?? 0;
  }

  async function tellChecks({ view }: Bench, container: HTMLElement, { write, signal }: Io): Promise<number> {
    const stop = (): void => bench.stop();
    signal.addEventListener('abort', stop, { once: true });
    const report = await bench.runChecks(container, (line) => write(tellLine(line, locale)));
    signal.removeEventListener('abort', stop);
    if (!report) {
      write(`${paint('red', messages[locale].busy)}\n`);
      return 1;
    }
    for (const { id, title } of view.checks) {
      const passed = report.verdicts[id]?.verdict === 'pass';
      write(`${passed ? paint('green', '✔') : paint('red', '✖')} ${title}\n`);
    }
    write(`${wordsOfRun(bench.run, locale)}\n`);
    if (report.state === 'failed') write(`${paint('soft', messages[locale].hint)}\n`);
    return report.state === 'passed' ? 0 : signal.aborted ? INTERRUPTED : 1;
  }
}

function tallyOf(
  { all, pass, fail }: Readonly<Record<'all' | 'pass' | 'fail', number>>,
  locale: Locale,
): string {
  const t = messages[locale];
  if (all === 0) return `${paint('red', t.noTestRan)}\n`;
  return `${paint(fail > 0 ? 'red' : 'green', t.testsDone(all, pass, fail))}\n`;
}
