import { isDeepEqual } from './deep-equal.ts';
import { format, inspect } from './inspect.ts';

type Callback = (error: unknown, value?: unknown) => void;

/** `node:util`, as far as exercises need it. */
export const util = Object.freeze({
  inspect,
  format,
  isDeepStrictEqual: (a: unknown, b: unknown): boolean => isDeepEqual(a, b, true),
  promisify:
    (call: (...args: unknown[]) => void) =>
    (...args: unknown[]): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const done: Callback = (error, value) =>
          error === null || error === undefined ? resolve(value) : reject(error as Error);
        call(...args, done);
      }),
  callbackify:
    (call: (...args: unknown[]) => Promise<unknown>) =>
    (...args: unknown[]): void => {
      const done = args.pop() as Callback;
      call(...args).then(
        (value) => queueMicrotask(() => done(null, value)),
        (error: unknown) => queueMicrotask(() => done(error)),
      );
    },
  inherits: (child: { prototype: object }, parent: { prototype: object }): void => {
    Object.setPrototypeOf(child.prototype, parent.prototype);
  },
  types: Object.freeze({
    isUint8Array: (value: unknown): boolean => value instanceof Uint8Array,
    isArrayBuffer: (value: unknown): boolean => value instanceof ArrayBuffer,
    isDate: (value: unknown): boolean => value instanceof Date,
    isMap: (value: unknown): boolean => value instanceof Map,
    isSet: (value: unknown): boolean => value instanceof Set,
    isPromise: (value: unknown): boolean => value instanceof Promise,
    isRegExp: (value: unknown): boolean => value instanceof RegExp,
    isNativeError: (value: unknown): boolean => value instanceof Error,
  }),
  TextEncoder,
  TextDecoder,
});
