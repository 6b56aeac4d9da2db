/** TCP between the Lab's hosts: for STUN and TURN over TCP. */
export { acceptTcp, connectTcp } from './connection.ts';
export { MSS } from './outgoing.ts';
export { isTcpOpening, refuseSegment } from './segment.ts';
export type { TcpAction, TcpConfig, TcpConnection, TcpEnd, TcpOpening } from './types.ts';
