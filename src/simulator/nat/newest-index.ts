import { type LinkedList, type Place, append, emptyList, remove } from './linked-list.ts';

/** Finds the newest of those with a key. */
export interface NewestIndex<T> {
  add(key: string, value: T): void;
  remove(key: string, value: T): void;
  newest(key: string): T | undefined;
}

export function createNewestIndex<T>(): NewestIndex<T> {
  const lists = new Map<string, LinkedList<T>>();
  const places = new Map<T, Place<T>>();
  return {
    add(key, value) {
      const list = lists.get(key) ?? emptyList<T>();
      lists.set(key, list);
      places.set(value, append(list, value));
    },
    remove(key, value) {
      const place = places.get(value);
      if (!place) return;
      remove(place);
      places.delete(value);
      if (!lists.get(key)?.first) lists.delete(key);
    },
    newest: (key) => lists.get(key)?.last?.value,
  };
}
