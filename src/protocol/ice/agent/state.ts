import type { TransportAddress } from '../../bytes/address.ts';
import { Transactions } from '../../stun/index.ts';
import type { TurnClient } from '../../turn/client/index.ts';
import { Foundations } from '../foundation.ts';
import { CANDIDATE_PAIR_LIMIT, PACING, PAC_TIMER_MS } from '../timers.ts';
import type {
  AgentConfig,
  Base,
  IceCredentials,
  IceServer,
  IceState,
  LocalCandidate,
  PairState,
  Path,
  RemoteCandidate,
  RemoteParameters,
  Role,
  SocketId,
} from './types.ts';

/** A pair of candidates while the agent works on it. */
export interface Pair {
  readonly id: number;
  readonly stream: number;
  readonly component: number;
  readonly local: LocalCandidate;
  remote: RemoteCandidate;
  priority: bigint;
  foundation: string;
  state: PairState;
  /** The valid pair that its check made: itself, or one whose local candidate is reflexive. RFC 8445 §7.2.5.3.2. */
  valid?: Pair;
  /** Of a valid pair: the one whose check made it. Nominating repeats that check. */
  checkedBy?: Pair;
  /**
   * Controlling: its next checks carry USE-CANDIDATE. Controlled: a request with USE-CANDIDATE came, so that a
   * successful check nominates it (RFC 8445 §7.3.1.5).
   */
  nominating: boolean;
  nominated: boolean;
  /** How many of its checks were answered with 487. */
  conflicts: number;
  /** Of a valid pair: when the peer last answered over it, and so consented. RFC 7675 §5.1. */
  answeredAt?: number;
}

export interface Checklist {
  readonly stream: number;
  /** How many components still count (RFC 8445 §6.1.2.2). */
  readonly components: number;
  state: IceState;
  /** Highest priority first. */
  pairs: Pair[];
  triggered: Pair[];
  valid: Pair[];
  /**
   * Its nomination failed, so that no other pair may be nominated in this session (RFC 8445 §8.1.1), or its consent
   * expired, so that "the same ICE credentials MUST NOT be used on the affected 5-tuple again" (RFC 7675 §5.1): only a
   * restart helps.
   */
  isFinal: boolean;
  /** When each component got its first valid pair. */
  readonly validSince: Map<number, number>;
}

/** What a Binding request to the peer was for. */
export interface Check {
  readonly pair: Pair;
  readonly path: Path;
  readonly to: TransportAddress;
  /** Of its PRIORITY attribute: a peer-reflexive candidate found by it gets this one. */
  readonly priority: number;
  readonly role: Role;
  readonly useCandidate: boolean;
  /** Whether its pair is nominated if it succeeds, and its checklist over if it fails: for both roles. */
  readonly nominates: boolean;
  readonly purpose: 'check' | 'consent';
}

/** The pair that carries the data of a component. */
export interface Selected {
  readonly pair: Pair;
  consentUntil: number;
  nextConsentCheckAt: number;
  lastSentAt: number;
}

/** Everything that a restart flushes: RFC 8445 §9. */
export interface Session {
  readonly credentials: IceCredentials;
  remote?: RemoteParameters;
  remoteCandidates: RemoteCandidate[];
  readonly remoteEnded: Set<number>;
  readonly checklists: readonly Checklist[];
  readonly transactions: Transactions<Check>;
  readonly selected: Map<string, Selected>;
  state: IceState;
  /** Whether the first check was sent, so that new pairs follow the rules of RFC 8838 §12. */
  started: boolean;
  /** How many pairs requests of the peer have made; of a lite agent, how many candidates. */
  pairsByRequest: number;
  /** Until when no checklist fails: RFC 8863. */
  pacUntil?: number;
  pacExpired: boolean;
  /** The checklist that was picked last, for the round robin of RFC 8445 §6.1.4.2. */
  lastPicked: number;
}

/** A request to a STUN server, or an allocation, that is still to be begun. */
export interface GatheringTask {
  readonly base: BoundBase;
  readonly server: IceServer;
}

export type BoundBase = Required<Base> & { readonly localPreference: number };

