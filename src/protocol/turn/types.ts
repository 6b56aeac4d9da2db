import type { AddressFamily, TransportAddress } from '../bytes/address.ts';
import type { AddressPolicy, PolicyRefusal } from './address-policy.ts';
import type { ChannelNumbers } from './channel-data.ts';
import type { TurnLimits } from './limits.ts';

/** The 5-tuple between a client and the server (RFC 8656 §6). */
export interface ClientTransport {
  readonly protocol: 'udp' | 'tcp';
  readonly client: TransportAddress;
  readonly server: TransportAddress;
}

/** Names one relay socket of the shell. Never used twice. */
export type RelayId = number;

/** Why a packet was left unanswered. */
export type IgnoredReason =
  | PolicyRefusal
  | 'connection-limit'
  | 'source-has-sent-garbage'
  | 'answer-limit'
  | 'broken-stream'
  | 'malformed-stun'
  | 'wrong-fingerprint'
  | 'unexpected-class'
  | 'unknown-method'
  | 'unknown-attribute'
  | 'malformed-channel-data'
  | 'missing-attribute'
  | 'no-allocation'
  | 'allocation-is-being-made'
  | 'no-permission'
  | 'unbound-channel'
  | 'wrong-address-family'
  | 'bandwidth'
  | 'too-large'
  | 'paused'
  | 'unknown-relay';

/**
 * How a relayed transport address ended: somebody ended it, its lifetime passed, or it was `abandoned`, neither
 * permission nor channel left, when the server was full and another client needed the place.
 */
export type ReleaseReason = 'released' | 'expired' | 'abandoned';

/** What was decided, for whoever draws or logs it. Nothing depends on it. */
export type Trace = { readonly kind: 'trace'; readonly at: number } & (
  | {
      readonly decision: 'ignored';
      readonly reason: IgnoredReason;
      readonly from: TransportAddress;
      readonly detail?: string;
    }
  | { readonly decision: 'answered'; readonly method: number; readonly client: ClientTransport }
  | {
      readonly decision: 'refused';
      readonly method: number;
      readonly code: number;
      readonly why: string;
      readonly client: ClientTransport;
    }
  | {
      readonly decision: 'allocated' | ReleaseReason;
      readonly relayedAddress: TransportAddress;
      readonly client: ClientTransport;
    }
);

/** What the shell has to do, in this order. */
export type Action =
  | { readonly kind: 'send-to-client'; readonly client: ClientTransport; readonly bytes: Uint8Array }
  /** Close a TCP connection. Its allocation is gone already. */
  | { readonly kind: 'close-client'; readonly client: ClientTransport }
  /** Bind a UDP socket, then call `handleRelayOpened` or `handleRelayFailed`. */
  | { readonly kind: 'open-relay'; readonly relayId: RelayId; readonly address: TransportAddress }
  | { readonly kind: 'close-relay'; readonly relayId: RelayId }
  | {
      readonly kind: 'send-to-peer';
      readonly relayId: RelayId;
      readonly peer: TransportAddress;
      readonly bytes: Uint8Array;
    }
  | Trace;

export interface TurnServerConfig {
  readonly realm: string;
  /** Value of the SOFTWARE attribute. */
  readonly software: string;
  /** The password of a user, or undefined where there is no such user (any more). `at`: milliseconds since the Unix epoch. */
  readonly passwordOf: (at: number, username: string) => string | undefined;
  /** At least 16 random bytes, made afresh at each start. */
  readonly nonceKey: Uint8Array;
  readonly nonceLifetimeMs?: number;
  /** Uniform in [0, 1): chooses relay ports (RFC 6056, recommended by RFC 8656 §7.2). */
  readonly random: () => number;
  /** Where relays of this family are opened for this client; undefined where there is no such address. */
  readonly relayAddress: (family: AddressFamily, client: ClientTransport) => string | undefined;
  /**
   * Ports for relays; RFC 8656 §7.2: "the server SHOULD only allocate ports from the range
   * 49152 - 65535".
   */
  readonly relayPorts?: { readonly first: number; readonly last: number };
  /** RFC 8656's by default; see `OLD_CHANNEL_NUMBERS`. */
  readonly channelNumbers?: ChannelNumbers;
  readonly policy: AddressPolicy;
  readonly limits?: Partial<TurnLimits>;
}

/**
 * A STUN and TURN server without sockets, clock or randomness of its own: packets and time in,
 * actions out. Every `at` is in milliseconds since the Unix epoch.
 */
export interface TurnServer {
  /** A TCP connection was accepted. */
  handleClientConnected(at: number, client: ClientTransport): Action[];
  /** A TCP connection was closed: its allocation ends with it. */
  handleClientGone(at: number, client: ClientTransport): Action[];
  /** A UDP datagram, or one framed message of a TCP connection. */
  handlePacket(at: number, client: ClientTransport, bytes: Uint8Array): Action[];
  /** A TCP stream in which no message boundary can be found any more. */
  handleBrokenStream(at: number, client: ClientTransport): Action[];
  handleRelayOpened(at: number, relayId: RelayId): Action[];
  /** The socket could not be bound (another port is tried), or failed later (the relay is gone). */
  handleRelayFailed(at: number, relayId: RelayId): Action[];
  /** A UDP datagram that arrived at a relayed transport address. */
  handlePeerPacket(at: number, relayId: RelayId, peer: TransportAddress, bytes: Uint8Array): Action[];
  handleTimeout(at: number): Action[];
  /** When `handleTimeout` has something to do next; undefined while nothing can expire. */
  nextTimeoutAt(): number | undefined;
  /**
   * While paused, requests are answered and data is not relayed. With a relayed address only that
   * allocation is paused; without one, every allocation, those to come too.
   *
   * @returns whether there is such an allocation
   */
  setPaused(paused: boolean, relayedAddress?: TransportAddress): boolean;
  /** How much it holds: the limits keep each of these bounded. */
  counts(): TurnCounts;
}

export interface TurnCounts {
  readonly allocations: number;
  readonly relays: number;
  readonly permissions: number;
  readonly channels: number;
  readonly connections: number;
  readonly sources: number;
}
