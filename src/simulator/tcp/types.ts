import type { TcpHeader } from '../trace.ts';

/** How a connection ended. */
export type TcpEnd =
  /** Nobody answered the SYN, or what was sent. */
  | 'timed-out'
  /** RST: nobody listens there, or the other side gave up. */
  | 'reset'
  /** Both sides said FIN, or this one closed before anybody had answered its SYN. */
  | 'finished';

/** What the shell has to do, in this order. */
export type TcpAction =
  | { readonly kind: 'send'; readonly header: TcpHeader; readonly bytes: Uint8Array }
  | { readonly kind: 'connected' }
  | { readonly kind: 'data'; readonly bytes: Uint8Array }
  /** The other side said FIN, and hears still: it is for the shell to `close`, once it has nothing more to say. */
  | { readonly kind: 'closed-by-peer' }
  | { readonly kind: 'ended'; readonly why: TcpEnd };

/**
 * One side of a TCP connection (RFC 9293), as simple as the Lab needs it: a handshake, bytes in order, acknowledged and
 * sent again, FIN and RST. No window, no congestion control. Every `at` is in milliseconds.
 *
 * It has ended, and can be forgotten, when it said `ended` and `nextTimeoutAt` is undefined: the side that closed first
 * lingers, to acknowledge a FIN that comes again.
 */
export interface TcpConnection {
  /** Before `connected` bytes wait; after `close` they are dropped. */
  send(at: number, bytes: Uint8Array): TcpAction[];
  handleSegment(at: number, header: TcpHeader, bytes: Uint8Array): TcpAction[];
  /** Nothing more to send: FIN follows what was sent before. What the other side still sends is received. */
  close(at: number): TcpAction[];
  handleTimeout(at: number): TcpAction[];
  nextTimeoutAt(): number | undefined;
}

/** A new connection, and what to do first. */
export interface TcpOpening {
  readonly connection: TcpConnection;
  readonly actions: readonly TcpAction[];
}

export interface TcpConfig {
  /** Uniform in [0, 1): draws the initial sequence number. */
  readonly random: () => number;
}
