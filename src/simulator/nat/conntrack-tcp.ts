import type { TcpFlags } from './types.ts';

/** What Linux's connection tracking knows of a TCP connection; its own names. */
export type ConntrackTcp =
  | 'syn-sent'
  /** Both have sent a SYN: a simultaneous open. */
  | 'syn-sent2'
  | 'syn-recv'
  | 'established'
  | 'fin-wait'
  | 'close-wait'
  | 'last-ack'
  | 'time-wait'
  | 'close';

/** How long each may be idle: the kernel's defaults (`nf_conntrack_tcp_timeout_*`). */
export const CONNTRACK_TCP_MS: Record<ConntrackTcp, number> = {
  'syn-sent': 120_000,
  'syn-sent2': 120_000,
  'syn-recv': 60_000,
  established: 5 * 24 * 3_600_000,
  'fin-wait': 120_000,
  'close-wait': 60_000,
  'last-ack': 30_000,
  'time-wait': 120_000,
  close: 10_000,
};

/**
 * The state after a segment; undefined for one that fits none and changes nothing.
 *
 * @param isReply whether it came from the side that didn't begin
 */
export function nextConntrackTcp(
  state: ConntrackTcp | undefined,
  isReply: boolean,
  { syn = false, ack = false, fin = false, rst = false }: TcpFlags,
): ConntrackTcp | undefined {
  if (rst) return state && 'close';
  if (syn) return ack ? afterSynAck(state, isReply) : afterSyn(state, isReply);
  if (fin) return afterFin(state);
  return ack ? afterAck(state, isReply) : undefined;
}

function afterSyn(state: ConntrackTcp | undefined, isReply: boolean): ConntrackTcp | undefined {
  if (state === 'syn-sent2' || (state === 'syn-sent' && isReply)) return 'syn-sent2';
  const isNew = !state || state === 'syn-sent' || state === 'time-wait' || state === 'close';
  return isNew && !isReply ? 'syn-sent' : undefined;
}

function afterSynAck(state: ConntrackTcp | undefined, isReply: boolean): ConntrackTcp | undefined {
  return state === 'syn-sent2' || (state === 'syn-sent' && isReply) ? 'syn-recv' : undefined;
}

function afterFin(state: ConntrackTcp | undefined): ConntrackTcp | undefined {
  switch (state) {
    case 'syn-recv':
    case 'established':
      return 'fin-wait';
    case 'fin-wait':
    case 'close-wait':
    case 'last-ack':
      return 'last-ack';
    case 'time-wait':
    case 'close':
      return state;
    default:
      return undefined;
  }
}

function afterAck(state: ConntrackTcp | undefined, isReply: boolean): ConntrackTcp | undefined {
  switch (state) {
    case undefined:
      // A connection that began before the router did is taken up (`nf_conntrack_tcp_loose`).
      return isReply ? undefined : 'established';
    case 'syn-recv':
      return isReply ? 'syn-recv' : 'established';
    case 'established':
    case 'close':
      return state;
    case 'fin-wait':
    case 'close-wait':
      return 'close-wait';
    case 'last-ack':
    case 'time-wait':
      return 'time-wait';
    default:
      return undefined;
  }
}
