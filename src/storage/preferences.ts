import { storageError, type StorageResult } from './result.ts';

/**
 * Small choices that a page needs before its first paint, so they stand in localStorage and on `<html>`.
 * Where localStorage is denied a choice holds for the page that it was made on.
 */
export interface Preference<T extends string | boolean> {
  readonly key: string;
  get(): T;
  /** Applies the value at once; the answer says whether it is kept as well. */
  set(value: T): StorageResult<void>;
  /** Hears changes made here or in another tab, until the answered function is called. */
  subscribe(listener: (value: T) => void): () => void;
}

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Which editor an exercise shows: the one that suits the device, or always one of the two. */
export const EDITORS = ['auto', 'plain', 'full'] as const;
export type EditorChoice = (typeof EDITORS)[number];

/** Whether the course is kept on the device, for reading without a network. */
const OFFLINE = ['on', 'off'] as const;

export const theme = choice('icebreaker.theme', THEMES, 'data-theme');
export const editorChoice = choice('icebreaker.editor', EDITORS);
export const keepsOffline = choice('icebreaker.offline', OFFLINE);
/** Whether addresses are masked (`<html data-mask="true">`), for presenting. */
export const masking = toggle('icebreaker.mask', 'data-mask');

/**
 * Where the reader was last: the address of a chapter, with a section's id if in one, then a space and its heading's words.
 * Empty for nowhere. (`src/components/map/reading-place.ts` reads it.)
 */
export const readingPlace = preference<string>({
  key: 'icebreaker.place',
  decode: (text) => text ?? '',
  encode: (value) => value || undefined,
  attribute: undefined,
});

/** Puts every preference back to its default, here at once and in other tabs, and keeps nothing of it. */
export function forgetPreferences(): void {
  theme.set('system');
  editorChoice.set('auto');
  masking.set(false);
  keepsOffline.set('on');
  readingPlace.set('');
}

function choice<const T extends string>(
  key: string,
  values: readonly [T, ...T[]],
  attribute?: string,
): Preference<T> {
  const [byDefault] = values;
  return preference({
    key,
    decode: (text) => values.find((value) => value === text) ?? byDefault,
    encode: (value) => (value === byDefault ? undefined : value),
    attribute,
  });
}

function toggle(key: string, attribute: string): Preference<boolean> {
  return preference({
    key,
    decode: (text) => text === 'true',
    encode: (value) => (value ? 'true' : undefined),
    attribute,
  });
}

interface PreferenceDefinition<T> {
  readonly key: string;
  decode(text: string | null): T;
  /** The stored text; undefined for the default, which is not stored. */
  encode(value: T): string | undefined;
  /** The attribute of `<html>` that carries the encoded value. */
  readonly attribute: string | undefined;
}

function preference<T extends string | boolean>(definition: PreferenceDefinition<T>): Preference<T> {
  const { key, decode, encode, attribute } = definition;
  const listeners = new Set<(value: T) => void>();
  let here: T | undefined; // the choice of this page, where nothing can be kept

  const show = (value: T): void => {
    if (attribute !== undefined) setRootAttribute(attribute, encode(value));
    for (const listener of listeners) listener(value);
  };
  const onStorage = (event: StorageEvent): void => {
    if (event.key === key || event.key === null) show(decode(event.key === null ? null : event.newValue));
  };

  return {
    key,
    get: () => here ?? decode(read(key)),
    set(value) {
      const kept = write(key, encode(value));
      here = kept.ok ? undefined : value;
      show(value);
      return kept;
    },
    subscribe(listener) {
      if (listeners.size === 0) globalThis.addEventListener?.('storage', onStorage);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) globalThis.removeEventListener?.('storage', onStorage);
      };
    },
  };
}

function setRootAttribute(name: string, value: string | undefined): void {
  if (typeof document === 'undefined') return;
  if (value === undefined) document.documentElement.removeAttribute(name);
  else document.documentElement.setAttribute(name, value);
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, text: string | undefined): StorageResult<void> {
  try {
    if (text === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
    return { ok: true, value: undefined };
  } catch (thrown) {
    return { ok: false, error: storageError(thrown) };
  }
}
