import type { WebContainer } from '@webcontainer/api';

export interface TerminalSize {
  readonly cols: number;
  readonly rows: number;
}

/** The container's own shell, in the folder of the exercise, at a terminal of its own. */
export interface Shell {
  /** What the shell and its programs write, as text for a terminal. Has one reader. */
  readonly output: ReadableStream<string>;
  /** Types this text: a key, a line with its `\r`, a paste. Does nothing once the shell is over. */
  write(text: string): void;
  resize(size: TerminalSize): void;
  /** Ends the shell with what runs in it. */
  kill(): void;
  /** Resolves with the shell's exit code. */
  readonly exit: Promise<number>;
}

/**
 * Starts `jsh`.
 * @param signal aborting it is `kill`, also before there is a shell; then it rejects with the signal's reason
 */
export async function openShell(
  container: WebContainer,
  { cols, rows }: TerminalSize,
  signal?: AbortSignal,
): Promise<Shell> {
  signal?.throwIfAborted();
  const process = await container.spawn('jsh', { terminal: { cols, rows } });
  const input = process.input.getWriter();
  let isOver = false;
  const kill = (): void => {
    if (!isOver) process.kill();
  };
  const exit = process.exit.finally(() => {
    isOver = true;
    signal?.removeEventListener('abort', kill);
  });
  if (signal?.aborted) {
    kill();
    signal.throwIfAborted();
  }
  signal?.addEventListener('abort', kill, { once: true });
  return {
    output: process.output,
    write: (text) => {
      if (!isOver) input.write(text).catch(() => undefined);
    },
    resize: (size) => {
      if (!isOver) process.resize({ ...size });
    },
    kill,
    exit,
  };
}
