import { type IdleTimer, createIdleTimers } from './idle-timers.ts';

/**
 * Five-tuples of packets to the router itself, from outside: it tracks them like any other, and so they are taken. Every
 * `at` is in milliseconds.
 */
export interface Notes {
  has(tuple: string): boolean;
  note(at: number, tuple: string, idleMs: number): void;
  expire(at: number): void;
  clear(): void;
}

export function createNotes(): Notes {
  const timers = createIdleTimers<string>();
  const byTuple = new Map<string, IdleTimer<string>>();
  return {
    has: (tuple) => byTuple.has(tuple),
    note(at, tuple, idleMs) {
      const known = byTuple.get(tuple);
      if (known) timers.restart(known, at, idleMs);
      else byTuple.set(tuple, timers.start(tuple, at, idleMs));
    },
    expire(at) {
      for (let tuple = timers.takeExpired(at); tuple; tuple = timers.takeExpired(at)) byTuple.delete(tuple);
    },
    clear() {
      for (const timer of byTuple.values()) timers.stop(timer);
      byTuple.clear();
    },
  };
}
