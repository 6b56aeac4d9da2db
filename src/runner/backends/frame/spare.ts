import { parseFrameMessage } from '../../messages.ts';
import type { FrameRealm } from './frame.ts';

/** A frame that has nothing to do answers within a few milliseconds. */
const ANSWERS_WITHIN_MS = 250;
/** So that the verdict of the run before is drawn first. */
const OPENS_AFTER_MS = 300;

export interface Spare {
  /** The frame that waits, or else a fresh one; undefined when none comes up in time, or `signal` aborts first. */
  take(signal: AbortSignal): Promise<FrameRealm | undefined>;
  /** Opens a frame for the next run, soon. */
  openNext(): void;
  /** Takes away what waits. */
  close(): void;
}

/** Keeps a frame open for the next run, which then need not wait for one. No learner's code was ever in it. */
export function keepSpare(open: (signal: AbortSignal) => Promise<FrameRealm | undefined>): Spare {
  let unwanted: AbortController | undefined;
  let waiting: FrameRealm | undefined;

  async function openOne(signal: AbortSignal): Promise<void> {
    const realm = await open(signal);
    if (!realm) return;
    if (signal.aborted) return realm.close();
    realm.frame.dataset['waiting'] = '';
    waiting = realm;
  }

  /** Gives what waits, if it does, and stops waiting for more. */
  function release(): FrameRealm | undefined {
    unwanted?.abort();
    unwanted = undefined;
    const realm = waiting;
    waiting = undefined;
    return realm;
  }

  return {
    async take(signal) {
      const realm = release();
      if (realm && (await answers(realm, signal))) {
        delete realm.frame.dataset['waiting'];
        return realm;
      }
      realm?.close();
      return open(signal);
    },
    openNext() {
      release()?.close();
      const { signal } = (unwanted = new AbortController());
      const timer = setTimeout(() => void openOne(signal), OPENS_AFTER_MS);
      signal.addEventListener('abort', () => clearTimeout(timer));
    },
    close: () => release()?.close(),
  };
}

/** Frames may share a process: one that another run has hung since would be taken for hung by the next. */
async function answers({ port, left }: FrameRealm, signal: AbortSignal): Promise<boolean> {
  if (left.aborted || signal.aborted) return false;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const over = new AbortController();
  const listening = { signal: over.signal };
  const hear = ({ data }: MessageEvent<unknown>): void => {
    if (parseFrameMessage(data)?.type === 'pong') resolve(true);
  };
  port.addEventListener('message', hear, listening);
  for (const ending of [signal, left]) ending.addEventListener('abort', () => resolve(false), listening);
  const timer = setTimeout(() => resolve(false), ANSWERS_WITHIN_MS);
  port.start();
  port.postMessage({ type: 'ping', ping: 0 });
  return promise.finally(() => {
    clearTimeout(timer);
    over.abort();
  });
}
