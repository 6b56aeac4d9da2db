/** A place in a list. What holds one can leave the list at once, wherever it stands. */
export interface Place<T> {
  readonly value: T;
  list: LinkedList<T> | undefined;
  previous: Place<T> | undefined;
  next: Place<T> | undefined;
}

/** Values in the order in which they were appended. */
export interface LinkedList<T> {
  first: Place<T> | undefined;
  last: Place<T> | undefined;
}

export const emptyList = <T>(): LinkedList<T> => ({ first: undefined, last: undefined });

export function append<T>(list: LinkedList<T>, value: T): Place<T> {
  const place: Place<T> = { value, list: undefined, previous: undefined, next: undefined };
  putLast(list, place);
  return place;
}

/** Takes a place out of its list, if it is in one, and puts it last in this one. */
export function putLast<T>(list: LinkedList<T>, place: Place<T>): void {
  remove(place);
  place.list = list;
  place.previous = list.last;
  if (list.last) list.last.next = place;
  else list.first = place;
  list.last = place;
}

/** Does nothing to a place that is in no list. */
export function remove<T>(place: Place<T>): void {
  const { list, previous, next } = place;
  if (!list) return;
  if (previous) previous.next = next;
  else list.first = next;
  if (next) next.previous = previous;
  else list.last = previous;
  place.list = place.previous = place.next = undefined;
}
