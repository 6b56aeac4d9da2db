import type { TransportAddress } from '../../bytes/address.ts';
import type { Candidate } from '../candidate.ts';
import type { CandidateType } from '../priority.ts';
import type { IgnoredPacket, TraceEvent } from './trace.ts';

export type { IgnoredPacket, TraceEvent };

/** Who nominates. RFC 8445 §6.1.1. */
export type Role = 'controlling' | 'controlled';

/** RFC 8445 §6.1.2.6, figure 6. */
export type PairState = 'frozen' | 'waiting' | 'in-progress' | 'succeeded' | 'failed';

/** Of a checklist (RFC 8445 §6.1.2.1) and of the whole agent (§6.1.3). */
export type IceState = 'running' | 'completed' | 'failed';

/** Names a socket of the shell. Never used twice. */
export type SocketId = number;

/** A username fragment of 4 to 256 and a password of 22 to 256 `ice-char`s. RFC 8839 §5.4. */
export interface IceCredentials {
  readonly ufrag: string;
  readonly pwd: string;
}

/** What the peer says of itself, beside its candidates. RFC 8445 §5.3. */
export interface RemoteParameters extends IceCredentials {
  readonly lite?: boolean;
  /** Its Ta (RFC 8839 §5.5); 50 ms where it says nothing. */
  readonly pacingMs?: number;
}

/** A socket that the shell has bound: a host candidate, and where its packets leave from. */
export interface Base {
  readonly socket: SocketId;
  readonly address: TransportAddress;
  /** Of the streams of `AgentConfig`, counted from 0; default 0. */
  readonly stream?: number;
  /** 1 to 256; default 1. */
  readonly component?: number;
}

/** A server to ask for candidates. Its address was looked up by the shell. */
export type IceServer =
  | { readonly kind: 'stun'; readonly address: TransportAddress }
  | {
      readonly kind: 'turn';
      readonly address: TransportAddress;
      readonly username: string;
      readonly password: string;
      /** To the server; default `udp`. To peers a relayed address is UDP's in any case (RFC 8656 §3.1). */
      readonly transport?: 'udp' | 'tcp';
    };

export interface AgentConfig {
  readonly role: Role;
  readonly credentials: IceCredentials;
  /** 64 bits, chosen at random. RFC 8445 §5.2: it decides a role conflict. */
  readonly tiebreaker: bigint;
  /** Uniform in [0, 1): makes transaction ids, new tiebreakers and the jitter of consent checks. */
  readonly random: () => number;
  /** How many components each data stream has. Default: one stream of one component. */
  readonly streams?: readonly number[];
  readonly servers?: readonly IceServer[];
  /** `relay`: only relayed candidates are told and paired. Default `all`. */
  readonly policy?: 'all' | 'relay';
  /** A lite agent answers only (RFC 8445 §2.5): it gathers host candidates, sends no checks, and is controlled. */
  readonly lite?: boolean;
  /** Ta. Default 50 ms (RFC 8445 §14.2). */
  readonly taMs?: number;
  /** Default 100 (RFC 8445 §6.1.2.5). */
  readonly pairLimit?: number;
  /** How long the controlling agent waits for a better pair once it has a valid one. Default 250 ms. */
  readonly nominateAfterMs?: number;
  /**
   * The same where only relayed pairs are valid. Default 1,000 ms: a NAT that filters often drops the first check and
   * lets the second in, which comes an RTO (500 ms, RFC 8445 §14.3) later.
   */
  readonly nominateRelayedAfterMs?: number;
  /** Default 39.5 s (RFC 8863 §4). */
  readonly pacTimerMs?: number;
  /** Whether consent is kept fresh (RFC 7675). Default true; otherwise only keepalives are sent. */
  readonly consent?: boolean;
}

/** How packets of a candidate leave: from a socket, or through the TURN client of that number on it. */
export interface Path {
  readonly socket: SocketId;
  readonly relay?: number;
}

/** A candidate of this agent. RFC 8445 §5.1.1. */
export interface LocalCandidate {
  readonly type: CandidateType;
  readonly stream: number;
  readonly component: number;
  readonly address: TransportAddress;
  /** "The transport address that an ICE agent sends from for a particular candidate" (RFC 8445 §4). */
  readonly base: TransportAddress;
  readonly path: Path;
  readonly localPreference: number;
  readonly priority: number;
  readonly foundation: string;
  /** The server that gave it. */
  readonly server?: TransportAddress;
  /** Of a relayed candidate: the transport between the agent and its server. */
  readonly relayProtocol?: 'udp' | 'tcp';
  /** raddr and rport: the base of a reflexive candidate, the mapped address of a relayed one. */
  readonly related?: TransportAddress;
}

/** A candidate of the peer. */
export interface RemoteCandidate {
  readonly type: CandidateType;
  readonly stream: number;
  readonly component: number;
  readonly address: TransportAddress;
  readonly priority: number;
  readonly foundation: string;
}

