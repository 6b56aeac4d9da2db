import { isSameTransport } from '#src/protocol/bytes/address.ts';
import { METHOD } from '#src/protocol/stun/header.ts';
import type { Trace as TurnServerEvent } from '#src/protocol/turn/types.ts';
import type { PacketId, Trace, TraceEvent } from '#src/simulator/index.ts';
import type { Timeline } from '#src/visuals/index.ts';

/** The moments of a session that a chapter can point at. */
export const NAMED_MOMENTS = [
  'first-candidate',
  'first-mapping',
  'first-answer',
  'first-srflx',
  'first-401',
  'allocated',
  'first-relay',
  'gathered',
  'all-gathered',
  'permitted',
  'first-pair',
  'first-redundant',
  'first-waiting',
  'first-check',
  'first-filtered',
  'first-dropped',
  'mapping-for-peer',
  'first-hairpin',
  'first-request',
  'first-triggered',
  'role-conflict',
  'role-switched',
  'first-prflx',
  'first-again',
  'first-succeeded',
  'first-unfrozen',
  'nominated',
  'selected',
  'channel-bound',
  'link-cut',
  'consent-expired',
  'restarted',
  'settled',
] as const;

export type MomentName = (typeof NAMED_MOMENTS)[number];

/** Where a named moment is in a trace. */
export interface NamedMoment {
  readonly name: MomentName;
  readonly atMs: number;
  /** The place of what happens then in `trace.events`. */
  readonly event: number;
  /** The packet that it happens to, or by which. */
  readonly packet?: PacketId;
}

const IS: Readonly<Record<MomentName, (event: TraceEvent, trace: Trace) => boolean>> = {
  'first-candidate': (event) => isCandidate(event),
  'first-mapping': (event) => isMappingMade(event),
  'first-answer': (event) => isAnswered(event, METHOD.Binding),
  'first-srflx': (event) => isCandidate(event, 'srflx'),
  'first-401': (event) => isRefused(event, 401),
  allocated: (event) => serverOf(event)?.decision === 'allocated',
  'first-relay': (event) => isCandidate(event, 'relay'),
  gathered: isEndOfCandidates,
  'all-gathered': (event, { events }) =>
    isEndOfCandidates(event) && !events.some((other) => isEndOfCandidates(other) && other.at > event.at),
  permitted: (event) => isAnswered(event, METHOD.CreatePermission),
  'first-pair': (event) => iceOf(event)?.event === 'pair-formed',
  'first-redundant': (event) => {
    const ice = iceOf(event);
    return ice?.event === 'pair-dropped' && ice.why === 'redundant';
  },
  'first-waiting': (event) => isStateWhy(event, 'first-of-foundation'),
  'first-check': (event) => iceOf(event)?.event === 'pair-state' && isState(event, 'in-progress'),
  'first-filtered': (event) => event.kind === 'dropped' && FILTERED.has(event.why),
  'first-dropped': (event) => event.kind === 'dropped',
  'mapping-for-peer': isMappingForPeer,
  'first-hairpin': (event) => event.kind === 'translated' && event.way === 'hairpin',
  'first-request': (event) => iceOf(event)?.event === 'request-received',
  'first-triggered': (event) => iceOf(event)?.event === 'triggered',
  'role-conflict': (event) => isConflictAnswered(event),
  'role-switched': (event) => iceOf(event)?.event === 'role-switched',
  'first-prflx': (event) => iceOf(event)?.event === 'peer-reflexive',
  'first-again': (event) => {
    const ice = iceOf(event);
    return ice?.event === 'check-sent' && ice.check === 'again';
  },
  'first-succeeded': (event) => isState(event, 'succeeded'),
  'first-unfrozen': (event) => isStateWhy(event, 'foundation-succeeded'),
  nominated: (event) => iceOf(event)?.event === 'nominated',
  selected: (event) => event.kind === 'agent' && event.event === 'selected',
  'channel-bound': (event) => isAnswered(event, METHOD.ChannelBind),
  'link-cut': (event) => event.kind === 'change' && event.change.do === 'cut',
  'consent-expired': (event) => iceOf(event)?.event === 'consent-expired',
  restarted: (event) => event.kind === 'change' && event.change.do === 'restart',
  settled: (event) => event.kind === 'settled',
};

type MappingMade = Extract<TraceEvent, { event: 'mapping-made' }>;

const FILTERED: ReadonlySet<string> = new Set([
  'filtered-by-address',
  'filtered-by-address-and-port',
  'no-mapping',
  'unsolicited',
]);

/** Reads the attribute `steps`: names with commas between them. @throws where one is no named moment */
export function readSteps(text: string): MomentName[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => {
      const known = NAMED_MOMENTS.find((moment) => moment === name);
      if (known) return known;
      throw new Error(`“${name}” is no named moment. There are: ${NAMED_MOMENTS.join(', ')}.`);
    });
}

/** The first time that it happened; undefined where it never did. */
export function findMoment({ trace }: Timeline, name: MomentName): NamedMoment | undefined {
  const event = trace.events.findIndex((one) => IS[name](one, trace));
  const found = trace.events[event];
  const packet = found && packetOf(found);
  return found && { name, atMs: found.at, event, ...(packet !== undefined && { packet }) };
}

function packetOf(event: TraceEvent): PacketId | undefined {
  if ('packet' in event) return event.packet;
  return 'cause' in event ? event.cause : undefined;
}

function isCandidate(event: TraceEvent, type?: string): boolean {
  if (event.kind !== 'agent' || event.event !== 'candidate') return false;
  return type === undefined || event.candidate.type === type;
}

function isEndOfCandidates(event: TraceEvent): boolean {
  return event.kind === 'agent' && event.event === 'end-of-candidates';
}

function isMappingMade(event: TraceEvent): event is MappingMade {
  return event.kind === 'mapping' && event.event === 'mapping-made';
}

/** Whether a NAT made it for a packet to what another one has mapped: its host had no mapping that would do. */
function isMappingForPeer(event: TraceEvent, { events, packets }: Trace): boolean {
  const packet = isMappingMade(event) && event.packet && packets[event.packet - 1];
  return (
    !!packet &&
    events.some(
      (other) =>
        isMappingMade(other) &&
        other.at < event.at &&
        isSameTransport(other.mapping.outside, packet.destination),
    )
  );
}

function isAnswered(event: TraceEvent, method: number): boolean {
  const server = serverOf(event);
  return server?.decision === 'answered' && server.method === method;
}

function isRefused(event: TraceEvent, code: number): boolean {
  const server = serverOf(event);
  return server?.decision === 'refused' && server.code === code;
}

function serverOf(event: TraceEvent): TurnServerEvent | undefined {
  return event.kind === 'server' ? event.server : undefined;
}

function isState(event: TraceEvent, to: string): boolean {
  const ice = iceOf(event);
  return ice?.event === 'pair-state' && ice.to === to;
}

function isStateWhy(event: TraceEvent, why: string): boolean {
  const ice = iceOf(event);
  return ice?.event === 'pair-state' && ice.why === why;
}

/** The answer 487: RFC 8445 §7.3.1.1. */
function isConflictAnswered(event: TraceEvent): boolean {
  const ice = iceOf(event);
  return ice?.event === 'request-refused' && ice.why === 'role-conflict';
}

function iceOf(event: TraceEvent): Extract<TraceEvent, { event: 'ice' }>['ice'] | undefined {
  return event.kind === 'agent' && event.event === 'ice' ? event.ice : undefined;
}