/** A binding of a NAT that a server-reflexive candidate stands on. */
export interface KeptBinding {
  readonly task: GatheringTask;
  nextAt: number;
}

/** A TURN client, and what goes through it. */
export interface Relay {
  readonly client: TurnClient;
  readonly task: GatheringTask;
  readonly path: Path;
  /** Whether its Allocate request is still to be answered. */
  isPending: boolean;
  /** IP addresses that the server relays to and from. */
  readonly permitted: Set<string>;
  /** It failed, was lost, or was given back. */
  isOver: boolean;
  /** What waits for a permission. */
  held: readonly { readonly to: TransportAddress; readonly bytes: Uint8Array }[];
}

export interface Gathering {
  phase: 'new' | 'gathering' | 'complete';
  readonly queue: GatheringTask[];
  readonly transactions: Transactions<GatheringTask>;
  /** Kept alive until ICE is over (RFC 8445 §5.1.1.4). */
  readonly bindings: KeptBinding[];
  /** Allocations that have not been answered. */
  pendingRelays: number;
}

export type Settings = Required<Omit<AgentConfig, 'role' | 'tiebreaker' | 'credentials'>>;

export interface AgentState {
  readonly settings: Settings;
  role: Role;
  tiebreaker: bigint;
  readonly bases: Map<SocketId, BoundBase>;
  readonly local: LocalCandidate[];
  readonly foundations: Foundations;
  readonly gathering: Gathering;
  /** `Path.relay` is a place in this list. */
  readonly relays: Relay[];
  session: Session;
  /** The session before a restart: its selected pairs carry data until there are new ones. */
  previous?: Session;
  /** When the next new transaction may begin: Ta after the last one. */
  nextSlotAt: number;
  nextPairId: number;
  closed: boolean;
}

export function createState(config: AgentConfig): AgentState {
  const { role, tiebreaker, credentials, ...given } = config;
  const settings: Settings = {
    streams: [1],
    servers: [],
    policy: 'all',
    lite: false,
    taMs: PACING.defaultMs,
    pairLimit: CANDIDATE_PAIR_LIMIT,
    nominateAfterMs: 250,
    nominateRelayedAfterMs: 1_000,
    pacTimerMs: PAC_TIMER_MS,
    consent: true,
    ...given,
  };
  return {
    settings,
    // RFC 8445 §6.1.1: a lite agent takes the controlled role, and keeps it.
    role: settings.lite ? 'controlled' : role,
    tiebreaker,
    bases: new Map(),
    local: [],
    foundations: new Foundations(),
    gathering: { phase: 'new', queue: [], transactions: new Transactions(), bindings: [], pendingRelays: 0 },
    relays: [],
    session: createSession(settings, credentials),
    nextSlotAt: -Infinity,
    nextPairId: 1,
    closed: false,
  };
}

export function createSession({ streams }: Settings, credentials: IceCredentials): Session {
  return {
    credentials,
    remoteCandidates: [],
    remoteEnded: new Set(),
    checklists: streams.map((components, stream) => ({
      stream,
      components,
      state: 'running',
      pairs: [],
      triggered: [],
      valid: [],
      isFinal: false,
      validSince: new Map(),
    })),
    transactions: new Transactions(),
    selected: new Map(),
    state: 'running',
    started: false,
    pairsByRequest: 0,
    pacExpired: false,
    lastPicked: -1,
  };
}

/** Key of `Session.selected`. */
export function componentKey({
  stream,
  component,
}: {
  readonly stream: number;
  readonly component: number;
}): string {
  return `${stream}/${component}`;
}

/** 1 to n. */
export function componentsOf({ components }: Checklist): number[] {
  return Array.from({ length: components }, (_, index) => index + 1);
}

export function isSameAddress(a: TransportAddress, b: TransportAddress): boolean {
  return a.port === b.port && a.address === b.address;
}

export function isSamePath(a: Path, b: Path): boolean {
  return a.socket === b.socket && a.relay === b.relay;
}

/** Ta. RFC 8445 §14.2: "Both agents MUST use the higher value of the proposed values." */
export function agreedTaMs({ settings, session }: AgentState): number {
  return Math.max(settings.taMs, session.remote?.pacingMs ?? 0);
}
