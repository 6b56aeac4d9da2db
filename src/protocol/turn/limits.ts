import type { Rate } from './token-bucket.ts';

/** Bounds on what clients can make the server hold or send. */
export interface TurnLimits {
  /** Beyond it, the oldest abandoned allocation makes room (`ABANDONED_AFTER_MS`); where none is, the answer is 508. */
  readonly allocations: number;
  /** RFC 8656 §5: "RECOMMENDED that the server impose limits on […] the number of allocations active at one time for a given username". */
  readonly allocationsPerUser: number;
  readonly permissionsPerAllocation: number;
  readonly channelsPerAllocation: number;
  /** Relayed bytes of one allocation, both directions together. */
  readonly relayedBytes: Rate;
  /** Answers to requests that carry no valid credential, per source address: what a forged source could make us reflect. */
  readonly unauthenticatedAnswers: Rate;
  /** Packets of one source that are neither STUN nor ChannelData … */
  readonly malformedPackets: Rate;
  /** … beyond which everything from it is ignored for this long. */
  readonly ignoreMs: number;
  /** How many sources are remembered; the one that was silent longest is forgotten first. */
  readonly sources: number;
  readonly connections: number;
  /** A TCP connection that has made no allocation is closed after this long. */
  readonly idleConnectionMs: number;
}

/** Enough for a page full of peer connections in several tabs, and little enough to do no harm. */
export const DEFAULT_LIMITS: TurnLimits = {
  allocations: 256,
  allocationsPerUser: 128,
  permissionsPerAllocation: 64,
  channelsPerAllocation: 64,
  relayedBytes: { perSecond: 4_000_000, burst: 4_000_000 },
  unauthenticatedAnswers: { perSecond: 200, burst: 400 },
  malformedPackets: { perSecond: 1, burst: 20 },
  ignoreMs: 10_000,
  sources: 1024,
  connections: 256,
  idleConnectionMs: 60_000,
};
