/**
 * What the bootstrap uses of the language and the browser, taken before learner code runs. Learner code
 * shares this realm and can redefine any global or prototype afterwards, so everything in `realm/` keeps
 * to these rules:
 *
 * - no method is called by name on a value (`list.push(x)`); a captured function is applied to it;
 * - no iteration protocol: no spread of arrays, `for…of`, array destructuring (`Symbol.iterator` can be hooked);
 * - no `await` and no promise method by name (`Promise.prototype.then`, `constructor` can be hooked);
 * - no regular expression (`exec` is looked up by name);
 * - objects that are looked into by the engine (descriptors, proxy handlers) have no prototype;
 * - properties are only read where they are known to be the object's own.
 */
export const { apply, construct, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys, get } =
  Reflect;
export const createObject = Object.create;
export const { isArray } = Array;
export const NativePromise = Promise;
export const NativeError = Error;
export const isBinary = ArrayBuffer.isView;
export const jsonStringify = JSON.stringify;
export const objectPrototype: object = Object.prototype;

type AnyFunction = (this: never, ...args: never[]) => unknown;

/** `uncurry(Map.prototype.get)(map, key)` is `map.get(key)`, whatever becomes of the prototype. */
export function uncurry<This, Args extends unknown[], Return>(
  method: (this: This, ...args: Args) => Return,
): (self: This, ...args: Args) => Return {
  return (self, ...args) => apply(method, self, args) as Return;
}

/** Reads an accessor of a browser interface natively; answers undefined where the browser hasn't got it. */
export function getter<Self extends object, Key extends keyof Self & string>(
  prototype: Self | undefined,
  key: Key,
): (self: Self) => Self[Key] {
  const read = prototype && (getOwnPropertyDescriptor(prototype, key)?.get as AnyFunction | undefined);
  return (self) => (read ? apply(read, self, []) : undefined) as Self[Key];
}

export const indexOf = uncurry(String.prototype.indexOf);
export const slice = uncurry(String.prototype.slice);
export const hasOwn: (object: object, key: PropertyKey) => boolean = Object.hasOwn;
/** Not called `then`: a module that exports that is a thenable, and importing it calls it. */
export const whenSettled = uncurry(
  Promise.prototype.then as (
    this: Promise<unknown>,
    ok: (value: unknown) => void,
    bad: (error: unknown) => void,
  ) => unknown,
);
export const listen = uncurry(
  EventTarget.prototype.addEventListener as (
    this: EventTarget,
    type: string,
    listener: (event: never) => void,
    capture: boolean,
  ) => void,
);
export const unlisten = uncurry(
  EventTarget.prototype.removeEventListener as (
    this: EventTarget,
    type: string,
    listener: (event: never) => void,
    capture: boolean,
  ) => void,
);
export const postToPort = uncurry(
  MessagePort.prototype.postMessage as (this: MessagePort, message: unknown) => void,
);
export const messageData = getter(MessageEvent.prototype, 'data');

const performanceNow = uncurry(Performance.prototype.now);
const clock = performance;
/** Milliseconds of a clock that learner code can't set. */
export const now = (): number => performanceNow(clock);

/** A data property that no setter on a prototype can catch. */
export function put(target: object, key: PropertyKey, value: unknown, fixed = false): void {
  const descriptor = createObject(null) as PropertyDescriptor;
  descriptor.value = value;
  descriptor.writable = !fixed;
  descriptor.enumerable = !fixed;
  descriptor.configurable = !fixed;
  defineProperty(target, key, descriptor);
}

/** `list.push(value)` without the prototype. */
export function append<T>(list: T[], value: T): void {
  put(list, list.length, value);
}
