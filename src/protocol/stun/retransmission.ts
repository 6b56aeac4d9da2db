/** How a request over UDP is repeated until it is answered. RFC 8489 §6.2.1. */
export interface Retransmission {
  /** RTO, the wait after the first request; it doubles after each retransmission. */
  readonly rtoMs: number;
  /** Rc: how many requests are sent in all. */
  readonly rc: number;
  /** Rm: how many times the first RTO is waited for an answer after the last request. */
  readonly rm: number;
}

/**
 * RFC 8489 §6.2.1: "the initial value for RTO SHOULD be greater than or equal to 500 ms"; Rc "SHOULD have a
 * default of 7"; Rm "SHOULD have a default of 16".
 */
export const RETRANSMISSION = { rtoMs: 500, rc: 7, rm: 16 } as const satisfies Retransmission;

/**
 * Ti: over TCP and TLS nothing is sent again. RFC 8489 §6.2.2: "SHOULD have a default of 39.5 s. This value has been
 * chosen to equalize the TCP and UDP timeouts for the default initial RTO."
 */
export const RELIABLE_TIMEOUT_MS = 39_500;

/** When a request is sent, and when its transaction has failed, in milliseconds from the first one. */
export interface RetransmissionSchedule {
  readonly sendsAtMs: readonly number[];
  readonly failsAtMs: number;
}

/**
 * The moments of a transaction that nobody answers, RFC 8489 §6.2.1: with the defaults it sends at 0, 500, 1500, 3500,
 * 7500, 15500 and 31500 ms, and has failed at 39500 ms.
 */
export function retransmissionSchedule({
  rtoMs,
  rc,
  rm,
}: Retransmission = RETRANSMISSION): RetransmissionSchedule {
  // The n-th wait is 2^n · RTO, and the waits before the n-th request add up to (2^n − 1) · RTO.
  const sendsAtMs = Array.from({ length: rc }, (_, n) => (2 ** n - 1) * rtoMs);
  return { sendsAtMs, failsAtMs: (sendsAtMs.at(-1) ?? 0) + rm * rtoMs };
}
