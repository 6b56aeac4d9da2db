import type { Packet, Scene, TraceEvent } from '#src/simulator/index.ts';
import type { FromWorker, Run } from './messages.ts';

export interface RunOptions {
  /** Ends the run, and its worker. */
  readonly signal: AbortSignal;
  readonly onprogress?: (progress: { readonly atMs: number; readonly packets: number }) => void;
}

/** Runs scenes off the page's thread, one at a time. */
export interface SceneRunner {
  /**
   * Runs a valid scene to its end.
   * @throws what the signal was aborted with; an error where the worker can't start or fails
   */
  run(scene: Scene, options: RunOptions): Promise<Run>;
  /** Ends what runs. The next run starts a worker of its own. */
  close(): void;
}

/** Makes a runner. Its worker starts with the first run and is kept for the next ones. */
export function createSceneRunner(): SceneRunner {
  let worker: Worker | undefined;

  function close(): void {
    worker?.terminate();
    worker = undefined;
  }

  function run(scene: Scene, { signal, onprogress }: RunOptions): Promise<Run> {
    signal.throwIfAborted();
    worker ??= new Worker(new URL('./simulate.worker.ts', import.meta.url), { type: 'module' });
    const running = worker;
    const over = new AbortController();
    const events: TraceEvent[] = [];
    const packets: Packet[] = [];
    const run = new Promise<Run>((resolve, reject) => {
      const fail = (reason: unknown): void => {
        close();
        reject(
          reason instanceof Error ? reason : new Error('The worker of the Lab failed', { cause: reason }),
        );
      };
      const take = ({ data: message }: MessageEvent<FromWorker>): void => {
        if (message.kind === 'end') {
          const { result, isCutShort } = message;
          resolve({ trace: { scene, events, packets, result }, isCutShort });
          return;
        }
        for (const event of message.events) events.push(event);
        for (const packet of message.packets) packets.push(packet);
        onprogress?.({ atMs: message.atMs, packets: packets.length });
      };
      running.addEventListener('message', take, { signal: over.signal });
      running.addEventListener('error', fail, { signal: over.signal });
      running.addEventListener('messageerror', fail, { signal: over.signal });
      signal.addEventListener('abort', () => fail(signal.reason), { once: true, signal: over.signal });
    });
    running.postMessage(scene);
    return run.finally(() => over.abort());
  }

  return { run, close };
}
