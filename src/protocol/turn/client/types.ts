import type { AddressFamily, TransportAddress } from '../../bytes/address.ts';
import type { Retransmission } from '../../stun/index.ts';

export interface TurnClientConfig {
  readonly username: string;
  readonly password: string;
  /** To the server: over TCP requests aren't sent again (RFC 8489 §6.2.2), and ChannelData is padded (RFC 8656 §12.5). */
  readonly transport: 'udp' | 'tcp';
  /** Family of the relayed address to ask for, RFC 8656 §7.1; IPv4 needs no attribute. */
  readonly family?: AddressFamily;
  /** LIFETIME to ask for, in seconds; the server's default when left out. */
  readonly lifetimeSeconds?: number;
  /** SOFTWARE of Allocate and Refresh requests, which "SHOULD include" it (RFC 8656 §5). */
  readonly software?: string;
  /** Uniform in [0, 1): makes transaction ids. */
  readonly random: () => number;
  /** With the RTO of the ICE agent (RFC 8445 §14.3); STUN's own by default. Over TCP it plays no part. */
  readonly retransmission?: Retransmission;
}

/** Why a packet was left alone, or a call did nothing. */
export type TurnClientIgnoredReason =
  | 'malformed-stun'
  | 'wrong-fingerprint'
  | 'unexpected-class'
  | 'unknown-method'
  | 'unknown-attribute'
  | 'unknown-transaction'
  /** RFC 8489 §9.2.5: the integrity of a response is wrong or missing. */
  | 'not-authenticated'
  /** RFC 8489 §9.2.5: the nonce promises PASSWORD-ALGORITHMS, and they aren't there. */
  | 'bid-down'
  | 'malformed-channel-data'
  | 'unbound-channel'
  | 'missing-attribute'
  | 'no-permission'
  | 'no-allocation'
  | 'too-large'
  | 'already-asked';

/** Why a request is sent. */
export type AskedBecause = 'wanted' | 'challenge' | 'stale-nonce' | 'refresh' | 'no-answer-yet';

/** What was decided, for whoever draws or logs it. Nothing depends on it. */
export type TurnClientTrace = { readonly kind: 'trace'; readonly at: number } & (
  | {
      readonly decision: 'asked';
      readonly method: number;
      readonly transactionId: string;
      readonly why: AskedBecause;
    }
  /** A response was believed; `code` is that of an error response. */
  | {
      readonly decision: 'answered';
      readonly method: number;
      readonly transactionId: string;
      readonly code: number | undefined;
    }
  | {
      readonly decision: 'unanswered';
      readonly method: number;
      readonly transactionId: string;
      readonly why: string;
    }
  | { readonly decision: 'ignored'; readonly reason: TurnClientIgnoredReason; readonly detail?: string }
  /** Data to this peer goes by Send indications, or on by the channel while its binding lasts. */
  | {
      readonly decision: 'channel-refused';
      readonly peer: TransportAddress;
      readonly code: number | undefined;
      readonly why: string;
    }
  /** The server heard that data didn't reach the peer, RFC 8656 §11.6. */
  | {
      readonly decision: 'icmp';
      readonly peer: TransportAddress;
      readonly icmpType: number;
      readonly icmpCode: number;
    }
);

/** What the shell, or the agent, has to do or to know, in this order. */
export type TurnClientAction =
  /** Send to the server, over this client's transport. */
  | { readonly kind: 'send'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'allocated';
      readonly relayedAddress: TransportAddress;
      /** The client's server-reflexive address, as the server sees it (RFC 8656 §7.3). */
      readonly mappedAddress: TransportAddress;
      readonly lifetimeSeconds: number;
    }
  /**
   * The allocation can't be had, or is lost. The client is over. `code` is that of the error response; undefined where
   * none said so: silence, or an answer that can't be used.
   */
  | { readonly kind: 'failed'; readonly code: number | undefined; readonly reason: string }
  /** Data to and from every port of this address is relayed from now on. */
  | { readonly kind: 'permitted'; readonly peerAddress: string }
  /** There is no permission, or no longer. `code` as with `failed`. */
  | {
      readonly kind: 'refused';
      readonly peerAddress: string;
      readonly code: number | undefined;
      readonly reason: string;
    }
  | { readonly kind: 'channel-bound'; readonly peer: TransportAddress; readonly channel: number }
  /** From a peer. `bytes` is a view into the packet, not a copy. */
  | { readonly kind: 'data'; readonly peer: TransportAddress; readonly bytes: Uint8Array }
  /** There is no allocation any more, as asked. The client is over. */
  | { readonly kind: 'released' }
  | TurnClientTrace;

/**
 * The client's side of one allocation (RFC 8656), without sockets, clock or randomness of its own: packets and time in,
 * actions out. Every `at` is in milliseconds, of any clock; one that steps back delays what is due and breaks nothing.
 * A call that makes no sense (any more) does nothing but leave a trace.
 */
export interface TurnClient {
  /** Asks for the allocation, RFC 8656 §7.1: ends with `allocated` or `failed`. From then on it is kept alive. */
  allocate(at: number): TurnClientAction[];
  /** Takes bytes from the server: a UDP datagram, or one framed message of the TCP stream (`createStreamFraming`). */
  handlePacket(at: number, bytes: Uint8Array): TurnClientAction[];
  /**
   * Asks for a permission for this IP address, RFC 8656 §9, with every port: ends with `permitted` or `refused`. It is
   * kept alive, and may still be `refused` later. Asking again for one that is there or asked for does nothing.
   */
  permit(at: number, peerAddress: string): TurnClientAction[];
  /**
   * Binds a channel to a peer, RFC 8656 §12, and permits its address. It is kept alive. Data to the peer goes by the
   * channel as soon as it is bound and by Send indications before, so a channel that is refused is only a trace; where
   * there is no permission without it, the address is `refused`.
   */
  bindChannel(at: number, peer: TransportAddress): TurnClientAction[];
  /** Sends data to a peer whose address is permitted; to any other it is dropped (RFC 8656 §11.1). */
  send(at: number, peer: TransportAddress, bytes: Uint8Array): TurnClientAction[];
  /** Deletes the allocation, RFC 8656 §8.1: ends with `released`, or with `failed` where it has to expire by itself. */
  release(at: number): TurnClientAction[];
  /** Sends again what nobody answered, gives it up, and refreshes what would expire. */
  handleTimeout(at: number): TurnClientAction[];
  /** When `handleTimeout` has something to do next; undefined while nothing can be due. */
  nextTimeoutAt(): number | undefined;
  /** Where peers reach us, while there is an allocation. */
  readonly relayedAddress: TransportAddress | undefined;
  /**
   * Whether bytes from the server's address are for this client, where a socket is shared with others: a response to
   * a request of its own, a Data indication, or ChannelData of a channel of its own.
   */
  owns(bytes: Uint8Array): boolean;
}
