import { type SpawnOptions, spawn } from 'node:child_process';
import { findCommand } from '../../../scripts/lib/programs.mjs';

/** Whether tests that need a program are to be skipped: never in CI, where its absence is a failure. */
export function isMissing(program: string): boolean {
  return process.env['CI'] !== 'true' && findCommand(program) === undefined;
}

export interface Ended {
  readonly code: number | null;
  /** Standard output and error, as they came. */
  readonly output: string;
}

/** Runs a program to its end, or kills it after `timeoutMs`. */
export function run(
  program: string,
  args: readonly string[],
  timeoutMs = 30_000,
  options: SpawnOptions = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code, output });
    });
  });
}
