/**
 * Deep equality as `assert.deepStrictEqual` (strict) and `assert.deepEqual` (loose) have it: by `Object.is` or `==` at
 * the leaves, by prototype when strict, by own enumerable properties, and by content for what has any.
 */
export function isDeepEqual(a: unknown, b: unknown, strict: boolean): boolean {
  /** Pairs that are being compared: where they meet again, they are a cycle on both sides. */
  const open: [object, object][] = [];

  function equal(x: unknown, y: unknown): boolean {
    if (strict ? Object.is(x, y) : looselyEqual(x, y)) return true;
    if (typeof x !== 'object' || typeof y !== 'object' || x === null || y === null) return false;
    if (open.some(([left, right]) => left === x && right === y)) return true;
    if (strict && Object.getPrototypeOf(x) !== Object.getPrototypeOf(y)) return false;
    if (Object.prototype.toString.call(x) !== Object.prototype.toString.call(y)) return false;
    open.push([x, y]);
    try {
      return sameContent(x, y) && sameProperties(x, y);
    } finally {
      open.pop();
    }
  }

  function sameContent(x: object, y: object): boolean {
    if (Array.isArray(x)) return Array.isArray(y) && x.length === y.length;
    if (x instanceof Date) return y instanceof Date && Object.is(x.getTime(), y.getTime());
    if (x instanceof RegExp)
      return y instanceof RegExp && String(x) === String(y) && x.lastIndex === y.lastIndex;
    if (x instanceof Error) return y instanceof Error && x.name === y.name && x.message === y.message;
    if (x instanceof ArrayBuffer)
      return y instanceof ArrayBuffer && sameBytes(new Uint8Array(x), new Uint8Array(y));
    if (ArrayBuffer.isView(x)) return ArrayBuffer.isView(y) && sameView(x, y);
    if (x instanceof Map) return y instanceof Map && sameMap(x, y);
    if (x instanceof Set) return y instanceof Set && sameSet(x, y);
    if (x instanceof Number || x instanceof String || x instanceof Boolean)
      return Object.is(x.valueOf(), y.valueOf());
    // Two promises, two weak maps: nothing shows whether they hold the same.
    return !(x instanceof Promise || x instanceof WeakMap || x instanceof WeakSet);
  }

  function sameMap(x: Map<unknown, unknown>, y: Map<unknown, unknown>): boolean {
    if (x.size !== y.size) return false;
    const left = [...y];
    for (const [key, value] of x) {
      const at = left.findIndex(([otherKey, otherValue]) => equal(key, otherKey) && equal(value, otherValue));
      if (at < 0) return false;
      left.splice(at, 1);
    }
    return true;
  }

  function sameSet(x: Set<unknown>, y: Set<unknown>): boolean {
    if (x.size !== y.size) return false;
    const left = [...y];
    for (const value of x) {
      const at = left.findIndex((other) => equal(value, other));
      if (at < 0) return false;
      left.splice(at, 1);
    }
    return true;
  }

  function sameProperties(x: object, y: object): boolean {
    // Their items are their properties, and were compared.
    if (ArrayBuffer.isView(x)) return true;
    const keys = enumerableKeys(x);
    if (keys.length !== enumerableKeys(y).length) return false;
    return keys.every(
      (key) =>
        Object.prototype.propertyIsEnumerable.call(y, key) && equal(Reflect.get(x, key), Reflect.get(y, key)),
    );
  }

  return equal(a, b);
}

/** `==`, and NaN equals itself. */
function looselyEqual(x: unknown, y: unknown): boolean {
  if (typeof x === 'object' && typeof y === 'object' && x !== null && y !== null) return x === y;
  // What the loose comparison of Node means is this very operator.
  return x == y || (Number.isNaN(x) && Number.isNaN(y));
}

function enumerableKeys(object: object): PropertyKey[] {
  return Reflect.ownKeys(object).filter((key) => Object.prototype.propertyIsEnumerable.call(object, key));
}

function sameView(x: ArrayBufferView, y: ArrayBufferView): boolean {
  if (x instanceof DataView || y instanceof DataView) {
    return sameBytes(
      new Uint8Array(x.buffer, x.byteOffset, x.byteLength),
      new Uint8Array(y.buffer, y.byteOffset, y.byteLength),
    );
  }
  return sameBytes(x as Uint8Array, y as Uint8Array);
}

function sameBytes(x: Uint8Array, y: Uint8Array): boolean {
  if (x.length !== y.length) return false;
  for (let index = 0; index < x.length; index += 1) if (!Object.is(x[index], y[index])) return false;
  return true;
}
