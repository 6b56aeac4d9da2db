/** What would end the worker, make another one, load code that was not prepared, or ask the network. */
const WAYS_OUT = ['close', 'importScripts', 'Worker', 'SharedWorker', 'postMessage', 'onmessage', 'fetch'];

/** Takes the ways out away, for good, from the global object and from what it inherits. */
export function closeWaysOut(): void {
  for (
    let holder: object | null = globalThis;
    holder;
    holder = Object.getPrototypeOf(holder) as object | null
  ) {
    for (const name of WAYS_OUT) if (Object.hasOwn(holder, name)) Reflect.deleteProperty(holder, name);
  }
  for (const name of WAYS_OUT) {
    if (name !== 'fetch') Reflect.defineProperty(globalThis, name, { value: undefined, configurable: false });
  }
}

/** A global that Node has. */
export function defineGlobal(name: string, value: unknown): void {
  Reflect.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}
