import type { TransportAddress } from '../../bytes/address.ts';
import type { Retransmission } from '../retransmission.ts';
import type { BehaviourIgnored, BehaviourSend, DiscoveryPort } from './types.ts';

export interface BindingLifetimeConfig {
  /** A server that does RESPONSE-PORT; one address is enough (RFC 5780 §5). */
  readonly server: TransportAddress;
  /** The first wait; the next are twice as long, until the binding is gone. Default 15 s. */
  readonly firstMs?: number;
  /** No wait is longer. Default 10 min: twice what RFC 4787 REQ-5 recommends. */
  readonly longestMs?: number;
  /** It is over when the lifetime is known to so much. Default 5 s. */
  readonly precisionMs?: number;
  /** Uniform in [0, 1): makes transaction ids. */
  readonly random: () => number;
  /** STUN's own by default: then an expired binding takes 39.5 s to be known for one. */
  readonly retransmission?: Retransmission;
}

/** One wait, and whether the binding outlived it. */
export interface LifetimeTrial {
  /** Since port X last heard from the server. */
  readonly waitedMs: number;
  /** (Pa, Pp) of RFC 5780 §4.6: the binding of port X. */
  readonly mappedAddress: TransportAddress;
  readonly isAlive: boolean;
  /** How that was seen: the answer came to X, or to Y, which has got the old binding's address, or to neither. */
  readonly by: DiscoveryPort | 'silence';
}

export type BindingLifetime =
  | {
      readonly concluded: true;
      /** The binding was there after so long. */
      readonly aliveAfterMs: number;
      /** And was gone after so long; undefined where it outlived the longest wait. */
      readonly expiredAfterMs: number | undefined;
      readonly trials: readonly LifetimeTrial[];
    }
  | { readonly concluded: false; readonly why: LifetimeUndecided; readonly trials: readonly LifetimeTrial[] };

export type LifetimeUndecided =
  /** Port X heard nothing: UDP is blocked, or there is no server. */
  | 'no-answer'
  | 'refused'
  /** The server doesn't do RESPONSE-PORT: 420 (RFC 5780 §5). */
  | 'response-port-refused'
  /** The server answered to where the request came from. */
  | 'response-port-ignored'
  /** Nothing got through even without a wait: something else than time is in the way. */
  | 'never-alive';

/** What was decided, for whoever draws or logs it. Nothing depends on it. */
export type LifetimeTrace =
  | BehaviourIgnored
  | ({ readonly kind: 'trace'; readonly at: number } & (
      | {
          readonly decision: 'asked';
          /** `bind`: from X, a new binding or the old one for another while. `probe`: from Y, is it still there? */
          readonly step: 'bind' | 'probe';
          readonly port: DiscoveryPort;
          readonly transactionId: string;
          readonly why: 'next-trial' | 'no-answer-yet';
        }
      | { readonly decision: 'waiting'; readonly until: number; readonly mappedAddress: TransportAddress }
      | { readonly decision: 'trial-ended'; readonly trial: LifetimeTrial }
    ));

/** What the shell has to do or to know, in this order. */
export type LifetimeAction =
  | BehaviourSend
  /** It is over, and this is what was found. */
  | { readonly kind: 'done'; readonly lifetime: BindingLifetime }
  | LifetimeTrace;

/**
 * Binding Lifetime Discovery (RFC 5780 §4.6), sans-IO: "a binary search through T" with two ports of one IP address.
 * "This discovery process takes quite a bit of time": many minutes. Ports and `at` are as with `BehaviourDiscovery`.
 */
export interface BindingLifetimeDiscovery {
  /** Sends the first request. Ends with `done`. */
  start(at: number): LifetimeAction[];
  handlePacket(at: number, port: DiscoveryPort, from: TransportAddress, bytes: Uint8Array): LifetimeAction[];
  handleTimeout(at: number): LifetimeAction[];
  /** When `handleTimeout` has something to do next; undefined while nothing can be due. */
  nextTimeoutAt(): number | undefined;
  /** What was found; undefined until it is over. */
  readonly lifetime: BindingLifetime | undefined;
}
