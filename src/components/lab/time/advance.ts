import type { Moment, Timeline } from '#src/visuals/index.ts';

/** How fast silence is left behind: what is left of it shrinks to a third in this time of the reader's. */
const SILENCE_SHRINKS_IN_MS = 150;

/**
 * Where time stands after some of the reader's: `speed` is how much of the trace's time passes in one of it. Where
 * nothing is on its way time hurries to what comes next, and doesn't pass it.
 * @param moment how things stand now, as `timeline.at` says
 */
export function advance(timeline: Timeline, moment: Moment, elapsedMs: number, speed: number): number {
  const { atMs, flying, signals } = moment;
  const goesOnAt = timeline.next(atMs) ?? timeline.endMs;
  const isSilent = flying.length === 0 && signals.length === 0;
  const hurry = isSilent ? (goesOnAt - atMs) / SILENCE_SHRINKS_IN_MS : 0;
  const reached = atMs + elapsedMs * Math.max(speed, hurry);
  // What comes next is shown, however long the last frame took.
  return Math.min(timeline.endMs, hurry > speed ? Math.min(reached, goesOnAt) : reached);
}
