import * as bootstrap from 'virtual:frame-bootstrap';
import type { BackendLimit, RunEnd, RunRequest, RunResult } from '../../contract.ts';
import type { PreparedOrEnd } from '../../prepare/in-worker.ts';
import type { Prepared } from '../../prepare/prepared.ts';
import type { Realm } from '../../session.ts';
import { untilAborted } from '../../until-aborted.ts';
import { frameDocument } from './document.ts';
import { openFrame, type FrameRealm } from './frame.ts';
import { choosePlacement, isolationOf, sharesProcess, type Placement } from './placement.ts';
import { untilSiteIsGone } from './site-is-gone.ts';

export interface FrameOptions {
  /** Where the (invisible) frame is put; it must be rendered. */
  readonly container: Element;
  /** An origin of another site that serves this site's files too; by default the build's setting. */
  readonly sandboxOrigin?: string | undefined;
}

export interface Frames {
  /** As known so far: a sandbox origin that doesn't answer shows when it is first tried. */
  readonly limits: readonly BackendLimit[];
  /** A fresh frame; undefined when none comes up in time, or `signal` aborts first. */
  open(signal: AbortSignal): Promise<FrameRealm | undefined>;
}

const IN_THE_PAGE: Placement = { kind: 'srcdoc' };

/** Opens learners' frames where this browser isolates them best. */
export function createFrames({
  container,
  sandboxOrigin = bootstrap.sandboxOrigin ?? undefined,
}: FrameOptions): Frames {
  const isolation = isolationOf(navigator);
  const source = frameDocument(bootstrap);
  let best = choosePlacement({ isolation, pageOrigin: location.origin, sandboxOrigin });
  let bestWorked = false;
  let used = best;

  function openIn(placement: Placement, signal: AbortSignal): Promise<FrameRealm | undefined> {
    used = placement;
    return openFrame(container, placement, source, signal);
  }

  /** In the page itself where the sandbox origin never answered, and as long as nobody answers: without a network. */
  async function open(signal: AbortSignal): Promise<FrameRealm | undefined> {
    if (best.kind === 'srcdoc') return openIn(best, signal);
    const opened = new AbortController();
    const gone = untilSiteIsGone(AbortSignal.any([signal, opened.signal]));
    const realm = await openIn(best, AbortSignal.any([signal, gone]));
    opened.abort();
    if (realm) bestWorked = true;
    if (realm || signal.aborted || (bestWorked && !gone.aborted)) return realm;
    if (!gone.aborted) best = IN_THE_PAGE;
    return openIn(IN_THE_PAGE, signal);
  }

  return {
    get limits(): readonly BackendLimit[] {
      return sharesProcess(used, isolation) ? ['shared-process'] : [];
    },
    open,
  };
}

/**
 * Opens a realm while the code for it is prepared and while what the run needs besides comes: each takes about as long
 * as the other. A realm that nothing is to run in is taken away.
 *
 * @returns the code and the realm (undefined where none came up); or why there is no code
 * @throws what `ready` rejects with
 */
export async function prepareAndOpen(
  prepare: (signal: AbortSignal) => Promise<PreparedOrEnd>,
  open: (signal: AbortSignal) => Promise<Realm | undefined>,
  { ready, signal }: Pick<RunRequest, 'ready' | 'signal'>,
): Promise<readonly [Prepared, Realm | undefined] | RunEnd> {
  const unwanted = new AbortController();
  const opening = open(AbortSignal.any([signal, unwanted.signal]));
  let isWanted = false;
  try {
    const [prepared] = await Promise.all([prepare(signal), ready && untilAborted(ready, signal)]);
    isWanted = prepared.ok;
    return prepared.ok ? [prepared, await opening] : prepared.end;
  } catch (error) {
    if (signal.aborted) return { kind: 'stopped' };
    throw error;
  } finally {
    if (!isWanted) {
      unwanted.abort();
      (await opening)?.close();
    }
  }
}

/**
 * One learner's realm at a time on the whole page: in Chromium opaque frames share a process, so a hung
 * one would freeze the next.
 */
let current: AbortController | undefined;

/** Ends what runs, and runs this; it is ended by `signal`, by `end`, or by the next. */
export function createTurns() {
  let own: AbortController | undefined;
  return {
    async take<T>(signal: AbortSignal, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
      current?.abort();
      const mine = new AbortController();
      current = own = mine;
      try {
        return await run(AbortSignal.any([signal, mine.signal]));
      } finally {
        if (current === mine) current = undefined;
      }
    },
    end: () => own?.abort(),
  };
}

export function ended(end: RunResult['end']): RunResult {
  return { end, observations: [] };
}

/** Why a run without a frame is over. */
export function noFrame(signal: AbortSignal): RunResult {
  if (signal.aborted) return ended({ kind: 'stopped' });
  return ended({ kind: 'failed-to-start', reason: 'The frame did not come up.', cause: 'no-frame' });
}
