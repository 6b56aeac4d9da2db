import type { FileNews, FileTask } from './file-task.ts';

/** How far a file is. */
export type FileProgress = Extract<FileNews, { readonly kind: 'running' | 'writing' }>;

export interface MakeOptions {
  /** Ends the worker. */
  readonly signal: AbortSignal;
  readonly onprogress: (progress: FileProgress) => void;
}

/**
 * Makes the file of a scene's trace off the page's thread, in a worker that ends with it.
 * @returns undefined where it would be larger than `MOST_FILE_BYTES`
 * @throws what the signal was aborted with; an error where the worker can't start or fails
 */
export async function makeFile(
  task: FileTask,
  { signal, onprogress }: MakeOptions,
): Promise<Blob | undefined> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./file.worker.ts', import.meta.url), { type: 'module' });
  const over = new AbortController();
  try {
    return await new Promise<Blob | undefined>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<FileNews>) => {
        if (data.kind === 'done') resolve(data.file);
        else if (data.kind === 'too-large') resolve(undefined);
        else onprogress(data);
      };
      worker.onerror = ({ message }) => reject(new Error(message || 'The worker of an export failed'));
      signal.addEventListener('abort', () => reject(signal.reason), { signal: over.signal });
      worker.postMessage(task);
    });
  } finally {
    over.abort();
    worker.terminate();
  }
}

/** Lets the reader save a file. */
export function save(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
