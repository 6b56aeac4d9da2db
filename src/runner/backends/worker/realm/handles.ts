/** What may still happen in a program: a timer, an open socket, a running test. Without any it is over. */
export interface Handle {
  ref(): void;
  unref(): void;
  hasRef(): boolean;
  /** It won't happen any more. */
  end(): void;
}

export interface Handles {
  /** Begins to count one; it holds the program until it ends or is `unref`ed. */
  open(): Handle;
}

/**
 * Counts what keeps a program going, as Node's event loop does.
 *
 * @param onIdle called in a task of its own when nothing was left in it; may come again when more has begun since
 */
export function createHandles(onIdle: () => void): Handles {
  const { port1: later, port2: soon } = new MessageChannel();
  let held = 0;
  let isAsked = false;
  soon.onmessage = () => {
    isAsked = false;
    if (held === 0) onIdle();
  };

  function release(): void {
    held -= 1;
    if (held > 0 || isAsked) return;
    isAsked = true;
    later.postMessage(null);
  }

  return {
    open: () => {
      let isHeld = true;
      let isOver = false;
      held += 1;
      const unref = (): void => {
        if (isHeld) release();
        isHeld = false;
      };
      return {
        ref: () => {
          if (isHeld || isOver) return;
          isHeld = true;
          held += 1;
        },
        unref,
        hasRef: () => isHeld,
        end: () => {
          isOver = true;
          unref();
        },
      };
    },
  };
}
