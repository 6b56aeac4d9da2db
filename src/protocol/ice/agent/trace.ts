import type { TransportAddress } from '../../bytes/address.ts';
import type { TurnClientTrace } from '../../turn/client/index.ts';
import type { IceState, LocalCandidate, PairState, RemoteCandidate, Role } from './types.ts';

/** Why a packet, a candidate or data was left alone. */
export type IgnoredPacket =
  | 'unknown-socket'
  | 'malformed-stun'
  | 'wrong-fingerprint'
  | 'no-fingerprint'
  | 'unknown-transaction'
  | 'wrong-integrity'
  | 'indication'
  | 'no-selected-pair'
  | 'no-consent'
  | 'too-many-pairs'
  | 'closed'
  | 'data-from-a-stranger';

/** Why a check failed: `other-way`: its answer came from elsewhere, or over another path (RFC 8445 §7.2.5.2.1). */
export type CheckFailure =
  'no-answer' | 'other-way' | 'error-response' | 'no-mapped-address' | 'role-conflicts';

/** Why a pair has another state. */
export type PairStateReason =
  | CheckFailure
  /** RFC 8445 §6.1.2.6. */
  | 'first-of-foundation'
  /** RFC 8838 §12: formed after the first check. */
  | 'trickled'
  /** RFC 8445 §6.1.4.2: nobody of its foundation waits or is being checked. */
  | 'foundation-idle'
  /** RFC 8445 §7.2.5.3.3. */
  | 'foundation-succeeded'
  | 'ordinary-check'
  | 'triggered-check'
  /** Triggered by a request of the peer (RFC 8445 §7.3.1.4), by a 487 (§7.2.5.1), or to be nominated (§8.1.1). */
  | 'request'
  | 'role-conflict'
  | 'to-be-nominated'
  | 'answered'
  /** Its TURN server can't be reached any more, or has deleted the allocation. */
  | 'relay-lost'
  /** Made by another pair's check. RFC 8445 §7.2.5.3.2. */
  | 'valid';

/** Why a request of the peer was answered with an error. */
export type RequestRefusal =
  | 'no-credentials'
  | 'unknown-user'
  | 'wrong-password'
  | 'unknown-attributes'
  | 'no-priority'
  | 'role-conflict';

/** Decisions of the agent, each with what it was about. Pairs are named by their ids. */
export type TraceEvent =
  | { readonly event: 'ignored'; readonly reason: IgnoredPacket; readonly from?: TransportAddress }
  /** RFC 8445 §5.1.3, RFC 8838 §9: its address and base equal another's. */
  | { readonly event: 'candidate-redundant'; readonly address: TransportAddress }
  | { readonly event: 'server-asked'; readonly server: TransportAddress; readonly base: TransportAddress }
  /** RFC 8445 §5.1.1.4: the server is asked once more, for the sake of the NAT. */
  | {
      readonly event: 'binding-kept-alive';
      readonly server: TransportAddress;
      readonly base: TransportAddress;
    }
  | {
      readonly event: 'server-failed';
      readonly server: TransportAddress;
      readonly base: TransportAddress;
      readonly code?: number;
      readonly reason: string;
    }
  /** What a TURN client decided. */
  | { readonly event: 'turn'; readonly server: TransportAddress; readonly turn: TurnClientTrace }
  | {
      readonly event: 'remote-candidate-ignored';
      readonly address: string;
      readonly reason:
        'transport' | 'no-ip-address' | 'after-end-of-candidates' | 'unknown-stream' | 'old-ufrag';
    }
  | {
      readonly event: 'pair-formed';
      readonly pair: number;
      readonly local: LocalCandidate;
      readonly remote: RemoteCandidate;
      readonly priority: bigint;
      readonly foundation: string;
      /** The reflexive candidate that `local` stands for: its base (RFC 8445 §6.1.2.4). The priority is that one's. */
      readonly insteadOf?: LocalCandidate;
      /** Of candidates; by a request from there (RFC 8445 §7.3.1.4); or found valid by a check (§7.2.5.3.2). */
      readonly why: 'candidates' | 'request' | 'valid';
    }
  | {
      readonly event: 'pair-dropped';
      readonly pair: number;
      /** `redundant`: with pair `of` (RFC 8445 §6.1.2.4). `limit`: §6.1.2.5. `nominated`: another was (§8.1.2). */
      readonly why: 'redundant' | 'limit' | 'nominated';
      readonly of?: number;
    }
  | {
      readonly event: 'pair-state';
      readonly pair: number;
      readonly from: PairState;
      readonly to: PairState;
      readonly why: PairStateReason;
    }
  | {
      readonly event: 'check-sent';
      readonly pair: number;
      /** `again`: the same request once more. */
      readonly check: 'ordinary' | 'triggered' | 'consent' | 'again';
      readonly useCandidate: boolean;
      readonly transactionId: string;
    }
  | {
      readonly event: 'check-answered';
      readonly pair: number;
      readonly mappedAddress: TransportAddress;
      readonly roundTripMs: number;
    }
  | {
      readonly event: 'check-failed';
      readonly pair: number;
      readonly why: CheckFailure;
      /** Of an error response. */
      readonly code?: number;
    }
  | {
      readonly event: 'request-received';
      readonly from: TransportAddress;
      readonly pair?: number;
      readonly useCandidate: boolean;
    }
  | {
      readonly event: 'request-refused';
      readonly from: TransportAddress;
      readonly code: number;
      readonly why: RequestRefusal;
    }
  | {
      readonly event: 'peer-reflexive';
      readonly side: 'local' | 'remote';
      readonly address: TransportAddress;
      readonly priority: number;
    }
  /** A peer-reflexive candidate was told after all: its type, priority and foundation are these. RFC 8445 §7.3.1.3. */
  | { readonly event: 'remote-identified'; readonly remote: RemoteCandidate }
  | { readonly event: 'triggered'; readonly pair: number }
  | { readonly event: 'role-switched'; readonly role: Role; readonly why: 'request' | '487' }
  | { readonly event: 'valid'; readonly pair: number; readonly checked: number }
  | { readonly event: 'nominating'; readonly pair: number; readonly why: 'nothing-better' | 'waited' }
  | { readonly event: 'nominated'; readonly pair: number }
  | {
      readonly event: 'checklist-state';
      readonly stream: number;
      readonly state: IceState;
      /** `exhausted`: no pair is left to check. */
      readonly why: 'exhausted' | 'nomination-failed' | 'relay-lost' | 'nominated';
    }
  | { readonly event: 'pac-timer-expired' }
  | { readonly event: 'keepalive'; readonly pair: number }
  | { readonly event: 'consent-fresh'; readonly pair: number; readonly until: number }
  | { readonly event: 'consent-expired'; readonly pair: number }
  | { readonly event: 'restarted'; readonly ufrag: string };
