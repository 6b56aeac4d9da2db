import { LIMITS } from '../../../limits.ts';
import type { OutputLine, Preview } from '../../../contract.ts';
import { describeAll } from './describe.ts';
import { apply, put } from './intrinsics.ts';
import { previewAll } from './preview.ts';

const LEVELS = {
  log: 'log',
  info: 'info',
  warn: 'warn',
  error: 'error',
  debug: 'debug',
  dir: 'log',
  table: 'log',
  trace: 'debug',
} as const satisfies Record<string, OutputLine['level']>;

/** Sends what learner code prints to the page as well as to the browser's own console, up to a limit. */
export function observeConsole(
  write: (level: OutputLine['level'], text: string, values: readonly Preview[]) => void,
  cut: () => void,
): void {
  const { console } = globalThis;
  let lines = 0;
  for (const [method, level] of Object.entries(LEVELS)) {
    const native = console[method as keyof typeof LEVELS] as (...args: unknown[]) => void;
    put(console, method, (...values: unknown[]): void => {
      lines += 1;
      if (lines > LIMITS.outputLines) {
        if (lines === LIMITS.outputLines + 1) cut();
        return;
      }
      write(level, describeAll(values), previewAll(values));
      apply(native, console, values);
    });
  }
}
