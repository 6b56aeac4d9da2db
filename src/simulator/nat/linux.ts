import type { TransportAddress } from '#src/protocol/index.ts';
import type { LinuxBehaviour } from '../scene/types.ts';
import { type Notes, createNotes } from './conntrack-notes.ts';
import { findRandomPort } from './conntrack-ports.ts';
import { CONNTRACK_TCP_MS, type ConntrackTcp, nextConntrackTcp } from './conntrack-tcp.ts';
import { createIds, drop, withDestination, withSource } from './decisions.ts';
import { endpointKey } from './endpoints.ts';
import { type MappingTable, type Entry as TableEntry, createMappingTable } from './mapping-table.ts';
import { type NewestIndex, createNewestIndex } from './newest-index.ts';
import { isFirstSyn } from './tcp-session.ts';
import type { Flow, MappingEvent, Nat, NatConfig, NatDecision, TcpFlags } from './types.ts';

interface Tracked {
  isReplied: boolean;
  tcp: ConntrackTcp | undefined;
}
type Entry = TableEntry<Tracked>;

interface NatState {
  readonly behaviour: Required<Omit<LinuxBehaviour, 'model'>>;
  /** The address of the interface: masquerading knows no pool. */
  readonly address: string;
  readonly random: () => number;
  readonly table: MappingTable<Tracked>;
  /** By protocol and endpoint, inside and outside. */
  readonly bySource: NewestIndex<Entry>;
  readonly byOutside: NewestIndex<Entry>;
  readonly notes: Notes;
}

interface Passing {
  readonly at: number;
  readonly flow: Flow;
  readonly flags: TcpFlags;
  readonly events: MappingEvent[];
}

const DEFAULTS = {
  ports: 'preserving',
  unsolicited: 'dropped',
  unrepliedMs: 30_000,
  repliedMs: 120_000,
} as const;
/** A UDP flow that lives longer, with packets both ways, is a stream. */
const STREAM_AFTER_MS = 2_000;

/** Linux as it is: connection tracking, and `masquerade` on the outside interface. Found in Linux 6.18. */
export function createLinuxNat(behaviour: LinuxBehaviour, config: NatConfig): Nat {
  const bySource = createNewestIndex<Entry>();
  const byOutside = createNewestIndex<Entry>();
  const table = createMappingTable<Tracked>(config.nextId ?? createIds(), (entry) => {
    bySource.remove(portKey(entry.protocol, entry.inside), entry);
    byOutside.remove(portKey(entry.protocol, entry.outside), entry);
  });
  const notes = createNotes();
  const [address = ''] = config.addresses;
  const { random } = config;
  const own = new Set(config.addresses);
  const nat = {
    behaviour: { ...DEFAULTS, ...behaviour },
    address,
    random,
    table,
    bySource,
    byOutside,
    notes,
  };
  const expire = (at: number): MappingEvent[] => {
    notes.expire(at);
    return table.expire(at);
  };

  return {
    fromInside(at, flow, flags = {}) {
      const passing = { at, flow, flags, events: expire(at) };
      return own.has(flow.destination.address) ? refuseOwn(nat, passing) : goOut(nat, passing);
    },
    fromOutside: (at, flow, flags = {}) => comeIn(nat, { at, flow, flags, events: expire(at) }),
    handleTimeout: expire,
    nextTimeoutAt: () => table.nextTimeoutAt(),
    clear(why) {
      notes.clear();
      return table.clear(why);
    },
    table: () => table.all(),
  };
}

/** Masquerading alone turns nothing round. */
function refuseOwn({ table, byOutside }: NatState, { flow, events }: Passing): NatDecision {
  const entry = byOutside.newest(portKey(flow.protocol, flow.destination));
  return entry ? drop(events, 'no-hairpinning', table.snapshot(entry)) : drop(events, 'not-for-inside');
}

function goOut(nat: NatState, passing: Passing): NatDecision {
  const { flow, events } = passing;
  const { table } = nat;
  const known = table.inside(tupleKey(flow.protocol, flow.source, flow.destination));
  if (known) refresh(nat, known, passing, false);
  const entry = known ?? track(nat, passing);
  if (typeof entry === 'string') return drop(events, entry);
  const mapping = table.snapshot(entry);
  return { verdict: 'out', flow: withSource(flow, entry.outside), mapping, events };
}

