import type { TransportAddress } from '../../bytes/address.ts';
import type { StunErrorCode } from '../error-codes.ts';

export interface BehaviourServerConfig {
  /** A1:P1 of RFC 5780 §6.1: where clients know the server to be. */
  readonly primary: TransportAddress;
  /**
   * A2:P2: another IP address of the same family, and another port. The server listens on each port at each address.
   * Without it there is no OTHER-ADDRESS, and CHANGE-REQUEST is answered with 420 (§6).
   */
  readonly alternate?: TransportAddress;
  /** SOFTWARE of the responses. */
  readonly software?: string;
}

/** Why a packet was left alone. */
export type BehaviourServerIgnoredReason =
  /** It came to an address that is none of the server's. */
  'not-our-address' | 'malformed-stun' | 'wrong-fingerprint' | 'unexpected-class' | 'unknown-method';

/** What was decided about a packet from `client`, for whoever draws or logs it. Nothing depends on it. */
export type BehaviourServerTrace = {
  readonly kind: 'trace';
  readonly at: number;
  readonly client: TransportAddress;
} & (
  | {
      readonly decision: 'answered';
      /** The answer left from there, as CHANGE-REQUEST asked for. */
      readonly origin: TransportAddress;
      /** It went to this port of the client's address: its own, or that of RESPONSE-PORT. */
      readonly port: number;
    }
  | { readonly decision: 'refused'; readonly code: StunErrorCode; readonly why: string }
  | {
      readonly decision: 'ignored';
      readonly reason: BehaviourServerIgnoredReason;
      readonly detail?: string;
    }
);

export type BehaviourServerAction =
  /** To be sent from this one of the server's addresses. */
  | {
      readonly kind: 'send';
      readonly from: TransportAddress;
      readonly to: TransportAddress;
      readonly bytes: Uint8Array;
    }
  | BehaviourServerTrace;

/**
 * A STUN server with the NAT Behavior Discovery usage (RFC 5780 §6), over UDP, without sockets or state. It asks for no
 * credential. It sends at most one packet for each that it gets, not much longer; how many a source may have is for the
 * shell to say.
 */
export interface BehaviourServer {
  /** Where it listens: one socket, or four. The first is the primary address. */
  readonly addresses: readonly TransportAddress[];
  /** Takes a datagram that came from `client` to `to`, one of `addresses`. `at` is in milliseconds, of any clock. */
  handlePacket(
    at: number,
    to: TransportAddress,
    client: TransportAddress,
    bytes: Uint8Array,
  ): BehaviourServerAction[];
}
