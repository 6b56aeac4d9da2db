import { LIMITS } from '../../limits.ts';
import type { Realm } from '../../session.ts';
import type { Placement } from './placement.ts';

export interface FrameRealm extends Realm {
  readonly frame: HTMLIFrameElement;
}

/** The bootstrap speaks before its document has loaded; on a busy machine the word may come a little later. */
const LOADED_WITHOUT_A_WORD_MS = 1_500;

/**
 * Puts a learner's frame into the page and shakes hands with its bootstrap: the frame says that it is
 * there, and gets its port. Learner code comes later, over that port, so the first message of this very
 * frame can only be the bootstrap's.
 *
 * @returns undefined when the frame doesn't come up in time, or `signal` aborts first
 */
export async function openFrame(
  container: Element,
  placement: Placement,
  document: string,
  signal: AbortSignal,
): Promise<FrameRealm | undefined> {
  const frame = hiddenFrame(container.ownerDocument);
  if (placement.kind === 'url') frame.src = placement.url;
  else frame.srcdoc = document;

  const opened = new AbortController();
  const { promise, resolve } = Promise.withResolvers<Window | undefined>();
  const left = new AbortController();
  const lifetime = new AbortController();
  const close = (): void => {
    lifetime.abort();
    frame.remove();
  };
  let loads = 0;
  let bootstrap: Window | undefined;
  const openWhenReady = (): void => {
    if (loads > 0 && bootstrap) resolve(bootstrap);
  };
  // A frame loads once. When it loads again, its code has navigated it.
  frame.addEventListener('load', () => {
    loads += 1;
    if (loads > 1) left.abort();
    // An error page, a host without the sandbox page: it has loaded, and is not ours.
    if (!bootstrap) setTimeout(() => resolve(bootstrap), LOADED_WITHOUT_A_WORD_MS);
    openWhenReady();
  });
  // Firefox keeps a frame whose navigation the page's policy refused, and only tells the page of it.
  container.ownerDocument.addEventListener(
    'securitypolicyviolation',
    ({ effectiveDirective }) => {
      if (effectiveDirective === 'frame-src') left.abort();
    },
    { signal: lifetime.signal },
  );
  endWhenItTakesTheFocus(frame, left, lifetime.signal);
  addEventListener(
    'message',
    ({ source, data }) => {
      if (source === null || source !== frame.contentWindow) return;
      if (data === 'icebreaker:frame') bootstrap = source as Window;
      else resolve(undefined);
      openWhenReady();
    },
    { signal: opened.signal },
  );
  for (const ending of [signal, left.signal]) {
    ending.addEventListener('abort', () => resolve(undefined), { signal: opened.signal });
  }
  const timer = setTimeout(() => resolve(undefined), LIMITS.startMs);
  container.append(frame);

  const target = await promise;
  opened.abort();
  clearTimeout(timer);
  if (!target || signal.aborted) {
    close();
    return undefined;
  }
  const { port1: port, port2 } = new MessageChannel();
  // The origin of a sandboxed frame is opaque: no target origin names it.
  target.postMessage('icebreaker:port', '*', [port2]);
  return { frame, port, left: left.signal, close };
}

/**
 * Nobody can mean to type into a frame that can't be seen: its code would read what was meant for the page
 * (Chromium) or swallow it (Firefox). Neither `inert` nor a permissions policy keeps it from the focus.
 */
function endWhenItTakesTheFocus(
  frame: HTMLIFrameElement,
  left: AbortController,
  lifetime: AbortSignal,
): void {
  const page = frame.ownerDocument;
  let focused = page.activeElement;
  page.addEventListener('focusin', ({ target }) => (focused = target as Element), { signal: lifetime });
  const look = (): void => {
    if (lifetime.aborted || page.activeElement !== frame) return;
    left.abort();
    frame.blur();
    if (focused instanceof HTMLElement && focused !== frame) focused.focus({ preventScroll: true });
  };
  // At the time of the event the focus is still on its way.
  addEventListener('blur', () => setTimeout(look), { signal: lifetime });
}

/** Out of sight but rendered: browsers slow the timers of a frame with `display: none`. */
function hiddenFrame(document: Document): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.setAttribute('aria-hidden', 'true');
  frame.referrerPolicy = 'no-referrer';
  frame.tabIndex = -1;
  Object.assign(frame.style, {
    position: 'absolute',
    inlineSize: '1px',
    blockSize: '1px',
    border: '0',
    opacity: '0',
    pointerEvents: 'none',
  });
  return frame;
}
