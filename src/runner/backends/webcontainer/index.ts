import type { WebContainer, WebContainerProcess } from '@webcontainer/api';
import type { Backend, RunRequest } from '../../contract.ts';
import type { Prepared } from '../../prepare/prepared.ts';
import { runSession } from '../../session.ts';
import { createTurns, ended } from '../frame/frames.ts';
import { nodeArguments, REPORTER } from './node-arguments.ts';
import { processRealm } from './process-realm.ts';
import { untilAborted } from '../../until-aborted.ts';
import { workspaceOf } from './workspace.ts';
import reporter from './reporter.mjs?raw';

export interface WebContainerBackendOptions {
  /** A container that is up (`boot.ts`); it stays so when the backend is disposed of. */
  readonly container: WebContainer;
}

/**
 * Real Node.js in a WebContainer: mounts the files in its working directory and runs them there. Types are stripped by
 * Node itself.
 */
export function createWebContainerBackend({ container }: WebContainerBackendOptions): Backend {
  const turns = createTurns();
  const workspace = workspaceOf(container);

  return {
    limits: [],
    run: (request) =>
      turns.take(request.signal, async (signal) => {
        const nonce = crypto.randomUUID();
        const { deadlineMs } = request;
        const start = async () => {
          await request.ready;
          await workspace.mount({ ...request.files, [REPORTER]: reporter });
          signal.throwIfAborted();
          return container.spawn('node', nodeArguments(request), { env: { ICEBREAKER_NONCE: nonce } });
        };
        const hanging = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
        let process: WebContainerProcess;
        try {
          process = await untilAborted(start(), hanging, (late) => late.kill());
        } catch (error) {
          if (signal.aborted) return ended({ kind: 'stopped' });
          return ended({ kind: 'failed-to-start', reason: String(error) });
        }
        return runSession(processRealm(process, nonce), asPrepared(request), { ...request, signal });
      }),
    dispose: () => turns.end(),
  };
}

/** Nothing is prepared: Node runs the text as it is, so a place in a stack is the learner's own. */
function asPrepared({ files, entry, tests }: RunRequest): Prepared {
  const roots = tests ?? [entry];
  return {
    ok: true,
    entry: roots[0] ?? entry,
    load: { type: 'load-program', modules: [], roots, areTests: tests !== undefined },
    maps: Object.fromEntries(Object.keys(files).map((file) => [file, []])),
  };
}
