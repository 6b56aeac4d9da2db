import { listen, NativeError, now, postToPort, put } from './intrinsics.ts';

/**
 * The most that the time between two calls counts. Code that runs calls all the time; a longer pause is a machine
 * that let this frame wait, or a native call, which the heartbeat and the deadline end.
 */
const MAX_PAUSE_MS = 100;

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
  let lastAt = NOT_RUNNING;
  let ranMs = 0;
  let stopped = false;
  let told = false;
  listen(nextTask, 'message', () => void (lastAt = NOT_RUNNING), false);
  nextTask.start();

  put(
    globalThis,
    name,
    (line: number, column: number): void => {
      if (!stopped) {
        const at = now();
        if (lastAt === NOT_RUNNING) {
          // First the message: it fails where the stack is about to run out, and a clock must not stay on.
          postToPort(here, null);
          lastAt = at;
          ranMs = 0;
          return;
        }
        const pauseMs = at - lastAt;
        ranMs += pauseMs < MAX_PAUSE_MS ? pauseMs : MAX_PAUSE_MS;
        lastAt = at;
        if (ranMs <= budgetMs) return;
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
