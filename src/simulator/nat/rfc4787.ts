import type { EndpointDependence } from '#src/protocol/index.ts';
import type { Rfc4787Behaviour } from '../scene/types.ts';
import { createIds, drop, withDestination, withSource } from './decisions.ts';
import { dependentPart, endpointKey } from './endpoints.ts';
import { type Entry as TableEntry, type MappingTable, createMappingTable } from './mapping-table.ts';
import { type OutsideEndpoints, createOutsideEndpoints } from './outside-endpoints.ts';
import { TCP_TRANSITORY_MS, isFirstSyn } from './tcp-session.ts';
import { type Sessions, createSessions } from './sessions.ts';
import { type TcpSessions, createTcpSessions, trackTcp } from './tcp-sessions.ts';
import type { Flow, MappingEvent, Nat, NatConfig, NatDecision, NatRefusal, TcpFlags } from './types.ts';

interface OwnState {
  /** Of `contacted`. */
  readonly contactedKeys: Set<string>;
  readonly tcp: TcpSessions;
}
type Entry = TableEntry<OwnState>;

interface NatState {
  readonly behaviour: Required<Omit<Rfc4787Behaviour, 'model' | 'ports' | 'keepsParity' | 'pooling'>>;
  readonly table: MappingTable<OwnState>;
  readonly endpoints: OutsideEndpoints;
  readonly sessions: Sessions<Entry>;
}

/** A packet, and what was done to the table because of it so far. */
interface Passing {
  readonly at: number;
  readonly flow: Flow;
  readonly flags: TcpFlags;
  readonly events: MappingEvent[];
}

const DEFAULTS = {
  hairpinning: 'external',
  // RFC 4787 §4.3, REQ-5c: "A default value of five minutes or more … is RECOMMENDED".
  mappingMs: 300_000,
  inboundRefresh: false,
  keepsSessions: true,
} as const;

/** A NAT in the words of RFC 4787; TCP by RFC 5382, with mappings of its own (RFC 7857 §5). */
export function createRfc4787Nat(behaviour: Rfc4787Behaviour, config: NatConfig): Nat {
  const ownAddresses = new Set(config.addresses);
  const endpoints = createOutsideEndpoints(behaviour, config);
  const keeps = behaviour.keepsSessions ?? true;
  // With endpoint-independent mapping there is one mapping only, whoever began.
  const sessions = createSessions<Entry>(keeps && behaviour.mapping !== 'EndpointIndependent', config.random);
  const table = createMappingTable<OwnState>(config.nextId ?? createIds(), (entry) => {
    endpoints.release(entry.protocol, entry.outside);
    sessions.end(entry);
  });
  const nat: NatState = { behaviour: { ...DEFAULTS, ...behaviour }, table, endpoints, sessions };

  return {
    fromInside(at, flow, flags = {}) {
      const passing = { at, flow, flags, events: table.expire(at) };
      return ownAddresses.has(flow.destination.address) ? turnRound(nat, passing) : goOut(nat, passing);
    },
    fromOutside: (at, flow, flags = {}) => comeIn(nat, { at, flow, flags, events: table.expire(at) }),
    handleTimeout: (at) => table.expire(at),
    nextTimeoutAt: () => table.nextTimeoutAt(),
    clear: (why) => table.clear(why),
    table: () => table.all(),
  };
}

function goOut(nat: NatState, passing: Passing): NatDecision {
  const { flow, events } = passing;
  const session = nat.sessions.find(flow.protocol, flow.source, flow.destination);
  const onward = session ? withDestination(flow, session.outside) : flow;
  const entry = leave(nat, { ...passing, flow: onward }, session?.entry);
  if (typeof entry === 'string') return drop(events, entry);
  const mapping = nat.table.snapshot(entry);
  return { verdict: 'out', flow: withSource(onward, entry.outside), mapping, events };
}

function comeIn(nat: NatState, passing: Passing): NatDecision {
  const { flow, events } = passing;
  const entry = nat.table.outside(outsideKey(flow.protocol, flow.destination));
  if (!entry) return drop(events, isUnsolicitedSyn(passing) ? 'unsolicited-syn' : 'no-mapping');
  const refusal = enter(nat, entry, passing);
  const mapping = nat.table.snapshot(entry);
  if (refusal) return drop(events, refusal, mapping);
  const inward = withSource(flow, nat.sessions.letIn(entry, flow.source));
  return { verdict: 'in', flow: withDestination(inward, entry.inside), mapping, events };
}

/** RFC 4787 §6: from inside to an address of the NAT's own. */
function turnRound(nat: NatState, passing: Passing): NatDecision {
  const { flow, events } = passing;
  const { table } = nat;
  const { hairpinning } = nat.behaviour;
  const target = table.outside(outsideKey(flow.protocol, flow.destination));
  if (!target) return drop(events, 'no-mapping');
  if (hairpinning === 'none') return drop(events, 'no-hairpinning', table.snapshot(target));
  const sender = leave(nat, passing);
  if (typeof sender === 'string') return drop(events, sender);
  // The filter knows the sender by its outside address, whatever the other host gets to see.
  const refusal = enter(nat, target, { ...passing, flow: withSource(flow, sender.outside) });
  const to = table.snapshot(target);
  if (refusal) return drop(events, refusal, to);
  const source = hairpinning === 'external' ? sender.outside : flow.source;
  const turned = { protocol: flow.protocol, source, destination: target.inside };
  return { verdict: 'hairpin', flow: turned, mapping: table.snapshot(sender), to, events };
}

