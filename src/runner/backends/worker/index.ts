import { source as workerSource } from 'virtual:worker-realm';
import type { Backend, Network } from '../../contract.ts';
import { LIMITS } from '../../limits.ts';
import { parseFrameMessage } from '../../messages.ts';
import { prepareInWorker } from '../../prepare/in-worker.ts';
import type { Prepared } from '../../prepare/prepared.ts';
import { runSession, type Realm } from '../../session.ts';
import {
  createFrames,
  createTurns,
  ended,
  noFrame,
  prepareAndOpen,
  type FrameOptions,
} from '../frame/frames.ts';

/**
 * The browser runner: runs a program, or tests, as Node would, over a simulated network. It is a worker that an
 * opaque-origin frame makes, so that it has neither the page's storage nor its network; `terminate` ends everything.
 */
export function createWorkerBackend(options: FrameOptions): Backend {
  const frames = createFrames(options);
  const turns = createTurns();
  return {
    get limits() {
      return frames.limits;
    },
    run: (request) =>
      turns.take(request.signal, async (signal) => {
        const { files, entry, tests } = request;
        const roots = tests ?? [entry];
        const ready = await prepareAndOpen(
          (until) => prepareInWorker({ kind: 'program', files, roots, areTests: tests !== undefined }, until),
          async (until) => {
            const frame = await frames.open(until);
            return frame && (await becomeWorker(frame, until)) ? frame : undefined;
          },
          { ...request, signal },
        );
        if ('kind' in ready) return ended(ready);
        const [prepared, realm] = ready;
        if (!realm) return noFrame(signal);
        return runSession(realm, onNetwork(prepared, request.network), { ...request, signal });
      }),
    dispose: () => turns.end(),
  };
}

/** Tells the program's machine which addresses it has. */
function onNetwork(prepared: Prepared, network: Network | undefined): Prepared {
  const { load } = prepared;
  if (!network || load.type !== 'load-program') return prepared;
  return { ...prepared, load: { ...load, addresses: network.addresses } };
}

/** Has the frame hand its port on to a worker; false, and closed, when none comes up in time. */
async function becomeWorker(realm: Realm, signal: AbortSignal): Promise<boolean> {
  const { port } = realm;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const opened = new AbortController();
  port.addEventListener(
    'message',
    ({ data }) => {
      if (parseFrameMessage(data)?.type === 'worker-ready') resolve(true);
    },
    { signal: opened.signal },
  );
  for (const ending of [signal, realm.left]) {
    ending.addEventListener('abort', () => resolve(false), { signal: opened.signal });
  }
  const timer = setTimeout(() => resolve(false), LIMITS.startMs);
  port.start();
  port.postMessage({ type: 'become-worker', source: workerSource });
  const isReady = await promise;
  clearTimeout(timer);
  opened.abort();
  if (!isReady) realm.close();
  return isReady;
}
