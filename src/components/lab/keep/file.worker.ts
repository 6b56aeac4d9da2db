/** Makes one file. Who wants it no more ends the worker. */
import { fileOf } from './file-of.ts';
import type { FileTask } from './file-task.ts';

addEventListener('message', ({ data }: MessageEvent<FileTask>) => {
  for (const news of fileOf(data)) postMessage(news);
});
