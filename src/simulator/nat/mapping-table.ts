import type { TransportAddress } from '#src/protocol/index.ts';
import type { Endpoint } from './endpoints.ts';
import { type IdleTimer, createIdleTimers } from './idle-timers.ts';
import type { Flow, Mapping, MappingEvent, MappingId } from './types.ts';

/** A mapping as its NAT keeps it. */
export interface Entry<State> {
  readonly id: MappingId;
  readonly protocol: Flow['protocol'];
  readonly inside: TransportAddress;
  readonly outside: TransportAddress;
  readonly madeFor: Endpoint | undefined;
  readonly madeAt: number;
  /** What is found by packets from inside and from outside. */
  readonly insideKey: string;
  readonly outsideKey: string;
  /** Never changed: replaced when one is added. */
  contacted: readonly Endpoint[];
  /** What else the NAT keeps of it. */
  readonly state: State;
}

type NewEntry<State> = Omit<Entry<State>, 'id' | 'madeAt'>;

/** The mappings of a NAT, by both of their sides. Every `at` is in milliseconds, and never before the one of before. */
export interface MappingTable<State> {
  inside(key: string): Entry<State> | undefined;
  outside(key: string): Entry<State> | undefined;
  make(at: number, idleMs: number, entry: NewEntry<State>): Entry<State>;
  restartTimer(entry: Entry<State>, at: number, idleMs: number): void;
  contact(entry: Entry<State>, endpoint: Endpoint): void;
  /** The entry as it is now, for good. */
  snapshot(entry: Entry<State>): Mapping;
  /** Ends what is idle, in the order in which it expires. */
  expire(at: number): MappingEvent[];
  nextTimeoutAt(): number | undefined;
  clear(why: 'reboot' | 'behaviour-changed'): MappingEvent[];
  all(): Mapping[];
}

interface Kept<State> {
  readonly timer: IdleTimer<Entry<State>>;
  snapshot: Mapping | undefined;
}

/** @param onEnd what else is to be done when an entry ends */
export function createMappingTable<State>(
  nextId: () => MappingId,
  onEnd: (entry: Entry<State>) => void,
): MappingTable<State> {
  const kept = new Map<Entry<State>, Kept<State>>();
  const byInside = new Map<string, Entry<State>>();
  const byOutside = new Map<string, Entry<State>>();
  const timers = createIdleTimers<Entry<State>>();

  const keptOf = (entry: Entry<State>): Kept<State> => {
    const found = kept.get(entry);
    if (!found) throw new Error(`mapping ${entry.id} has ended`);
    return found;
  };

  const snapshot = (entry: Entry<State>): Mapping => {
    const own = keptOf(entry);
    const { id, protocol, inside, outside, madeFor, madeAt, contacted } = entry;
    own.snapshot ??= {
      id,
      protocol,
      inside,
      outside,
      ...(madeFor && { madeFor }),
      madeAt,
      expiresAt: own.timer.expiresAt,
      contacted,
    };
    return own.snapshot;
  };

  const end = (entry: Entry<State>, why: 'idle' | 'reboot' | 'behaviour-changed'): MappingEvent => {
    const event = { event: 'mapping-ended', mapping: snapshot(entry), why } as const;
    timers.stop(keptOf(entry).timer);
    kept.delete(entry);
    byInside.delete(entry.insideKey);
    byOutside.delete(entry.outsideKey);
    onEnd(entry);
    return event;
  };

  return {
    inside: (key) => byInside.get(key),
    outside: (key) => byOutside.get(key),
    make(at, idleMs, parts) {
      const entry: Entry<State> = { ...parts, id: nextId(), madeAt: at };
      kept.set(entry, { timer: timers.start(entry, at, idleMs), snapshot: undefined });
      byInside.set(entry.insideKey, entry);
      byOutside.set(entry.outsideKey, entry);
      return entry;
    },
    restartTimer(entry, at, idleMs) {
      const own = keptOf(entry);
      timers.restart(own.timer, at, idleMs);
      own.snapshot = undefined;
    },
    contact(entry, endpoint) {
      entry.contacted = [...entry.contacted, endpoint];
      keptOf(entry).snapshot = undefined;
    },
    snapshot,
    expire(at) {
      const events: MappingEvent[] = [];
      for (let entry = timers.takeExpired(at); entry; entry = timers.takeExpired(at)) {
        events.push(end(entry, 'idle'));
      }
      return events;
    },
    nextTimeoutAt: () => timers.nextAt(),
    clear: (why) => [...kept.keys()].map((entry) => end(entry, why)),
    all: () => [...kept.keys()].map(snapshot),
  };
}
