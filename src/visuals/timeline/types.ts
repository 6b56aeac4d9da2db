import type {
  IceState,
  LocalCandidate,
  PairState,
  RemoteCandidate,
  Role,
} from '#src/protocol/ice/agent/index.ts';
import type { Candidate } from '#src/protocol/index.ts';
import type {
  Change,
  DropReason,
  Flow,
  Id,
  Mapping,
  Outcome,
  PacketId,
  Scene,
  SignalWhat,
  Trace,
} from '#src/simulator/index.ts';

/** A trace that can be looked at from any moment of it. Every time is in milliseconds. */
export interface Timeline {
  readonly trace: Trace;
  /** The last moment: nothing happens after it. */
  readonly endMs: number;
  /** Where something was decided, in order of time. */
  readonly marks: readonly Mark[];
  /** How things stood once everything of this moment had happened. */
  at(ms: number): Moment;
  /**
   * How many of the trace's events have happened by then: the place of the next one in `trace.events`.
   */
  happenedBy(ms: number): number;
  /** The next moment at which a packet was sent, passed on, received or dropped, or that has a mark. */
  next(ms: number, what?: 'packet' | 'mark'): number | undefined;
  previous(ms: number, what?: 'packet' | 'mark'): number | undefined;
}

/** Everything that a picture shows of one moment. */
export interface Moment {
  readonly atMs: number;
  /** The scene with the changes made so far. The same object until the next change. */
  readonly scene: Scene;
  /** Cables that are cut. */
  readonly cuts: readonly Cut[];
  /** Packets on a cable, in the order in which they left. */
  readonly flying: readonly Flying[];
  /** Signalling that has been sent and hasn't arrived. */
  readonly signals: readonly FlyingSignal[];
  /** Each NAT of the scene, in its order. */
  readonly nats: readonly NatView[];
  /** Each agent of the scene, in its order. */
  readonly agents: readonly AgentView[];
  /** Once it is known. */
  readonly outcome?: Outcome;
}

export interface Cut {
  readonly node: Id;
  readonly network: Id;
}

/** A packet between two nodes. */
export interface Flying {
  readonly packet: PacketId;
  readonly from: Id;
  readonly to: Id;
  readonly network: Id;
  /** How much of this cable is behind it, 0 to 1. */
  readonly progress: number;
  readonly flow: Flow;
  /** The place of its `hop` in `trace.events`. */
  readonly event: number;
}

/** Something on its way over signalling. */
export interface FlyingSignal {
  readonly from: Id;
  readonly to: Id;
  readonly signal: SignalWhat;
  /** 0 to 1. */
  readonly progress: number;
  /** The place of its `signal` in `trace.events`. */
  readonly event: number;
}

/** A NAT's table. */
export interface NatView {
  readonly node: Id;
  /** In the order in which they were made. */
  readonly entries: readonly NatEntry[];
}

export interface NatEntry {
  readonly mapping: Mapping;
  /** Until it ends, if no packet refreshes it. */
  readonly remainingMs: number;
  /** The place in `trace.events` of what last made or refreshed it. */
  readonly event: number;
}

/** An agent and its checklist. */
export interface AgentView {
  readonly node: Id;
  readonly role: Role;
  readonly gathering: 'new' | 'gathering' | 'complete';
  readonly state: IceState;
  /** What it has told the peer, or would: as it stands in its candidate lines. */
  readonly candidates: readonly Candidate[];
  /** Highest priority first. RFC 8445 §6.1.2.3. */
  readonly pairs: readonly PairRow[];
  /** Pairs that left the checklist, in order of time. */
  readonly dropped: readonly DroppedPair[];
  /** Pairs that wait for a triggered check, the next one first. RFC 8445 §6.1.4.1. */
  readonly triggered: readonly number[];
  /** The pair that data goes over. */
  readonly selected?: number;
  /** During a restart: the pair that data still goes over. RFC 8445 §9. */
  readonly previous?: PairRow;
  /** Until when it may, unless a check is answered before. RFC 7675 §5.1. */
  readonly consentUntilMs?: number;
  /** Whether consent was lost (RFC 7675 §5.1): only a restart helps. */
  readonly consentExpired: boolean;
}

/** A pair of a checklist, as its row shows it. */
export interface PairRow {
  /** Counted from 1 by each agent for itself. */
  readonly id: number;
  readonly local: LocalCandidate;
  readonly remote: RemoteCandidate;
  readonly priority: bigint;
  readonly foundation: string;
  readonly state: PairState;
  /** Whether it is on the valid list. RFC 8445 §7.2.5.3.2. */
  readonly valid: boolean;
  /** Its next check is to nominate it, or that of the pair which made it valid. */
  readonly nominating: boolean;
  readonly nominated: boolean;
  readonly selected: boolean;
  /** How it came to be; `valid`: only on the valid list. */
  readonly why: 'candidates' | 'request' | 'valid';
  /** The reflexive candidate that `local` stands for. RFC 8445 §6.1.2.4. */
  readonly insteadOf?: LocalCandidate;
  /** Of a valid pair: the one whose check made it valid, perhaps itself. RFC 8445 §7.2.5.3.2. */
  readonly checkedBy?: number;
  /** When a check of it was last answered. */
  readonly answeredAtMs?: number;
  /** The place in `trace.events` of what was last said of it. */
  readonly event: number;
}

export interface DroppedPair {
  readonly pair: PairRow;
  readonly why: 'redundant' | 'limit' | 'nominated';
  /** The pair that it is redundant with, or that was nominated. */
  readonly of?: number;
  /** The place of its `pair-dropped` in `trace.events`. */
  readonly event: number;
}

/** What was decided at a moment. */
export type MarkKind =
  | 'candidate'
  | 'mapping-made'
  /** The NAT's filter lets in one more endpoint. */
  | 'endpoint-let-in'
  | 'mapping-ended'
  | 'dropped'
  | 'pair-succeeded'
  | 'pair-failed'
  | 'nominated'
  | 'selected'
  | 'role-switched'
  | 'consent-expired'
  | 'restarted'
  | 'change'
  | 'settled';

/** A moment on the time slider at which something was decided. */
export interface Mark {
  readonly atMs: number;
  readonly kind: MarkKind;
  /** The place of what happened in `trace.events`. */
  readonly event: number;
  readonly node?: Id;
  readonly packet?: PacketId;
  /** Of the agent at `node`. */
  readonly pair?: number;
  /** Of a dropped packet. */
  readonly why?: DropReason;
  readonly change?: Change['do'];
  readonly outcome?: Outcome;
}
