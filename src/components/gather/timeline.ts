import type { Run, Lane } from './run.ts';

/** The axis is logarithmic from 1 ms to 10 s, so that it never changes while candidates arrive. */
export const AXIS_TICKS_MS = [1, 10, 100, 1_000, 10_000] as const;

const LAST_MS = 10_000;

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
  /** How many events of one kind came so close together that they share the mark. */
  readonly count: number;
}

/**
 * The marks of one lane, in the order of their times, none upon another, so that a lane never grows
 * while candidates arrive: of one kind they share a mark, of another the earlier one makes room.
 *
 * @param widthPercent of a mark, in percent of the track
 */
export function layOutMarks(events: readonly LaneEvent[], widthPercent: number): Mark[] {
  const marks: Mark[] = [];
  for (const event of events.toSorted((a, b) => b.atMs - a.atMs)) {
    const next = marks.at(-1);
    const xPercent = positionPercent(event.atMs);
    const room = next === undefined ? 100 : next.xPercent - widthPercent;
    const shares = next !== undefined && next.kind === event.kind && xPercent > room;
    if (shares)
      marks[marks.length - 1] = {
        ...event,
        xPercent: Math.min(xPercent, next.xPercent),
        count: next.count + 1,
      };
    else marks.push({ ...event, xPercent: Math.min(xPercent, room), count: 1 });
  }
  return marks.reverse();
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
