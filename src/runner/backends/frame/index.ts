import type { Backend } from '../../contract.ts';
import { loadParser, prepareInWorker } from '../../prepare/in-worker.ts';
import { runSession } from '../../session.ts';
import { createFrames, createTurns, ended, noFrame, prepareAndOpen, type FrameOptions } from './frames.ts';

export type FrameBackendOptions = FrameOptions;

/** Runs a module in an opaque-origin frame of this page, where it has the browser's own WebRTC. */
export function createFrameBackend(options: FrameOptions): Backend {
  loadParser();
  const frames = createFrames(options);
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
          (until) => frames.open(until),
          { ...request, signal },
        );
        if ('kind' in ready) return ended(ready);
        const [prepared, realm] = ready;
        return realm ? runSession(realm, prepared, { ...request, signal }) : noFrame(signal);
      }),
    dispose: () => turns.end(),
  };
}

function secretName(): string {
  return `guard_${Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16)).join('')}`;
}
