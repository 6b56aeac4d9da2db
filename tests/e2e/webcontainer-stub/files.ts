import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { StubContainer } from './container.ts';

/** What the page asks of the file system, as `fs` of a container has it. */
export interface FileRequest {
  readonly do: string;
  readonly path: string;
  readonly data?: string;
  readonly options?: { readonly recursive?: boolean; readonly force?: boolean };
}

/** Does it, within the container's folder. A file comes as base64. */
export async function onFiles(container: StubContainer, request: FileRequest): Promise<unknown> {
  const path = container.inside(request.path);
  switch (request.do) {
    case 'readFile':
      return (await readFile(path)).toString('base64');
    case 'writeFile':
      return writeFile(path, request.data ?? '');
    case 'readdir':
      return readdir(path);
    case 'mkdir':
      return mkdir(path, request.options);
    case 'rm':
      return rm(path, request.options);
    default:
      throw new Error(`unknown: ${request.do}`);
  }
}
