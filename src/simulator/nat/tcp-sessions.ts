import {
  type Side,
  TCP_ESTABLISHED_MS,
  TCP_TRANSITORY_MS,
  type TcpSession,
  isEstablished,
  nextTcpSession,
} from './tcp-session.ts';
import type { TcpFlags } from './types.ts';

/** The TCP connections of one mapping, by the endpoint outside. */
export interface TcpSessions {
  readonly byRemote: Map<string, TcpSession>;
  establishedCount: number;
}

export const createTcpSessions = (): TcpSessions => ({ byRemote: new Map(), establishedCount: 0 });

/**
 * Notes a segment. How long the mapping may be idle from now on: as long as the most patient of its connections;
 * undefined where the segment doesn't start the timer anew, because it belongs to no connection, or only refuses one
 * (RFC 7857 §7.1: "TCP RST outbound packets sent as a response to inbound packets SHOULD NOT refresh the mapping").
 */
export function trackTcp(
  sessions: TcpSessions,
  remote: string,
  from: Side,
  flags: TcpFlags,
): number | undefined {
  const before = sessions.byRemote.get(remote);
  const after = nextTcpSession(before, from, flags);
  if (!after || (flags.rst && after === before)) return undefined;
  sessions.byRemote.set(remote, after);
  sessions.establishedCount += Number(isEstablished(after)) - Number(!!before && isEstablished(before));
  return sessions.establishedCount > 0 ? TCP_ESTABLISHED_MS : TCP_TRANSITORY_MS;
}
