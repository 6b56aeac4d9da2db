import type { WebContainer } from '@webcontainer/api';
import type { Files } from '../../contract.ts';
import { fileTree } from './file-tree.ts';

/** The working directory of a container, which runs and the shell share. */
export interface Workspace {
  /** Puts the exercise's files there; one that was put there before and is gone from them is removed. */
  mount(files: Files): Promise<void>;
}

const PACKAGE = {
  private: true,
  type: 'module',
  scripts: { test: 'node --no-warnings --experimental-strip-types --test' },
};

const workspaces = new WeakMap<WebContainer, Workspace>();

/** The workspace of a container. What the learner installed or wrote there stays, as in any folder. */
export function workspaceOf(container: WebContainer): Workspace {
  const workspace = workspaces.get(container) ?? createWorkspace(container);
  workspaces.set(container, workspace);
  return workspace;
}

function createWorkspace(container: WebContainer): Workspace {
  let mounted: readonly string[] | undefined;
  /** One mount at a time: of two at once, neither would know what the other left. */
  let queue: Promise<unknown> = Promise.resolve();

  async function mount(files: Files): Promise<void> {
    const gone = mounted?.filter((path) => !Object.hasOwn(files, path)) ?? [];
    await Promise.all(gone.map((path) => container.fs.rm(path, { force: true })));
    // Once: `npm install` writes into it.
    const own = mounted ? {} : { 'package.json': `${JSON.stringify(PACKAGE, undefined, 2)}\n` };
    await container.mount(fileTree({ ...own, ...files }));
    mounted = Object.keys(files);
  }

  return {
    mount: (files) => {
      const done = queue.then(() => mount(files));
      queue = done.catch(() => undefined);
      return done;
    },
  };
}
