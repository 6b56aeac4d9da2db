import type {
  CheckFailure,
  IgnoredPacket,
  PairStateReason,
  RequestRefusal,
  TraceEvent as IceEvent,
} from '#src/protocol/ice/agent/trace.ts';
import type { AskedBecause } from '#src/protocol/turn/client/index.ts';
import type { Trace as TurnServerEvent } from '#src/protocol/turn/types.ts';
import type { Change, DropReason, Id, MappingEvent, Outcome, PacketId } from '#src/simulator/index.ts';

/*
 * What each sentence needs. Endpoints and addresses are text, `203.0.113.1:5000`; nodes are their ids; a type of
 * candidate is `host`, `srflx`, `prflx` or `relay`.
 */

export type NoParams = Readonly<Record<string, never>>;

export interface AtNode {
  readonly node: Id;
}

/** A packet that ended at a node. */
export interface DropParams extends AtNode {
  readonly source: string;
  readonly destination: string;
  /** Of the source, without its port. */
  readonly sourceAddress: string;
  /** Over which it was to go, where a cable or a network did it; otherwise empty. */
  readonly network: string;
  /** Of the mapping whose filter refused: who has it inside, and whom that has sent to. */
  readonly inside: string;
  readonly contacted: readonly string[];
}

export interface TranslatedParams extends AtNode {
  readonly before: string;
  readonly after: string;
}

export interface MappingParams extends AtNode {
  readonly inside: string;
  readonly outside: string;
  /** Whom it was made for, or whom its filter now lets in; otherwise empty. */
  readonly endpoint: string;
  readonly isPortKept: boolean;
  /** When it ends, if no packet refreshes it. */
  readonly expiresAtMs: number;
}

export interface FromParams extends AtNode {
  /** Empty where nobody is known. */
  readonly from: string;
}

export interface AddressParams extends AtNode {
  readonly address: string;
}

export interface CandidateParams extends AddressParams {
  readonly type: string;
}

export interface PriorityParams extends CandidateParams {
  readonly priority: number;
  readonly typePreference: number;
  readonly localPreference: number;
  readonly component: number;
}

export interface ServerParams extends AtNode {
  readonly server: string;
}

export interface PairParams extends AtNode {
  readonly pair: number;
  readonly local: string;
  readonly remote: string;
  readonly localType: string;
  readonly remoteType: string;
  /** Of another pair that has to do with it; 0 where there is none. */
  readonly other: number;
}

export interface CodeParams extends AtNode {
  readonly code: number;
  /** Its recommended phrase; empty where it has none. */
  readonly phrase: string;
}

export interface PairPriorityParams extends AtNode {
  readonly pair: number;
  /** Of the controlling agent's candidate: G. */
  readonly controlling: number;
  /** Of the controlled agent's: D. */
  readonly controlled: number;
  readonly priority: bigint;
}

export interface MethodParams extends AtNode {
  readonly method: string;
}

export interface ChangeParams extends AtNode {
  /** Empty where the change is of no network. */
  readonly network: string;
}

export interface PacketParams {
  readonly packet: PacketId;
}

type RemoteIgnored = Extract<IceEvent, { event: 'remote-candidate-ignored' }>['reason'];
type Formed = Extract<IceEvent, { event: 'pair-formed' }>['why'];
type DroppedPair = Extract<IceEvent, { event: 'pair-dropped' }>['why'];
type Sent = Extract<IceEvent, { event: 'check-sent' }>['check'];
type Switched = Extract<IceEvent, { event: 'role-switched' }>['why'];
type Nominating = Extract<IceEvent, { event: 'nominating' }>['why'];
type ChecklistWhy = Extract<IceEvent, { event: 'checklist-state' }>['why'];
type MappingEnd = Extract<MappingEvent, { event: 'mapping-ended' }>['why'];
type Released = Exclude<TurnServerEvent['decision'], 'ignored' | 'answered' | 'refused' | 'allocated'>;

/** A sentence for each way in which something can be so. */
type Each<Prefix extends string, Reason extends string, Params> = {
  readonly [R in Reason as `${Prefix}-${R}`]: Params;
};

type OfPackets = Each<'dropped', DropReason, DropParams> &
  Each<'translated', 'out' | 'in' | 'hairpin', TranslatedParams> & {
    readonly sent: AtNode & { readonly source: string; readonly destination: string };
    readonly 'sent-again': PacketParams;
    readonly answers: PacketParams;
    /** The data of another packet, by a relay. */
    readonly relays: PacketParams;
    /** Before a relay passes anything on, its server has to permit the peer's address. */
    readonly 'held-for-permission': AtNode;
    readonly received: AtNode;
    /** Of mDNS. */
    readonly 'name-question': AtNode & { readonly name: string };
    readonly 'name-answer': AtNode & { readonly name: string };
    /** Application data. */
    readonly says: AtNode & { readonly text: string };
    /** What became of the checks of a pair that nobody answered. */
    readonly 'last-dropped': PacketParams & { readonly count: number };
  };

