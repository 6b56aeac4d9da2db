import type { Timers } from '../timers.ts';

/** What a program finds of Node in its globals, besides its timers. */
export interface ProcessHost {
  /** Ends the program. */
  exit(code: number): void;
  print(level: 'log' | 'error', text: string): void;
}

/** `node:process`, as far as a program without files and a terminal has one. */
export function createProcess({ exit, print }: ProcessHost, entry: string) {
  const startedAt = performance.now();
  const hrtime = Object.assign(
    ([seconds = 0, nanoseconds = 0]: readonly [number?, number?] = []): [number, number] => {
      const now = performance.now() * 1e6 - (seconds * 1e9 + nanoseconds);
      return [Math.floor(now / 1e9), Math.floor(now % 1e9)];
    },
    { bigint: (): bigint => BigInt(Math.round(performance.now() * 1e6)) },
  );
  const stream = (level: 'log' | 'error') => {
    let line = '';
    return {
      isTTY: false,
      write: (text: unknown): boolean => {
        const lines = (line + String(text)).split('\n');
        line = lines.pop() ?? '';
        for (const each of lines) print(level, each);
        return true;
      },
      /** What stands on the last line, without an end. */
      flush: (): void => {
        if (line !== '') print(level, line);
        line = '';
      },
    };
  };
  const stdout = stream('log');
  const stderr = stream('error');
  const state: { exitCode: number | undefined } = { exitCode: undefined };
  const process = Object.assign(state, {
    argv: ['node', `/${entry}`],
    env: {} as Record<string, string>,
    platform: 'browser',
    pid: 1,
    stdout: { isTTY: stdout.isTTY, write: stdout.write },
    stderr: { isTTY: stderr.isTTY, write: stderr.write },
    cwd: (): string => '/',
    uptime: (): number => (performance.now() - startedAt) / 1000,
    hrtime,
    nextTick: (call: (...args: unknown[]) => void, ...args: unknown[]): void =>
      queueMicrotask(() => call(...args)),
    exit: (code: number = state.exitCode ?? 0): never => {
      exit(code);
      throw new ProgramExit();
    },
    on: (): void => undefined,
    once: (): void => undefined,
    off: (): void => undefined,
    emitWarning: (warning: unknown): void => print('error', `(warning) ${String(warning)}`),
  });
  return {
    process,
    flush: (): void => {
      stdout.flush();
      stderr.flush();
    },
  };
}

/** What `process.exit()` throws, so that the code after it doesn't run. Nobody is told of it. */
export class ProgramExit extends Error {
  override readonly name = 'ProgramExit';
  override readonly message = 'The program has ended.';
}

/** The timers among a program's globals, in place of the browser's. */
export function installTimers(timers: Timers): void {
  for (const [name, value] of Object.entries(timers)) {
    Reflect.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: true });
  }
}
