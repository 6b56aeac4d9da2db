import type { Backend } from '../../contract.ts';
import { prepareInWorker } from '../../prepare/in-worker.ts';
import { runSession } from '../../session.ts';
import { keepSpare } from './spare.ts';
import { createFrames, createTurns, ended, noFrame, prepareAndOpen, type FrameOptions } from './frames.ts';

export type FrameBackendOptions = FrameOptions;

/** Runs a module in an opaque-origin frame of this page, where it has the browser's own WebRTC. */
export function createFrameBackend(options: FrameOptions): Backend {
  const frames = createFrames(options);
  const spare = keepSpare((signal) => frames.open(signal));
  const turns = createTurns();
  return {
    get limits() {
      return frames.limits;
    },
    run: (request) =>
      turns.take(request.signal, async (signal) => {
        const { files, entry } = request;
        const ready = await prepareAndOpen(
          (until) => prepareInWorker({ kind: 'module', files, entry, guardName: secretName() }, until),
          (until) => spare.take(until),
          { ...request, signal },
        );
        if ('kind' in ready) return ended(ready);
        const [prepared, realm] = ready;
        if (!realm) return noFrame(signal);
        const result = await runSession(realm, prepared, { ...request, signal });
        // Whoever stopped it may be leaving, and what hung may hang the next frame too.
        if (result.end.kind === 'finished' || result.end.kind === 'learner-error') spare.openNext();
        return result;
      }),
    dispose: () => {
      turns.end();
      spare.close();
    },
  };
}

function secretName(): string {
  return `guard_${Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16)).join('')}`;
}
