import type { IceState, PairView, Role, TraceEvent as IceEvent } from '#src/protocol/ice/agent/index.ts';
import type { Candidate, TransportAddress } from '#src/protocol/index.ts';
import type { Trace as TurnServerEvent } from '#src/protocol/turn/types.ts';
import type { Flow, Mapping, MappingEvent, NatRefusal } from './nat/types.ts';
import type { Change, Id, Scene } from './scene/types.ts';

/** Numbers the packets of a trace, from 1. A packet keeps its number through NATs. */
export type PacketId = number;

/** A packet as its sender sent it. */
export interface Packet {
  readonly id: PacketId;
  readonly protocol: 'udp' | 'tcp';
  /** The node that sent it. */
  readonly sender: Id;
  /** UDP: the datagram. TCP: the segment's data. */
  readonly bytes: Uint8Array;
  readonly tcp?: TcpHeader;
  readonly source: TransportAddress;
  readonly destination: TransportAddress;
  readonly sentAt: number;
}

/** The fields of a TCP segment that matter here. RFC 9293 §3.1. */
export interface TcpHeader {
  readonly sequence: number;
  readonly acknowledgment: number;
  readonly syn: boolean;
  readonly ack: boolean;
  readonly fin: boolean;
  readonly rst: boolean;
}

/** Why a packet ended before anybody received it. */
export type DropReason =
  | NatRefusal
  /** The network has no such address, and no way out. */
  | 'no-such-address'
  | 'no-route'
  /** A private address (RFC 1918) outside: the internet knows none. */
  | 'private-address'
  /** The cable is cut. */
  | 'link-cut'
  /** The link lost it: its `loss`. */
  | 'link-loss'
  | 'too-big'
  | 'udp-blocked'
  | 'tcp-blocked'
  | 'unsolicited'
  /** It arrived, and no socket was there. */
  | 'no-socket'
  /** More routers than the packet may cross. */
  | 'too-many-hops'
  | 'moved-away';

/** What the two agents came to. */
export type Outcome = 'direct' | 'relayed' | 'failed' | 'undecided';

export type AgentEvent =
  | { readonly event: 'ice'; readonly ice: IceEvent }
  | { readonly event: 'candidate'; readonly candidate: Candidate; readonly name?: string }
  | { readonly event: 'end-of-candidates' }
  | { readonly event: 'state'; readonly state: IceState }
  | { readonly event: 'role'; readonly role: Role }
  | { readonly event: 'selected'; readonly pair: PairView }
  | { readonly event: 'data'; readonly bytes: Uint8Array }
  | { readonly event: 'consent-expired' };

/** What signalling carries. */
export type SignalWhat =
  | { readonly what: 'parameters'; readonly ufrag: string }
  | { readonly what: 'candidate'; readonly line: string }
  | { readonly what: 'end-of-candidates' };

/**
 * Everything that happened, in its order: pictures and tables read this and nothing else. A packet's life is `sent`,
 * then for each cable `hop`, at each NAT `translated`, and in the end `received` or `dropped`.
 */
export type TraceEvent = { readonly at: number } & (
  | { readonly kind: 'sent'; readonly node: Id; readonly packet: PacketId }
  /** From a node to the next over a network: leaves at `at`. */
  | {
      readonly kind: 'hop';
      readonly packet: PacketId;
      readonly from: Id;
      readonly to: Id;
      readonly network: Id;
      readonly arrivesAt: number;
      readonly flow: Flow;
    }
  | {
      readonly kind: 'translated';
      readonly packet: PacketId;
      readonly node: Id;
      readonly way: 'out' | 'in' | 'hairpin';
      readonly before: Flow;
      readonly after: Flow;
      readonly mapping: Mapping['id'];
      /** Hairpinned: the mapping whose inside it goes to. */
      readonly to?: Mapping['id'];
    }
  | {
      readonly kind: 'dropped';
      readonly packet: PacketId;
      readonly node: Id;
      readonly why: DropReason;
      readonly flow: Flow;
      readonly mapping?: Mapping['id'];
      /** Over this network, where a link did it. */
      readonly network?: Id;
    }
  | { readonly kind: 'received'; readonly packet: PacketId; readonly node: Id; readonly flow: Flow }
  | ({ readonly kind: 'mapping'; readonly node: Id; readonly packet?: PacketId } & MappingEvent)
  /** What an agent decided, or has to say. `cause`: the packet that it answers to. */
  | ({ readonly kind: 'agent'; readonly node: Id; readonly cause?: PacketId } & AgentEvent)
  | {
      readonly kind: 'server';
      readonly node: Id;
      readonly cause?: PacketId;
      readonly server: TurnServerEvent;
    }
  | ({
      readonly kind: 'signal';
      readonly from: Id;
      readonly to: Id;
      readonly arrivesAt: number;
    } & SignalWhat)
  /** A `.local` name was asked for by multicast, and found or not. RFC 6762. */
  | {
      readonly kind: 'name';
      readonly node: Id;
      readonly name: string;
      readonly address?: string;
    }
  | { readonly kind: 'change'; readonly change: Change }
  /** Nothing more is to be decided: both agents have what they want, or nothing to hope for. */
  | { readonly kind: 'settled'; readonly outcome: Outcome }
);

/** A scene, and what happened in it. */
export interface Trace {
  readonly scene: Scene;
  readonly events: readonly TraceEvent[];
  /** By their numbers: the packet 1 stands at place 0. */
  readonly packets: readonly Packet[];
  readonly result: SessionResult;
}

export interface SessionResult {
  readonly outcome: Outcome;
  /** When the outcome was known. */
  readonly settledAt?: number;
  readonly endedAt: number;
  /** Of each agent. */
  readonly selected: readonly { readonly node: Id; readonly pair: PairView }[];
}
