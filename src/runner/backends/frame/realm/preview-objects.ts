import { getPrototypeOf, isArray, isBinary } from './intrinsics.ts';
import {
  functionName,
  MAX_PROTOTYPES,
  nearestData,
  openFields,
  ownData,
  ownField,
  type Opened,
} from './preview-fields.ts';
import { NATIVE_KINDS, openBinary } from './preview-natives.ts';

/** Opens an object without calling a getter of the learner. Throws what a proxy's traps throw. */
export function openObject(object: object): Opened {
  const name = className(object);
  if (isArray(object)) return openArray(object);
  try {
    if (isBinary(object)) return openBinary(object, name);
    const native = openNative(object, name);
    if (native) return native;
  } catch {
    // It only has the prototype of one: there is nothing but its own fields.
  }
  return openFields(object, name, 0, () => undefined);
}

function openNative(object: object, name: string): Opened | undefined {
  let prototype = getPrototypeOf(object);
  for (let step = 0; prototype !== null && step < MAX_PROTOTYPES; step += 1) {
    for (let index = 0; index < NATIVE_KINDS.length; index += 1) {
      const kind = NATIVE_KINDS[index];
      if (kind?.prototype === prototype) return kind.open(object, name);
    }
    prototype = getPrototypeOf(prototype);
  }
  return undefined;
}

function openArray(list: readonly unknown[]): Opened {
  const length = ownData(list, 'length');
  const count = typeof length === 'number' ? length : 0;
  return { text: `Array(${count})`, count, next: (index) => ownField(list, `${index}`) };
}

function className(object: object): string {
  const prototype = getPrototypeOf(object);
  const constructor = prototype && nearestData(prototype, 'constructor');
  return (typeof constructor === 'function' && functionName(constructor)) || 'Object';
}