/**
 * The mapping by which a packet leaves, made or refreshed.
 *
 * @param ofSession that of the session which it belongs to
 */
function leave(nat: NatState, passing: Passing, ofSession?: Entry): Entry | NatRefusal {
  const { protocol, source, destination } = passing.flow;
  const madeFor = dependentPart(nat.behaviour.mapping, destination);
  const insideKey = `${protocol} ${endpointKey(source)} ${madeFor ? endpointKey(madeFor) : ''}`;
  const known = ofSession ?? nat.table.inside(insideKey);
  if (known) {
    nat.sessions.begin(known, destination);
    refreshFromInside(nat, known, passing);
    return known;
  }
  // RFC 5382 §5: what to do with it "is left unspecified". No connection begins so, and none is known.
  if (protocol === 'tcp' && !isFirstSyn(passing.flags)) return 'no-mapping';
  const outside = nat.endpoints.take(protocol, source);
  if (!outside) return 'no-free-port';
  const idleMs = protocol === 'udp' ? nat.behaviour.mappingMs : TCP_TRANSITORY_MS;
  const entry = nat.table.make(passing.at, idleMs, {
    protocol,
    inside: source,
    outside,
    madeFor,
    insideKey,
    outsideKey: outsideKey(protocol, outside),
    contacted: [],
    state: { contactedKeys: new Set(), tcp: createTcpSessions() },
  });
  nat.sessions.begin(entry, destination);
  contact(nat, entry, passing.flow);
  if (protocol === 'tcp') trackTcp(entry.state.tcp, endpointKey(destination), 'inside', passing.flags);
  passing.events.push({ event: 'mapping-made', mapping: nat.table.snapshot(entry) });
  return entry;
}

/** RFC 4787 §4.3, REQ-6: "MUST have a "NAT Outbound refresh behavior" of "True"". */
function refreshFromInside(nat: NatState, entry: Entry, { at, flow, flags, events }: Passing): void {
  const isNewEndpoint = contact(nat, entry, flow);
  const idleMs =
    flow.protocol === 'udp'
      ? nat.behaviour.mappingMs
      : trackTcp(entry.state.tcp, endpointKey(flow.destination), 'inside', flags);
  if (idleMs !== undefined) nat.table.restartTimer(entry, at, idleMs);
  if (idleMs === undefined && !isNewEndpoint) return;
  events.push({ event: 'mapping-refreshed', mapping: nat.table.snapshot(entry), isNewEndpoint });
}

/** Opens the filter for where inside sends to; whether it was closed. RFC 4787 §5. */
function contact({ behaviour, table }: NatState, entry: Entry, { destination }: Flow): boolean {
  const endpoint = dependentPart(behaviour.filtering, destination);
  if (!endpoint || entry.state.contactedKeys.has(endpointKey(endpoint))) return false;
  entry.state.contactedKeys.add(endpointKey(endpoint));
  table.contact(entry, endpoint);
  return true;
}

/** Lets a packet in by a mapping, unless the filter refuses. */
function enter(nat: NatState, entry: Entry, passing: Passing): NatRefusal | undefined {
  const { at, flow, flags, events } = passing;
  const { filtering, inboundRefresh, mappingMs } = nat.behaviour;
  const endpoint = dependentPart(filtering, flow.source);
  if (endpoint && !entry.state.contactedKeys.has(endpointKey(endpoint))) {
    return isUnsolicitedSyn(passing) ? 'unsolicited-syn' : FILTERED[filtering];
  }
  // A TCP connection is idle when neither side sends (RFC 5382 §5). RFC 4787's inbound refresh is for UDP.
  const udpIdleMs = inboundRefresh ? mappingMs : undefined;
  const idleMs =
    flow.protocol === 'udp'
      ? udpIdleMs
      : trackTcp(entry.state.tcp, endpointKey(flow.source), 'outside', flags);
  if (idleMs === undefined) return undefined;
  nat.table.restartTimer(entry, at, idleMs);
  events.push({ event: 'mapping-refreshed', mapping: nat.table.snapshot(entry), isNewEndpoint: false });
  return undefined;
}

const FILTERED: Record<EndpointDependence, NatRefusal | undefined> = {
  EndpointIndependent: undefined,
  AddressDependent: 'filtered-by-address',
  AddressAndPortDependent: 'filtered-by-address-and-port',
};

const isUnsolicitedSyn = ({ flow, flags }: Passing): boolean => flow.protocol === 'tcp' && isFirstSyn(flags);

const outsideKey = (protocol: Flow['protocol'], outside: Flow['destination']): string =>
  `${protocol} ${endpointKey(outside)}`;
