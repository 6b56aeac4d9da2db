import * as bootstrap from 'virtual:frame-bootstrap';
import type { Backend, BackendLimit, RunRequest, RunResult } from '../../contract.ts';
import { prepareInWorker } from '../../prepare/in-worker.ts';
import { runSession, type Realm } from '../../session.ts';
import { frameDocument } from './document.ts';
import { openFrame } from './frame.ts';
import { choosePlacement, isolationOf, sharesProcess, type Placement } from './placement.ts';

export interface FrameBackendOptions {
  /** Where the (invisible) frame is put; it must be rendered. */
  readonly container: Element;
  /** An origin of another site that serves this site's files too; by default the build's setting. */
  readonly sandboxOrigin?: string | undefined;
}

/**
 * One learner frame at a time on the whole page: in Chromium opaque frames share a process, so a hung
 * one would freeze the next.
 */
let current: AbortController | undefined;

/** Runs learner code in an opaque-origin frame of this page. */
export function createFrameBackend(options: FrameBackendOptions): Backend {
  const { container, sandboxOrigin = bootstrap.sandboxOrigin ?? undefined } = options;
  const isolation = isolationOf(navigator);
  const source = frameDocument(bootstrap);
  let placement = choosePlacement({ isolation, pageOrigin: location.origin, sandboxOrigin });
  let placementWorked = false;
  let own: AbortController | undefined;

  /** Falls back to a `srcdoc` frame for good where the sandbox origin never answered. */
  async function open(signal: AbortSignal): Promise<Realm | undefined> {
    const realm = await openFrame(container, placement, source, signal);
    if (realm || signal.aborted || placementWorked || placement.kind === 'srcdoc') {
      placementWorked ||= realm !== undefined;
      return realm;
    }
    placement = { kind: 'srcdoc' } satisfies Placement;
    return open(signal);
  }

  async function run(request: RunRequest): Promise<RunResult> {
    current?.abort();
    const mine = new AbortController();
    current = own = mine;
    const signal = AbortSignal.any([request.signal, mine.signal]);
    try {
      const { files, entry } = request;
      const prepared = await prepareInWorker(
        { kind: 'module', files, entry, guardName: secretName() },
        signal,
      );
      if (!prepared.ok) return ended(prepared.end);
      const realm = await open(signal);
      if (realm) return await runSession(realm, prepared, { ...request, signal });
      if (signal.aborted) return ended({ kind: 'stopped' });
      return ended({ kind: 'failed-to-start', reason: 'The frame did not come up.', cause: 'no-frame' });
    } finally {
      if (current === mine) current = undefined;
    }
  }

  return {
    get limits(): readonly BackendLimit[] {
      return sharesProcess(placement, isolation) ? ['shared-process'] : [];
    },
    run,
    dispose: () => own?.abort(),
  };
}

function ended(end: RunResult['end']): RunResult {
  return { end, observations: [] };
}

function secretName(): string {
  return `guard_${Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16)).join('')}`;
}
