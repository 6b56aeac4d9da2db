/** A Svelte attachment that tells whether an element is in view: at first, and when that changes. */
export function watchView(onChange: (isInView: boolean) => void): (element: Element) => () => void {
  return (element) => {
    const observer = new IntersectionObserver((entries) => {
      // Several changes may come at once; the last one holds.
      onChange(entries.at(-1)?.isIntersecting ?? false);
    });
    observer.observe(element);
    return () => observer.disconnect();
  };
}

/** Out of view for this long, the reader has gone on; a shorter time may be a slip of the finger. */
const GONE_FOR_MS = 1_000;

/**
 * A Svelte attachment for what costs something while it runs (connections, sockets, an allocation on a server): calls
 * back when the element was in view and has then been out of it for a second. It may happen again after the
 * element came back. What is attached to a page that is hidden or left is not told here: listen to `pagehide` for that.
 *
 * @example
 *   <section {@attach leaveView(() => demo.stop())}>
 */
export function leaveView(onLeave: () => void): (element: Element) => () => void {
  return (element) => {
    let wasInView = false;
    let leaving: ReturnType<typeof setTimeout> | undefined;
    const unwatch = watchView((isInView) => {
      clearTimeout(leaving);
      if (wasInView && !isInView) leaving = setTimeout(onLeave, GONE_FOR_MS);
      wasInView = isInView;
    })(element);
    return () => {
      clearTimeout(leaving);
      unwatch();
    };
  };
}
