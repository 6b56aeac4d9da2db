import { refuse } from './error.ts';

/** Reads a foreign value, or refuses it. What comes out is made anew: nothing of the foreign object is kept. */
export type Read<T> = (value: unknown, place: string) => T;

/** The reader of a field that may be absent. */
interface Optional<T> {
  readonly optional: Read<T>;
}

/** A reader for each field of `T`, so that a field without one doesn't compile. */
type Fields<T> = {
  readonly [K in keyof T]-?: object extends Pick<T, K> ? Optional<Exclude<T[K], undefined>> : Read<T[K]>;
};

export function optional<T>(read: Read<T>): Optional<T> {
  return { optional: read };
}

/** An object with these fields and no others. */
export function record<T extends object>(fields: Fields<T>): Read<T> {
  const readers = Object.entries<Read<unknown> | Optional<unknown>>(fields);
  return (value, place) => {
    const foreign = objectAt(value, place);
    // `__proto__` is an own key of what JSON.parse makes, and a field of nothing.
    if (!Object.keys(foreign).every((key) => Object.hasOwn(fields, key))) {
      refuse(place, { kind: 'unknown-field' });
    }
    const entries = readers.flatMap(([key, reader]) => {
      const inner = place === '' ? key : `${place}.${key}`;
      const field = own(foreign, key);
      if (typeof reader === 'function') {
        if (field === undefined) refuse(inner, { kind: 'missing' });
        return [[key, reader(field, inner)]];
      }
      return field === undefined ? [] : [[key, reader.optional(field, inner)]];
    });
    // `Fields` holds a reader for each field of T, of its type.
    return Object.fromEntries(entries) as T;
  };
}

/** The member of a union whose `key` has a given value. */
type Variant<T, K extends string, V> =
  T extends Readonly<Record<K, infer Tag>> ? (V extends Tag ? T : never) : never;

/** One of several objects, told apart by the field `key`. */
export function tagged<T extends Readonly<Record<K, string>>, K extends string>(
  key: K,
  readers: { readonly [V in T[K]]: Read<Variant<T, K, V>> },
): Read<T> {
  const tags = Object.keys(readers) as T[K][];
  const readTag = oneOf(...tags);
  return (value, place) => {
    const inner = place === '' ? key : `${place}.${key}`;
    const tag = own(objectAt(value, place), key);
    if (tag === undefined) refuse(inner, { kind: 'missing' });
    return readers[readTag(tag, inner)](value, place);
  };
}

export function list<T>(read: Read<T>, { min = 0, max }: { min?: number; max: number }): Read<readonly T[]> {
  return (value, place) => {
    if (!Array.isArray(value)) refuse(place, { kind: 'wrong-type', expected: 'list' });
    const { length } = value;
    if (length < min || length > max) refuse(place, { kind: 'wrong-count', min, max });
    return Array.from({ length }, (_, i) => read(value[i], `${place}[${i}]`));
  };
}

export function oneOf<const T extends string | number>(...choices: readonly T[]): Read<T> {
  return (value, place) =>
    choices.find((choice) => choice === value) ?? refuse(place, { kind: 'not-one-of', choices });
}

export function text(maxChars: number): Read<string> {
  return (value, place) => {
    if (typeof value !== 'string') refuse(place, { kind: 'wrong-type', expected: 'text' });
    if (value.length > maxChars) refuse(place, { kind: 'too-long', maxChars });
    return value;
  };
}

/** A number of this range, ends included; never NaN or -0. */
export function number(min: number, max: number): Read<number> {
  return (value, place) => {
    if (typeof value !== 'number') refuse(place, { kind: 'wrong-type', expected: 'number' });
    if (!(value >= min && value <= max)) refuse(place, { kind: 'out-of-range', min, max });
    return value + 0;
  };
}

export function whole(min: number, max: number): Read<number> {
  const read = number(min, max);
  return (value, place) => {
    const found = read(value, place);
    if (!Number.isInteger(found)) refuse(place, { kind: 'not-whole' });
    return found;
  };
}

export const boolean: Read<boolean> = (value, place) =>
  typeof value === 'boolean' ? value : refuse(place, { kind: 'wrong-type', expected: 'boolean' });

function objectAt(value: unknown, place: string): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    refuse(place, { kind: 'wrong-type', expected: 'object' });
  }
  return value;
}

/** A field of the object's own: what stands in its prototype was not written by whoever made the scene. */
function own(object: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(object, key)?.value;
}
