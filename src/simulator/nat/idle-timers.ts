import { type LinkedList, type Place, append, emptyList, putLast, remove } from './linked-list.ts';

/** When something ends, if nothing starts its timer anew before. */
export interface IdleTimer<T> {
  readonly owner: T;
  expiresAt: number;
  place: Place<IdleTimer<T>> | undefined;
}

/** The timers of what ends when it is idle. Every `at` is in milliseconds, and never before the one of before. */
export interface IdleTimers<T> {
  start(owner: T, at: number, idleMs: number): IdleTimer<T>;
  restart(timer: IdleTimer<T>, at: number, idleMs: number): void;
  stop(timer: IdleTimer<T>): void;
  nextAt(): number | undefined;
  /** Stops the first timer that has expired, and gives its owner. */
  takeExpired(at: number): T | undefined;
}

/**
 * Time only goes on, so those that wait equally long expire in the order in which they were started: a list for each
 * length, of which there are few, and starting anew is moving to its end.
 */
export function createIdleTimers<T>(): IdleTimers<T> {
  const lists = new Map<number, LinkedList<IdleTimer<T>>>();

  const listOf = (idleMs: number): LinkedList<IdleTimer<T>> => {
    const known = lists.get(idleMs);
    if (known) return known;
    const list = emptyList<IdleTimer<T>>();
    lists.set(idleMs, list);
    return list;
  };

  const first = (): IdleTimer<T> | undefined => {
    let earliest: IdleTimer<T> | undefined;
    for (const list of lists.values()) {
      const timer = list.first?.value;
      if (timer && (!earliest || timer.expiresAt < earliest.expiresAt)) earliest = timer;
    }
    return earliest;
  };

  const stop = (timer: IdleTimer<T>): void => {
    if (timer.place) remove(timer.place);
  };

  return {
    start(owner, at, idleMs) {
      const timer: IdleTimer<T> = { owner, expiresAt: at + idleMs, place: undefined };
      timer.place = append(listOf(idleMs), timer);
      return timer;
    },
    restart(timer, at, idleMs) {
      timer.expiresAt = at + idleMs;
      if (timer.place) putLast(listOf(idleMs), timer.place);
    },
    stop,
    nextAt: () => first()?.expiresAt,
    takeExpired(at) {
      const timer = first();
      if (!timer || timer.expiresAt > at) return undefined;
      stop(timer);
      return timer.owner;
    },
  };
}
