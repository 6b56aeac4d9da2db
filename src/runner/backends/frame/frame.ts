import { LIMITS } from '../../limits.ts';
import type { Realm } from '../../session.ts';
import type { Placement } from './placement.ts';

/**
 * Puts a learner's frame into the page and shakes hands with its bootstrap: the frame says that it is
 * there, and gets its port. Learner code comes later, over that port, so the first message of this very
 * frame can only be the bootstrap's.
 *
 * @returns undefined when the frame doesn't come up in time, or `signal` aborts first
 */
export function openFrame(
  container: Element,
  placement: Placement,
  document: string,
  signal: AbortSignal,
): Promise<Realm | undefined> {
  const frame = hiddenFrame(container.ownerDocument);
  if (placement.kind === 'url') frame.src = placement.url;
  else frame.srcdoc = document;

  return new Promise((resolve) => {
    const opened = new AbortController();
    const settle = (realm: Realm | undefined): void => {
      opened.abort();
      clearTimeout(timer);
      if (!realm) frame.remove();
      resolve(realm);
    };
    const timer = setTimeout(() => settle(undefined), LIMITS.startMs);
    signal.addEventListener('abort', () => settle(undefined), { signal: opened.signal });
    addEventListener(
      'message',
      ({ source, data }) => {
        if (source === null || source !== frame.contentWindow) return;
        settle(data === 'icebreaker:frame' ? shakeHands(frame, source as Window) : undefined);
      },
      { signal: opened.signal },
    );
    container.append(frame);
  });
}

function shakeHands(frame: HTMLIFrameElement, target: Window): Realm {
  const { port1, port2 } = new MessageChannel();
  // The origin of a sandboxed frame is opaque: no target origin names it.
  target.postMessage('icebreaker:port', '*', [port2]);
  return { port: port1, left: leaving(frame), close: () => frame.remove() };
}

/** A frame loads once. When it loads again, its code has navigated it, or written a new document over itself. */
function leaving(frame: HTMLIFrameElement): AbortSignal {
  const left = new AbortController();
  let loads = 0;
  frame.addEventListener('load', () => {
    loads += 1;
    if (loads > 1) left.abort();
  });
  return left.signal;
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
