import type { Run, Lane } from './run.ts';

/** The axis is logarithmic from 1 ms to 10 s, so that it never changes while candidates arrive. */
export const AXIS_TICKS_MS = [1, 10, 100, 1_000, 10_000] as const;

const LAST_MS = 10_000;
/** Marks closer than this, in percent of the track, would cover each other. */
const MARK_WIDTH_PERCENT = 4;

/** Where a time stands on the track, in percent from its start. */
export function positionPercent(ms: number): number {
  const clamped = Math.min(Math.max(ms, 1), LAST_MS);
  return (Math.log10(clamped) / Math.log10(LAST_MS)) * 100;
}

/** What came when: a candidate, by its type, or a problem. */
export interface LaneEvent {
  readonly atMs: number;
  readonly kind: string;
}

export interface Mark extends LaneEvent {
  readonly xPercent: number;
  /** Marks that would cover each other stand below each other, from 0. */
  readonly level: number;
}

/** The marks of one lane, in the order of their times, none upon another. */
export function layOutMarks(events: readonly LaneEvent[]): Mark[] {
  const lastOnLevel: number[] = [];
  return events
    .toSorted((a, b) => a.atMs - b.atMs)
    .map((event) => {
      const xPercent = positionPercent(event.atMs);
      const free = lastOnLevel.findIndex((last) => xPercent - last >= MARK_WIDTH_PERCENT);
      const level = free < 0 ? lastOnLevel.length : free;
      lastOnLevel[level] = xPercent;
      return { ...event, xPercent, level };
    });
}

/** The candidates and problems of one lane. A timeout is shown by the lane's own end. */
export function eventsOf(run: Run, { source }: Lane): LaneEvent[] {
  const candidates = run.rows
    .filter((row) => row.source.index === source.index)
    .map(({ atMs, candidate }) => ({ atMs, kind: candidate.type }));
  const problems = run.problems
    .filter((problem) => problem.source.index === source.index && problem.code !== 'timeout')
    .map(({ atMs }) => ({ atMs, kind: 'problem' }));
  return [...candidates, ...problems];
}
