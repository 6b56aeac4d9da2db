import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { MATRIX_KINDS, matrixScene } from '#src/simulator/scene/matrix.ts';
import { type Outcome, type Trace, simulate } from '#src/simulator/index.ts';
import { createTimeline } from '#src/visuals/index.ts';
import { homes, longCall, variedScene } from './scenes.ts';

/*
 * What tests and measurements have the Lab do: in Node as it stands here, in browsers in a worker. Times are in
 * milliseconds, by the clock of wherever it runs.
 */

export interface TraceDigest {
  /** Of the trace's lines. */
  readonly sha256: string;
  readonly outcome: Outcome;
  readonly events: number;
}

/** How many packets were sent in it, and how long it took to run. */
export interface TracedCall {
  readonly packets: number;
  readonly ms: number;
}

export interface MomentTimes {
  readonly packets: number;
  /** Once, when the trace has come. */
  readonly indexMs: number;
  /** From each move of the time slider to what is to be shown then. */
  readonly movesMs: readonly number[];
}

export const TASKS = {
  digestTraces(seeds: readonly number[]): TraceDigest[] {
    return seeds.map((seed) => {
      const trace = simulate(variedScene(seed));
      const text = linesOf(trace).join('\n');
      return {
        sha256: bytesToHex(sha256(utf8ToBytes(text))),
        outcome: trace.result.outcome,
        events: trace.events.length,
      };
    });
  },

  /** A trace in full, to see where it differs. */
  traceLines(seed: number): string[] {
    return linesOf(simulate(variedScene(seed)));
  },

  /** The same session again and again, with its trace. */
  timeSessions(count: number): number[] {
    return Array.from({ length: count }, () => timed(() => simulate(homes())).ms);
  },

  /** All pairs of NATs, each a session with a relay, of which only the outcome is wanted. */
  timeMatrix(rounds: number): number[] {
    return Array.from({ length: rounds }, () => {
      const { ms } = timed(() => {
        for (const row of MATRIX_KINDS)
          for (const column of MATRIX_KINDS) {
            const { result } = simulate(matrixScene(row, column, { turn: true }), { isTraced: false });
            if (result.outcome === 'undecided') throw new Error(`${row} and ${column} come to nothing`);
          }
      });
      return ms;
    });
  },

  /** Calls of about so many packets each, in turn, with their traces, after one to warm up. */
  timeCalls(packets: readonly number[], rounds: number): TracedCall[][] {
    simulate(longCall(Math.min(...packets)));
    return Array.from({ length: rounds }, () =>
      packets.map((wanted) => {
        const { value, ms } = timed(() => simulate(longCall(wanted)));
        return { packets: value.packets.length, ms };
      }),
    );
  },

  /** Moves of the time slider to anywhere in a call of about so many packets: the index is made before. */
  timeMoments(packets: number, moves: number): MomentTimes {
    const trace = simulate(longCall(packets));
    const { value: timeline, ms: indexMs } = timed(() => createTimeline(trace));
    const movesMs = Array.from({ length: moves }, (_, move) => {
      // By the golden ratio: nowhere near the last one, and everywhere in the end.
      const share = ((move + 1) * 0.618_033_988_75) % 1;
      return timed(() => timeline.at(share * trace.result.endedAt)).ms;
    });
    return { packets: trace.packets.length, indexMs, movesMs };
  },
};

export type Tasks = typeof TASKS;
export type TaskName = keyof Tasks;

/** Every event, every packet and the result: a line each, bytes in hex. */
function linesOf({ events, packets, result }: Trace): string[] {
  return [...events, ...packets, result].map((entry) => JSON.stringify(entry, printable));
}

function printable(_key: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return bytesToHex(value);
  return typeof value === 'bigint' ? `${value}n` : value;
}

function timed<T>(work: () => T): { readonly value: T; readonly ms: number } {
  const startedAt = performance.now();
  const value = work();
  return { value, ms: performance.now() - startedAt };
}
