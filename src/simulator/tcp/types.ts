import type { TcpHeader } from '../trace.ts';

/** How a connection ended. */
export type TcpEnd =
  /** Nobody answered the SYN, or what was sent. */
  | 'timed-out'
  /** RST: nobody listens there, or the other side gave up. */
  | 'reset'
  /** Both sides said FIN. */
  | 'finished';

/** What the shell has to do, in this order. */
export type TcpAction =
  | { readonly kind: 'send'; readonly header: TcpHeader; readonly bytes: Uint8Array }
  | { readonly kind: 'connected' }
  | { readonly kind: 'data'; readonly bytes: Uint8Array }
  | { readonly kind: 'ended'; readonly why: TcpEnd };

/**
 * One side of a TCP connection (RFC 9293), as simple as the Lab needs it: a handshake, bytes in order, acknowledged and
 * sent again, FIN and RST. No window, no congestion control. Every `at` is in milliseconds.
 */
export interface TcpConnection {
  send(at: number, bytes: Uint8Array): TcpAction[];
  handleSegment(at: number, header: TcpHeader, bytes: Uint8Array): TcpAction[];
  close(at: number): TcpAction[];
  handleTimeout(at: number): TcpAction[];
  nextTimeoutAt(): number | undefined;
}
