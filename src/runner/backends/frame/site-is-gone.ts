import { SANDBOX_PATH } from './placement.ts';

/** A frame that comes is there by then, on most machines; where it isn't, one request more does no harm. */
const PATIENCE_MS = 1_000;

/**
 * Aborts once this site is asked for its frame's page and can't be reached: Firefox never says of a frame that nobody
 * serves it. What is kept on the reader's device doesn't answer for that page.
 *
 * @param signal ends the asking
 */
export function untilSiteIsGone(signal: AbortSignal): AbortSignal {
  const gone = new AbortController();
  const ask = (): void => {
    fetch(SANDBOX_PATH, { method: 'HEAD', cache: 'no-store', signal }).catch(() => {
      if (!signal.aborted) gone.abort();
    });
  };
  const timer = setTimeout(ask, PATIENCE_MS);
  signal.addEventListener('abort', () => clearTimeout(timer));
  return gone.signal;
}
