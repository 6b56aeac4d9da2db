import type { Handle, Handles } from './handles.ts';

type Callback = (...args: unknown[]) => void;

const native = {
  setTimeout: globalThis.setTimeout.bind(globalThis),
  clearTimeout: globalThis.clearTimeout.bind(globalThis),
  setInterval: globalThis.setInterval.bind(globalThis),
  clearInterval: globalThis.clearInterval.bind(globalThis),
};

/** Node's longest delay; a longer one becomes 1. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** What Node's `setTimeout` answers: an object that holds the program, and a number where one is wanted. */
export class Timeout {
  readonly #handle: Handle;
  readonly #start: () => number;
  readonly #stop: (id: number) => void;
  #id: number;

  constructor(handle: Handle, start: () => number, stop: (id: number) => void) {
    this.#handle = handle;
    this.#start = start;
    this.#stop = stop;
    this.#id = start();
    byId.set(this.#id, this);
  }

  ref(): this {
    this.#handle.ref();
    return this;
  }

  unref(): this {
    this.#handle.unref();
    return this;
  }

  hasRef(): boolean {
    return this.#handle.hasRef();
  }

  refresh(): this {
    this.#stop(this.#id);
    byId.delete(this.#id);
    this.#id = this.#start();
    byId.set(this.#id, this);
    return this;
  }

  close(): this {
    this.#stop(this.#id);
    byId.delete(this.#id);
    this.#handle.end();
    return this;
  }

  [Symbol.toPrimitive](): number {
    return this.#id;
  }
}

const byId = new Map<number, Timeout>();

/** Timers as Node has them, over the browser's. */
export function createTimers(handles: Handles) {
  const wait = (ms: unknown): number => {
    const delay = Number(ms);
    return delay >= 1 && delay <= MAX_DELAY_MS ? Math.trunc(delay) : 1;
  };
  const mustBeFunction = (callback: unknown): void => {
    if (typeof callback !== 'function') {
      throw new TypeError('The "callback" argument must be of type function.');
    }
  };

  function setTimeout(callback: Callback, ms?: number, ...args: unknown[]): Timeout {
    mustBeFunction(callback);
    const handle = handles.open();
    const timeout: Timeout = new Timeout(
      handle,
      () =>
        native.setTimeout(() => {
          timeout.close();
          callback(...args);
        }, wait(ms)) as unknown as number,
      native.clearTimeout,
    );
    return timeout;
  }

  function setInterval(callback: Callback, ms?: number, ...args: unknown[]): Timeout {
    mustBeFunction(callback);
    return new Timeout(
      handles.open(),
      () => native.setInterval(() => callback(...args), wait(ms)) as unknown as number,
      native.clearInterval,
    );
  }

  function clear(timer: unknown): void {
    const timeout = timer instanceof Timeout ? timer : byId.get(Number(timer));
    timeout?.close();
  }

  // A browser's shortest timer is a few milliseconds; a message is a task at once.
  const { port1: later, port2: soon } = new MessageChannel();
  const due: { isCleared: boolean; readonly handle: Handle; readonly call: () => void }[] = [];
  soon.onmessage = () => {
    const immediate = due.shift();
    if (!immediate || immediate.isCleared) return;
    immediate.handle.end();
    immediate.call();
  };

  function setImmediate(callback: Callback, ...args: unknown[]): object {
    mustBeFunction(callback);
    const immediate = { isCleared: false, handle: handles.open(), call: () => callback(...args) };
    due.push(immediate);
    later.postMessage(null);
    return immediate;
  }

  function clearImmediate(immediate: unknown): void {
    const found = due.find((one) => one === immediate);
    if (!found || found.isCleared) return;
    found.isCleared = true;
    found.handle.end();
  }

  return {
    setTimeout,
    setInterval,
    setImmediate,
    clearTimeout: clear,
    clearInterval: clear,
    clearImmediate,
  };
}

export type Timers = ReturnType<typeof createTimers>;

/** `node:timers/promises`. */
export function promisesOf({ setTimeout, setImmediate, setInterval, clearInterval, clearTimeout }: Timers) {
  interface Options {
    readonly signal?: AbortSignal;
    readonly ref?: boolean;
  }
  const aborted = (signal: AbortSignal): Error =>
    Object.assign(new Error('The operation was aborted', { cause: signal.reason }), {
      name: 'AbortError',
      code: 'ABORT_ERR',
    });

  function waitFor<T>(ms: number | undefined, value: T, { signal, ref = true }: Options = {}): Promise<T> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(aborted(signal));
      const onAbort = (): void => {
        clearTimeout(timer);
        if (signal) reject(aborted(signal));
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', onAbort);
        resolve(value);
      }, ms);
      if (!ref) timer.unref();
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  return {
    setTimeout: waitFor,
    setImmediate: <T>(value: T): Promise<T> => new Promise((resolve) => setImmediate(() => resolve(value))),
    setInterval: async function* <T>(ms?: number, value?: T): AsyncGenerator<T | undefined> {
      let ticks = 0;
      let wake: (() => void) | undefined;
      const timer = setInterval(() => {
        ticks += 1;
        wake?.();
      }, ms);
      try {
        for (;;) {
          if (ticks === 0) await new Promise<void>((resolve) => (wake = resolve));
          ticks -= 1;
          yield value;
        }
      } finally {
        clearInterval(timer);
      }
    },
    scheduler: {
      wait: (ms: number, options?: Options): Promise<undefined> => waitFor(ms, undefined, options),
      yield: (): Promise<undefined> => new Promise((resolve) => setImmediate(() => resolve(undefined))),
    },
  };
}
