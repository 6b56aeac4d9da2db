import type { Scene } from '#src/simulator/index.ts';

/** What a trace is exported as. */
export type FileFormat = 'json' | 'pcapng';

/** For the worker: the scene whose trace it is. */
export interface FileTask {
  readonly scene: Scene;
  readonly format: FileFormat;
}

/** What the worker says while it makes a file, and what came of it. */
export type FileNews =
  /** The scene is run: so many packets so far. */
  | { readonly kind: 'running'; readonly packets: number }
  /** So many bytes are written. */
  | { readonly kind: 'writing'; readonly bytes: number }
  | { readonly kind: 'done'; readonly file: Blob }
  | { readonly kind: 'too-large' };

/** More than this few programs open, and a browser may have no room for it. */
export const MOST_FILE_BYTES = 500_000_000;
