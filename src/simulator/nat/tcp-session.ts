import type { TcpFlags } from './types.ts';

/** RFC 5382 §5, REQ-5: "MUST NOT be less than 2 hours 4 minutes". */
export const TCP_ESTABLISHED_MS = (2 * 60 + 4) * 60_000;
/** RFC 5382 §5, REQ-5: "MUST NOT be less than 4 minutes". */
export const TCP_TRANSITORY_MS = 4 * 60_000;

export type Side = 'inside' | 'outside';

/** What a NAT or a firewall knows of a TCP connection: the states of RFC 7857 §2, Figure 1. */
export interface TcpSession {
  /** Who sent the first SYN. */
  readonly client: Side;
  readonly state: 'init' | 'established' | 'client-fin' | 'server-fin' | 'both-fin' | 'transitory';
}

/** Whether data may go on to flow, so that the session may be idle for long. RFC 5382 §5. */
export function isEstablished({ state }: TcpSession): boolean {
  return state === 'established' || state === 'client-fin' || state === 'server-fin';
}

export function isFirstSyn({ syn = false, ack = false, rst = false }: TcpFlags): boolean {
  return syn && !ack && !rst;
}

/**
 * The session after a segment. Without one, only a SYN begins one: what else to do with such a segment "is left
 * unspecified" (RFC 5382 §5).
 */
export function nextTcpSession(
  session: TcpSession | undefined,
  from: Side,
  flags: TcpFlags,
): TcpSession | undefined {
  const isOver = !session || session.state === 'both-fin' || session.state === 'transitory';
  if (isOver && isFirstSyn(flags)) return { client: from, state: 'init' };
  if (!session) return undefined;
  const state = nextState(session, from, flags);
  return state === session.state ? session : { client: session.client, state };
}

function nextState({ client, state }: TcpSession, from: Side, flags: TcpFlags): TcpSession['state'] {
  const isClient = from === client;
  switch (state) {
    case 'init':
      // "Server SYN": with ACK, or without where both open at once (RFC 5382 §4.2).
      return !isClient && flags.syn && !flags.rst ? 'established' : 'init';
    case 'established':
      if (flags.rst) return 'transitory';
      if (!flags.fin) return 'established';
      return isClient ? 'client-fin' : 'server-fin';
    case 'client-fin':
    case 'server-fin': {
      if (flags.rst) return 'transitory';
      const isOther = isClient === (state === 'server-fin');
      return flags.fin && isOther ? 'both-fin' : state;
    }
    case 'both-fin':
      return 'both-fin';
    case 'transitory':
      return flags.rst ? 'transitory' : 'established';
  }
}
