import { editor } from 'monaco-editor/editor';

/** What Monaco's TypeScript hands over; more than is used here. */
interface WebWorkerOptions {
  readonly label: string;
  /** For the worker's own start. */
  readonly createData: unknown;
  readonly keepIdleModels: boolean;
}

/**
 * In the place of Monaco's `internal/common/workers.js` (see `astro.config.mjs`). That module imports all of the editor's
 * features beside those of `features.ts`, and it comes late, with TypeScript: half a megabyte, and a second editor of
 * the page would take up features whose services the first has not brought.
 */
export function createWebWorker({ label, createData, keepIdleModels }: WebWorkerOptions) {
  return editor.createWebWorker({ worker: started(label, createData), keepIdleModels });
}

async function started(label: string, createData: unknown): Promise<Worker> {
  const worker = await self.MonacoEnvironment?.getWorker?.('workerMain.js', label);
  if (worker === undefined) throw new Error('Monaco has no workers: setUpLanguage() comes first');
  // As a worker of Monaco expects it: the first message only wakes it.
  worker.postMessage('ignore');
  worker.postMessage(createData);
  return worker;
}
