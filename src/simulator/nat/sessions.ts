import type { TransportAddress } from '#src/protocol/index.ts';
import { endpointKey } from './endpoints.ts';
import type { Flow } from './types.ts';

/** A mapping, as far as sessions know it. */
interface Side {
  readonly id: number;
  readonly protocol: Flow['protocol'];
  readonly inside: TransportAddress;
}

/** Whose packets cross which mapping, and where they really go. */
export interface Session<Entry> {
  readonly entry: Entry;
  /** The endpoint outside; what inside sends to may be a stand-in for it. */
  readonly outside: TransportAddress;
}

/**
 * What connection tracking adds to a NAT's mappings, measured of Linux: the first packet between two endpoints, out or
 * in, decides which mapping theirs is.
 */
export interface Sessions<Entry> {
  find(
    protocol: Flow['protocol'],
    inside: TransportAddress,
    to: TransportAddress,
  ): Session<Entry> | undefined;
  /** A packet leaves by a mapping. */
  begin(entry: Entry, outside: TransportAddress): void;
  /**
   * A packet was let in by a mapping.
   *
   * @returns whom inside sees as its sender: a port that nobody else there has, where inside has a session with the
   *   sender by another mapping
   */
  letIn(entry: Entry, from: TransportAddress): TransportAddress;
  end(entry: Entry): void;
}

/** Ports of stand-ins: whatever is no system port (RFC 6335 §6). */
const STAND_IN_PORTS = { first: 1_024, count: 64_512 } as const;

/** @param random uniform in [0, 1) */
export function createSessions<Entry extends Side>(isOn: boolean, random: () => number): Sessions<Entry> {
  const sessions = new Map<string, Session<Entry>>();
  const standIns = new Map<string, TransportAddress>();
  /** Keys of both maps, by mapping. */
  const keysOf = new Map<number, string[]>();
  const keyOf = (protocol: Flow['protocol'], inside: TransportAddress, outside: TransportAddress): string =>
    `${protocol} ${endpointKey(inside)} ${endpointKey(outside)}`;

  function keep(entry: Entry, key: string): void {
    const keys = keysOf.get(entry.id);
    if (keys) keys.push(key);
    else keysOf.set(entry.id, [key]);
  }

  function open(entry: Entry, seen: TransportAddress, outside: TransportAddress): void {
    const key = keyOf(entry.protocol, entry.inside, seen);
    sessions.set(key, { entry, outside });
    keep(entry, key);
  }

  function standInFor(entry: Entry, from: TransportAddress): TransportAddress {
    const key = `${entry.id} ${endpointKey(from)}`;
    const known = standIns.get(key);
    if (known) return known;
    let standIn = from;
    // There are 64,512 of them, for one sender: some are free.
    while (sessions.has(keyOf(entry.protocol, entry.inside, standIn)))
      standIn = { ...from, port: STAND_IN_PORTS.first + Math.floor(random() * STAND_IN_PORTS.count) };
    standIns.set(key, standIn);
    keep(entry, key);
    open(entry, standIn, from);
    return standIn;
  }

  return {
    find: (protocol, inside, to) => (isOn ? sessions.get(keyOf(protocol, inside, to)) : undefined),
    begin(entry, outside) {
      if (isOn && !sessions.has(keyOf(entry.protocol, entry.inside, outside))) open(entry, outside, outside);
    },
    letIn(entry, from) {
      if (!isOn) return from;
      const session = sessions.get(keyOf(entry.protocol, entry.inside, from));
      if (!session) open(entry, from, from);
      return !session || session.entry === entry ? from : standInFor(entry, from);
    },
    end(entry) {
      for (const key of keysOf.get(entry.id) ?? []) {
        sessions.delete(key);
        standIns.delete(key);
      }
      keysOf.delete(entry.id);
    },
  };
}
