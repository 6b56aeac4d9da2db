import { getOwnPropertyDescriptor, getPrototypeOf, hasOwn, ownKeys, slice } from './intrinsics.ts';

/** One thing that an object holds: a value to be shown, or what to say in its place. */
export interface Field {
  readonly key: string;
  readonly value: unknown;
  readonly text: string | undefined;
}

/** An object as something to be opened: what it is, how much it holds, and each of it. Called in order, from 0. */
export interface Opened {
  readonly text: string;
  readonly count: number;
  readonly next: (index: number) => Field | undefined;
}

/** How far up an object's prototypes are looked at: a proxy may have one more at each look. */
export const MAX_PROTOTYPES = 16;

/** An object by its own enumerable properties, after `count` fields that are said of it. */
export function openFields(
  object: object,
  text: string,
  count: number,
  said: (index: number) => Field | undefined,
): Opened {
  const keys = ownKeys(object);
  return {
    text,
    count: count + keys.length,
    next: (index) => {
      if (index < count) return said(index);
      const key = keys[index - count];
      return typeof key === 'string' && getOwnPropertyDescriptor(object, key)?.enumerable
        ? ownField(object, key)
        : undefined;
    },
  };
}

/** A property as a field: its value, or that it is a getter. */
export function ownField(object: object, key: string): Field {
  const descriptor = getOwnPropertyDescriptor(object, key);
  if (descriptor === undefined) return { key, value: undefined, text: '[empty]' };
  return hasOwn(descriptor, 'value')
    ? { key, value: descriptor.value, text: undefined }
    : { key, value: undefined, text: '[getter]' };
}

/** The value of a property of the object's own; undefined for a getter. */
export function ownData(object: object, key: PropertyKey): unknown {
  const descriptor = getOwnPropertyDescriptor(object, key);
  return descriptor && hasOwn(descriptor, 'value') ? (descriptor.value as unknown) : undefined;
}

/** The nearest value of a property, of the object's own or of a prototype, if that is no getter. */
export function nearestData(object: object, key: PropertyKey): unknown {
  let holder: object | null = object;
  for (let step = 0; holder !== null && step < MAX_PROTOTYPES; step += 1) {
    if (getOwnPropertyDescriptor(holder, key)) return ownData(holder, key);
    holder = getPrototypeOf(holder);
  }
  return undefined;
}

export function functionName(callable: object): string {
  const name = ownData(callable, 'name');
  return typeof name === 'string' ? slice(name, 0, 100) : '';
}