type OfMappings = Each<'mapping-made', 'for-all' | 'for-address' | 'for-endpoint', MappingParams> &
  Each<'mapping-ended', MappingEnd, MappingParams> & {
    readonly 'mapping-refreshed': MappingParams;
    readonly 'endpoint-let-in': MappingParams;
  };

type OfGathering = Each<'remote-candidate', RemoteIgnored, AddressParams> &
  Each<'turn-asked', AskedBecause, MethodParams> & {
    /** One that an agent told: what it is. */
    readonly 'told-host': AddressParams;
    readonly 'told-srflx': AddressParams;
    readonly 'told-relay': AddressParams;
    /** How its priority is made. */
    readonly candidate: PriorityParams;
    /** By a formula of its own. */
    readonly 'candidate-otherwise': CandidateParams & { readonly priority: number };
    readonly 'end-of-candidates': AtNode;
    readonly 'candidate-redundant': AddressParams;
    readonly 'server-asked': ServerParams;
    readonly 'binding-kept-alive': ServerParams;
    readonly 'server-refused': ServerParams & CodeParams;
    readonly 'server-silent': ServerParams;
    readonly 'turn-answered': MethodParams;
    readonly 'turn-refused': MethodParams & CodeParams;
    readonly 'turn-unanswered': MethodParams;
    readonly 'turn-ignored': AtNode & { readonly reason: string };
    readonly 'turn-channel-refused': AtNode & { readonly peer: string };
    readonly 'turn-icmp': AtNode & { readonly peer: string };
  };

type OfPairs = Each<'pair-formed', Formed, PairParams> &
  Each<'pair-dropped', DroppedPair, PairParams> &
  Each<'pair', Exclude<PairStateReason, CheckFailure>, PairParams> &
  Each<'check-failed', CheckFailure, PairParams & CodeParams> &
  Each<'check-sent', Sent, PairParams> &
  Each<'nominating', Nominating, PairParams> & {
    readonly 'pair-for-base': PairParams & { readonly insteadOf: string };
    readonly 'pair-priority': PairPriorityParams;
    readonly 'check-sent-nominating': PairParams;
    /** It never left: no permission for its relay. */
    readonly 'check-held': PairParams;
    readonly 'check-answered': PairParams & { readonly mapped: string; readonly roundTripMs: number };
    readonly triggered: PairParams;
    readonly valid: PairParams;
    readonly 'valid-by-another': PairParams;
    readonly nominated: PairParams;
    readonly selected: PairParams;
    readonly keepalive: PairParams;
    readonly 'consent-fresh': PairParams & { readonly untilMs: number };
    readonly 'consent-expired': PairParams;
  };

type OfAgents = Each<'ignored', IgnoredPacket, FromParams> &
  Each<'request-refused', RequestRefusal, FromParams & CodeParams> &
  Each<'role-switched', Switched, AtNode & { readonly role: string }> &
  Each<'checklist', ChecklistWhy, AtNode> &
  Each<'state', 'running' | 'completed' | 'failed', AtNode> & {
    readonly 'request-received': FromParams;
    readonly 'request-nominates': FromParams;
    readonly 'peer-reflexive-local': AddressParams;
    readonly 'peer-reflexive-remote': AddressParams;
    readonly 'remote-identified': CandidateParams;
    readonly role: AtNode & { readonly role: string };
    readonly 'pac-timer-expired': AtNode;
    readonly restarted: AtNode & { readonly ufrag: string };
    readonly data: AtNode & { readonly bytes: number };
  };

type OfServers = Each<'relay', Released, AddressParams> & {
  readonly 'server-reflects': AtNode & { readonly client: string };
  readonly 'server-answered': MethodParams & { readonly client: string };
  readonly 'server-refuses': MethodParams & CodeParams & { readonly client: string };
  readonly 'relay-allocated': AddressParams & { readonly client: string };
  readonly 'server-ignored': FromParams & { readonly reason: string };
};

type OfScene = Each<'change', Change['do'], ChangeParams> &
  Each<'signal', 'parameters' | 'candidate' | 'end-of-candidates', { readonly from: Id; readonly to: Id }> &
  Each<'settled', Outcome, NoParams> & {
    readonly 'name-asked': AtNode & { readonly name: string };
    readonly 'name-found': AddressParams & { readonly name: string };
    /** Of the pair that an agent has selected. */
    readonly 'selected-types': AtNode & { readonly localType: string; readonly remoteType: string };
    /** Whose peer has stopped answering. */
    readonly 'consent-lost': AtNode;
    /** Whose NAT gives each destination another mapping. */
    readonly 'maps-by-destination': AtNode;
    readonly 'both-map-by-destination': NoParams;
    readonly 'no-relay': NoParams;
    readonly 'no-server-answered': AtNode;
    readonly 'no-pair': AtNode;
    /** Where and why, the next sentence says. */
    readonly 'checks-dropped': AtNode & { readonly count: number };
  };

/** By the name of the sentence. */
export interface WhyParams
  extends OfPackets, OfMappings, OfGathering, OfPairs, OfAgents, OfServers, OfScene {}