/** What the shell has to do, in this order. */
export type AgentAction =
  | {
      readonly kind: 'send';
      readonly socket: SocketId;
      readonly to: TransportAddress;
      readonly bytes: Uint8Array;
      /**
       * Over a connection from the socket's IP address to this one, which the shell opens at the first use; `bytes` are
       * one message of its stream. Otherwise a datagram from the socket.
       */
      readonly transport?: 'tcp';
    }
  /** The connection from this socket's IP address to a server isn't needed any more. */
  | { readonly kind: 'disconnect'; readonly socket: SocketId; readonly server: TransportAddress }
  /** To be told to the peer ("trickled"); its line comes from `printCandidate`. */
  | { readonly kind: 'local-candidate'; readonly stream: number; readonly candidate: Candidate }
  /** Nothing more will be gathered for this stream. RFC 8838 §13. */
  | { readonly kind: 'end-of-candidates'; readonly stream: number }
  | { readonly kind: 'state'; readonly state: IceState }
  | { readonly kind: 'role'; readonly role: Role }
  /** Data goes over this pair from now on. */
  | {
      readonly kind: 'selected';
      readonly stream: number;
      readonly component: number;
      readonly pair: PairView;
    }
  | {
      readonly kind: 'data';
      readonly stream: number;
      readonly component: number;
      readonly bytes: Uint8Array;
    }
  /** RFC 7675 §5.1: the agent has stopped sending on this pair; only a restart brings it back. */
  | { readonly kind: 'consent-expired'; readonly stream: number; readonly component: number }
  | Trace;

/** What was decided, for whoever draws or logs it. Nothing depends on it. */
export type Trace = { readonly kind: 'trace'; readonly at: number } & TraceEvent;

/** A pair as a picture draws it. */
export interface PairView {
  /** Counted from 1 in the order in which the agent made them. */
  readonly id: number;
  readonly stream: number;
  readonly component: number;
  readonly local: LocalCandidate;
  readonly remote: RemoteCandidate;
  readonly state: PairState;
  readonly priority: bigint;
  readonly foundation: string;
  /** Whether it is on the valid list. RFC 8445 §7.2.5.3.2. */
  readonly valid: boolean;
  readonly nominated: boolean;
}

export interface ChecklistView {
  readonly stream: number;
  readonly state: IceState;
  /** Highest priority first. */
  readonly pairs: readonly PairView[];
  readonly valid: readonly PairView[];
  /** Ids of pairs, the next one first. RFC 8445 §6.1.4.1. */
  readonly triggered: readonly number[];
}

export interface SelectedView {
  readonly stream: number;
  readonly component: number;
  readonly pair: PairView;
  /** Until when data may be sent, unless a check is answered before. RFC 7675 §5.1. */
  readonly consentUntil?: number;
  readonly nextConsentCheckAt?: number;
}

/** The agent at a moment: all that a picture needs. */
export interface AgentSnapshot {
  readonly role: Role;
  readonly tiebreaker: bigint;
  readonly state: IceState;
  readonly gathering: 'new' | 'gathering' | 'complete';
  readonly local: readonly LocalCandidate[];
  readonly remote: readonly RemoteCandidate[];
  readonly checklists: readonly ChecklistView[];
  readonly selected: readonly SelectedView[];
  /** When the next check may leave, for which pair as things stand, and by which rule of RFC 8445 §6.1.4.2. */
  readonly nextCheck?: {
    readonly at: number;
    readonly pair: number;
    readonly check: 'ordinary' | 'triggered';
  };
}

/**
 * An ICE agent (RFC 8445) without sockets, clock or randomness of its own: packets, candidates and time in, actions
 * out. Every `at` is in milliseconds, of any one clock.
 */
export interface IceAgent {
  /** RFC 8445 §5.1.1: makes host candidates of these bases and asks the servers for more. Once for each session. */
  gather(at: number, bases: readonly Base[]): AgentAction[];
  setRemoteParameters(at: number, parameters: RemoteParameters): AgentAction[];
  /** A candidate that came by signalling. Names (mDNS) are looked up before, by the shell. */
  addRemoteCandidate(at: number, candidate: Candidate, stream?: number): AgentAction[];
  /** RFC 8838 §14. Without a stream: of all. */
  addRemoteEndOfCandidates(at: number, stream?: number): AgentAction[];
  /** A datagram of a socket, or with `tcp` one message of the stream of its connection to a server. */
  handlePacket(
    at: number,
    socket: SocketId,
    from: TransportAddress,
    bytes: Uint8Array,
    transport?: 'udp' | 'tcp',
  ): AgentAction[];
  /** A connection to a server can't be had, or was lost, and with it what was relayed over it. */
  handleConnectionLost(at: number, socket: SocketId, server: TransportAddress): AgentAction[];
  handleTimeout(at: number): AgentAction[];
  /** When `handleTimeout` has something to do next. */
  nextTimeoutAt(): number | undefined;
  /** Data of the application. It is not sent where there is no valid pair, or no consent; the trace says so. */
  sendData(at: number, bytes: Uint8Array, stream?: number, component?: number): AgentAction[];
  /** RFC 8445 §9: new credentials, all checks anew; data goes on over the old pair until there is a new one. */
  restart(at: number, credentials: IceCredentials): AgentAction[];
  /** Gives back relayed addresses, and is silent from then on. */
  close(at: number): AgentAction[];
  snapshot(): AgentSnapshot;
}
