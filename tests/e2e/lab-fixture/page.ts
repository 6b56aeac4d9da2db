import type { TaskName, Tasks } from './tasks.ts';
import type { TaskRequest } from './worker.ts';

/** Has a task done in a new worker: off the main thread, as in the site. */
function run<K extends TaskName>(task: K, ...args: Parameters<Tasks[K]>): Promise<ReturnType<Tasks[K]>> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  return new Promise<ReturnType<Tasks[K]>>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<ReturnType<Tasks[K]>>) => resolve(data));
    worker.addEventListener('error', ({ message }) => reject(new Error(message)));
    worker.postMessage({ task, args } satisfies TaskRequest);
  }).finally(() => worker.terminate());
}

declare global {
  interface Window {
    lab: { run: typeof run };
  }
}

window.lab = { run };
