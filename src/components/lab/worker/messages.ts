import type { Packet, SessionResult, Trace, TraceEvent } from '#src/simulator/index.ts';

/** What the worker sends of a scene that it runs: the trace in portions, and then how it ended. */
export type FromWorker =
  | {
      readonly kind: 'portion';
      /** What was reached so far. */
      readonly atMs: number;
      readonly events: readonly TraceEvent[];
      readonly packets: readonly Packet[];
    }
  | { readonly kind: 'end'; readonly result: SessionResult; readonly isCutShort: boolean };

/** A trace, and whether the run was ended because it became too long. */
export interface Run {
  readonly trace: Trace;
  readonly isCutShort: boolean;
}

/** As many events come in one message as a page reads in a few milliseconds. */
export const EVENTS_PER_PORTION = 1_000;

/** A scene that makes more packets than this is not run to its end. */
export const MOST_PACKETS = 150_000;
