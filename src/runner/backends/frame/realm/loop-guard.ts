import { listen, NativeError, now, postToPort, put } from './intrinsics.ts';

/**
 * The function that guarded code calls in every loop and at every function's start. A clock starts at
 * a task's first call, and the next task clears it. Over budget it throws, and from then on always:
 * otherwise `while (true) { try { while (true) {} } catch {} }` would go on for ever.
 */
export function installLoopGuard(
  name: string,
  budgetMs: number,
  onLoop: (line: number, column: number) => void,
): void {
  const { port1: here, port2: nextTask } = new MessageChannel();
  const NOT_RUNNING = -1;
  let startedAt = NOT_RUNNING;
  let stopped = false;
  let told = false;
  listen(nextTask, 'message', () => void (startedAt = NOT_RUNNING), false);
  nextTask.start();

  put(
    globalThis,
    name,
    (line: number, column: number): void => {
      if (!stopped) {
        const at = now();
        if (startedAt === NOT_RUNNING) {
          // First the message: it fails where the stack is about to run out, and a clock must not stay on.
          postToPort(here, null);
          startedAt = at;
          return;
        }
        if (at - startedAt <= budgetMs) return;
        stopped = true;
      }
      if (!told) {
        // For the same reason this may fail now, and work on the way back.
        onLoop(line, column);
        told = true;
      }
      throw new NativeError('The loop guard stopped this code: it kept running without a pause.');
    },
    true,
  );
}
