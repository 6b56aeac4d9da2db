/** What a program shares with the checks that judge it, and could bend to its will. */
const SHARED = [
  AbortController,
  AbortSignal,
  Array,
  ArrayBuffer,
  BigInt,
  Boolean,
  DataView,
  Headers,
  Map,
  Number,
  Promise,
  ReadableStream,
  RegExp,
  Request,
  Response,
  Set,
  String,
  Symbol,
  TextDecoder,
  TextEncoder,
  URL,
  URLSearchParams,
  Uint8Array,
  WeakMap,
  WeakSet,
] as const;

/** Whose prototypes stay as they are: honest code gives its own objects a `toString`, which this would forbid. */
const STATICS_ONLY = [Object, Error, Function, Date, Reflect, JSON] as const;

const prototypeOf = (value: object): object => Object.getPrototypeOf(value) as object;

/**
 * Makes what the language brings unchangeable: its globals, the methods of its prototypes, what iteration and
 * `await` look up. Called before learner code runs and after everything of ours is loaded, it lets the rest of
 * this folder, and the exercise's checks, be written in ordinary code: none of it can be redefined underneath.
 * Whoever tries gets a TypeError.
 */
export function lockIntrinsics(): void {
  for (const constructor of SHARED) {
    lock(constructor);
    lock(constructor.prototype);
  }
  for (const holder of STATICS_ONLY) lock(holder);
  lock(prototypeOf(Uint8Array));
  lock(prototypeOf(Uint8Array.prototype));
  for (const iterator of [
    [][Symbol.iterator](),
    new Map().entries(),
    new Set().values(),
    ''[Symbol.iterator](),
  ]) {
    lock(prototypeOf(iterator));
    lock(prototypeOf(prototypeOf(iterator)));
  }
  lock(prototypeOf(prototypeOf((function* (): Generator {})())));
  lock(Function.prototype, ['call', 'apply', 'bind', Symbol.hasInstance]);
  lock(globalThis, [
    ...[...SHARED, ...STATICS_ONLY].flatMap((holder) => ('name' in holder ? [holder.name] : [])),
    'Reflect',
    'JSON',
    'Buffer',
    'fetch',
    'TypeError',
    'RangeError',
    'performance',
    'queueMicrotask',
  ]);
}

function lock(holder: object, keys: readonly PropertyKey[] = Reflect.ownKeys(holder)): void {
  for (const key of keys) {
    const descriptor = Reflect.getOwnPropertyDescriptor(holder, key);
    if (!descriptor?.configurable) continue;
    Reflect.defineProperty(
      holder,
      key,
      'value' in descriptor
        ? { value: descriptor.value as unknown, writable: false, configurable: false }
        : { configurable: false },
    );
  }
}
