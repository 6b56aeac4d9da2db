import { RETRANSMISSION } from '../stun/retransmission.ts';

/**
 * Ta, the time between one new transaction and the next. RFC 8445 §14.2: "SHOULD use a default Ta value, 50 ms"; and
 * all agents of an implementation together "MUST NOT" send "more often than once every 5 ms".
 */
export const PACING = { defaultMs: 50, leastMs: 5 } as const;

/** RFC 8445 §14.3: "Agents MUST NOT use an RTO value smaller than 500 ms." */
const LEAST_RTO_MS = RETRANSMISSION.rtoMs;

/**
 * The RTO while gathering, RFC 8445 §14.3: `MAX (500ms, Ta * (Num-Of-Cands))`.
 * @param candidates Num-Of-Cands, "the number of server-reflexive and relay candidates"
 */
export function gatheringRtoMs(candidates: number, taMs: number = PACING.defaultMs): number {
  return Math.max(LEAST_RTO_MS, taMs * candidates);
}

/** What the RTO of a connectivity check depends on. */
export interface CheckCounts {
  /** N, "the total number of connectivity checks to be performed". */
  readonly total: number;
  /** Num-Waiting. */
  readonly waiting: number;
  /** Num-In-Progress. */
  readonly inProgress: number;
}

/** The RTO of a connectivity check, RFC 8445 §14.3: `MAX (500ms, Ta * N * (Num-Waiting + Num-In-Progress))`. */
export function checkRtoMs(
  { total, waiting, inProgress }: CheckCounts,
  taMs: number = PACING.defaultMs,
): number {
  return Math.max(LEAST_RTO_MS, taMs * total * (waiting + inProgress));
}

/** Tr. RFC 8445 §11: "Agents SHOULD use a Tr value of 15 seconds" and "MUST NOT use a value smaller than 15 seconds". */
export const KEEPALIVE_SECONDS = 15;

/** RFC 8445 §6.1.2.5: "The default limit of candidate pairs for the checklist set is 100". */
export const CANDIDATE_PAIR_LIMIT = 100;

/**
 * Consent, RFC 7675 §5.1: "Consent expires after 30 seconds"; a check "interval of 5 seconds", each "randomized from
 * between 0.8 and 1.2 times the basic period", and the period between checks not "less than 4 seconds".
 */
export const CONSENT = {
  expirySeconds: 30,
  intervalSeconds: 5,
  randomized: { from: 0.8, to: 1.2 },
  leastIntervalSeconds: 4,
} as const;

/** The shortest and the longest time from one consent check to the next. RFC 7675 §5.1: "4 to 6 seconds". */
export function consentIntervalSeconds(): { readonly from: number; readonly to: number } {
  const { intervalSeconds, randomized } = CONSENT;
  return { from: randomized.from * intervalSeconds, to: randomized.to * intervalSeconds };
}

/**
 * How long an agent goes on before it may declare failure. RFC 8863 §4: "equal to the agent's connectivity check
 * transaction timeout, including all retransmissions. When using default values […], this amounts to 39.5 seconds".
 */
export const PAC_TIMER_MS = 39_500;
