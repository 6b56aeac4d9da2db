import type { TransportAddress } from '../../bytes/address.ts';
import type { Retransmission } from '../retransmission.ts';
import type { BehaviourFinding, BehaviourOutcome, BehaviourReport, BehaviourTest } from './report.ts';

/** Two sockets of one IP address, by the letters of RFC 5780 §4.6: X is the one that is examined, Y helps. */
export type DiscoveryPort = 'X' | 'Y';

/** What can be found out. */
export type NatBehaviour = 'filtering' | 'mapping' | 'hairpinning';

export interface BehaviourDiscoveryConfig {
  /** The server's primary address, looked up by the shell. */
  readonly server: TransportAddress;
  /**
   * The transport address of port X, where the shell knows it: bound to one address, not to all. It is what tells
   * whether there is a NAT at all.
   */
  readonly local?: TransportAddress;
  /** Everything by default. A test for each, on ports of their own, disturb each other least (RFC 5780 §4.1). */
  readonly wanted?: readonly NatBehaviour[];
  /** PADDING of so many bytes in every request (RFC 5780 §3.5): do fragments fare otherwise? Not by default. */
  readonly paddingBytes?: number;
  /** Uniform in [0, 1): makes transaction ids. Cryptographically strong, where foreigners can answer. */
  readonly random: () => number;
  /** STUN's own by default: a request that nobody answers takes 39.5 s, and behind most NATs one or two are. */
  readonly retransmission?: Retransmission;
}

/** Why a packet was left alone, or a call did nothing. */
export type BehaviourIgnoredReason =
  | 'malformed-stun'
  | 'wrong-fingerprint'
  | 'unexpected-class'
  | 'unexpected-port'
  | 'unexpected-source'
  | 'unknown-method'
  | 'unknown-transaction'
  | 'already-started';

export interface BehaviourIgnored {
  readonly kind: 'trace';
  readonly at: number;
  readonly decision: 'ignored';
  readonly reason: BehaviourIgnoredReason;
  readonly from?: TransportAddress;
  readonly detail?: string;
}

/** What was decided, for whoever draws or logs it. Nothing depends on it. */
export type BehaviourTrace =
  | BehaviourIgnored
  | ({ readonly kind: 'trace'; readonly at: number } & (
      | {
          readonly decision: 'asked';
          readonly test: BehaviourTest;
          readonly port: DiscoveryPort;
          readonly to: TransportAddress;
          readonly transactionId: string;
          readonly why: 'next-test' | 'no-answer-yet';
        }
      | { readonly decision: 'test-ended'; readonly outcome: BehaviourOutcome }
      | {
          readonly decision: 'concluded';
          readonly about: NatBehaviour;
          readonly finding: BehaviourFinding<unknown>;
        }
    ));

/** To be sent from this port. */
export interface BehaviourSend {
  readonly kind: 'send';
  readonly port: DiscoveryPort;
  readonly to: TransportAddress;
  readonly bytes: Uint8Array;
}

/** What the shell has to do or to know, in this order. */
export type BehaviourAction =
  | BehaviourSend
  /** It is over, and this is what was found. */
  | { readonly kind: 'done'; readonly report: BehaviourReport }
  | BehaviourTrace;

/**
 * The client's side of NAT behaviour discovery (RFC 5780 §4) over UDP, without sockets, clock or randomness of its own:
 * packets and time in, actions out. Every `at` is in milliseconds, of any one clock.
 *
 * Port X should be one "that has not generated recent traffic" (§4.1): a new one for each discovery. What is found
 * holds for this port, this server and this moment, and may become worse (§4).
 */
export interface BehaviourDiscovery {
  /** Sends the first request. Ends with `done`. */
  start(at: number): BehaviourAction[];
  /** Takes a datagram that came to this port, from anybody: answers are expected from elsewhere than was asked. */
  handlePacket(at: number, port: DiscoveryPort, from: TransportAddress, bytes: Uint8Array): BehaviourAction[];
  /** Sends again what nobody answered, and takes silence for an answer when its time is over. */
  handleTimeout(at: number): BehaviourAction[];
  /** When `handleTimeout` has something to do next; undefined while nothing can be due. */
  nextTimeoutAt(): number | undefined;
  /** What was found; undefined until it is over. */
  readonly report: BehaviourReport | undefined;
}
