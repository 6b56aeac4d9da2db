import type { CaptureReading } from './read-messages.ts';

/** What is larger is refused: it has to be in memory as a whole. */
export const MAX_FILE_BYTES = 128 * 2 ** 20;

/**
 * Reads a capture file in a worker.
 * @throws the signal's reason once it aborts; Error where the file or the worker can't be read
 */
export async function openCapture(file: Blob, signal: AbortSignal): Promise<CaptureReading> {
  const bytes = await file.arrayBuffer();
  signal.throwIfAborted();
  const worker = new Worker(new URL('./capture.worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise<CaptureReading>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<CaptureReading>) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message || 'the worker did not start'));
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      worker.postMessage(bytes, [bytes]);
    });
  } finally {
    worker.terminate();
  }
}