function track(nat: NatState, { at, flow, flags, events }: Passing): Entry | 'no-mapping' | 'no-free-port' {
  const { protocol, source, destination } = flow;
  const tcp = protocol === 'tcp' ? nextConntrackTcp(undefined, false, flags) : undefined;
  if (protocol === 'tcp' && !tcp) return 'no-mapping';
  const port = findPort(nat, flow);
  if (port === undefined) return 'no-free-port';
  const outside = { family: 4, address: nat.address, port } as const;
  const remote = { address: destination.address, port: destination.port };
  const entry = nat.table.make(at, tcp ? CONNTRACK_TCP_MS[tcp] : nat.behaviour.unrepliedMs, {
    protocol,
    inside: source,
    outside,
    madeFor: remote,
    insideKey: tupleKey(protocol, source, destination),
    outsideKey: tupleKey(protocol, destination, outside),
    contacted: [remote],
    state: { isReplied: false, tcp },
  });
  nat.bySource.add(portKey(protocol, source), entry);
  nat.byOutside.add(portKey(protocol, outside), entry);
  events.push({ event: 'mapping-made', mapping: nat.table.snapshot(entry) });
  return entry;
}

/** The port of the source's newest connection, or its own, or a random one: the first that leaves the tuple unique. */
function findPort(nat: NatState, { protocol, source, destination }: Flow): number | undefined {
  const isFree = (port: number): boolean => {
    const tuple = tupleKey(protocol, destination, { address: nat.address, port });
    return !nat.table.outside(tuple) && !nat.notes.has(tuple);
  };
  if (nat.behaviour.ports === 'preserving') {
    const newest = nat.bySource.newest(portKey(protocol, source));
    if (newest && isFree(newest.outside.port)) return newest.outside.port;
    if (isFree(source.port)) return source.port;
  }
  return findRandomPort(source.port, isFree, nat.random);
}

function comeIn(nat: NatState, passing: Passing): NatDecision {
  const { flow, events } = passing;
  const { table } = nat;
  const entry = table.outside(tupleKey(flow.protocol, flow.source, flow.destination));
  if (!entry) return refuse(nat, passing);
  refresh(nat, entry, passing, true);
  const mapping = table.snapshot(entry);
  return { verdict: 'in', flow: withDestination(flow, entry.inside), mapping, events };
}

/** Nobody inside has asked for it: it is for the router itself, if its own rules let it in. */
function refuse(nat: NatState, { at, flow, flags, events }: Passing): NatDecision {
  const { protocol, source, destination } = flow;
  const { unsolicited, unrepliedMs } = nat.behaviour;
  if (unsolicited === 'accepted' && protocol === 'udp') {
    nat.notes.note(at, tupleKey(protocol, source, destination), unrepliedMs);
    return { ...drop(events, 'not-for-inside'), noted: true };
  }
  // It answers a SYN with RST, and the note of a connection that is refused so is gone at once.
  if (unsolicited === 'accepted' && isFirstSyn(flags)) return drop(events, 'not-for-inside');
  const entry = nat.byOutside.newest(portKey(protocol, destination));
  const mapping = entry && nat.table.snapshot(entry);
  if (protocol === 'tcp' && isFirstSyn(flags)) return drop(events, 'unsolicited-syn', mapping);
  return drop(events, mapping ? 'filtered-by-address-and-port' : 'no-mapping', mapping);
}

function refresh(nat: NatState, entry: Entry, { at, flags, events }: Passing, isReply: boolean): void {
  const { state } = entry;
  const idleMs = entry.protocol === 'udp' ? udpIdleMs(nat, entry, at) : tcpIdleMs(state, isReply, flags);
  // Only the packet after the first answer finds the flow answered.
  state.isReplied ||= isReply;
  if (idleMs === undefined) return;
  nat.table.restartTimer(entry, at, idleMs);
  events.push({ event: 'mapping-refreshed', mapping: nat.table.snapshot(entry), isNewEndpoint: false });
}

function udpIdleMs({ behaviour }: NatState, { state, madeAt }: Entry, at: number): number {
  const isStream = state.isReplied && at > madeAt + STREAM_AFTER_MS;
  return isStream ? behaviour.repliedMs : behaviour.unrepliedMs;
}

function tcpIdleMs(state: Tracked, isReply: boolean, flags: TcpFlags): number | undefined {
  // A connection that is refused is forgotten at once.
  if (flags.rst && !state.isReplied) return 0;
  const next = nextConntrackTcp(state.tcp, isReply, flags);
  if (!next) return undefined;
  state.tcp = next;
  return CONNTRACK_TCP_MS[next];
}

type Port = Pick<TransportAddress, 'address' | 'port'>;

const portKey = (protocol: Flow['protocol'], endpoint: Port): string =>
  `${protocol} ${endpointKey(endpoint)}`;

const tupleKey = (protocol: Flow['protocol'], source: Port, destination: Port): string =>
  `${protocol} ${endpointKey(source)} ${endpointKey(destination)}`;
