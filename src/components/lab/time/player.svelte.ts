import type { Moment, Timeline } from '#src/visuals/index.ts';
import { advance } from './advance.ts';

/** How much of the trace's time passes in a second of the reader's, in seconds. */
export const SPEEDS = [0.01, 0.02, 0.05, 0.1, 0.25, 1, 10] as const;

/** A frame that took longer than this was no frame: the page was hidden, or busy. */
const LONGEST_FRAME_MS = 100;

export interface Player {
  /** The moment that is shown. */
  timeMs: number;
  speed: number;
  readonly isPlaying: boolean;
  /** Lets time run from here, from the start where it is at its end. */
  play(): void;
  pause(): void;
}

/**
 * Lets the time of a trace run, a step a frame of the browser's: so not while the page is hidden.
 * @param timeline what is played
 * @param moment how things stand at `timeMs`
 */
export function createPlayer(timeline: () => Timeline, moment: () => Moment): Player {
  let timeMs = $state(0);
  let speed = $state<number>(0.05);
  let frame = $state<number>();
  let lastFrameAt: number | undefined;

  function pause(): void {
    if (frame !== undefined) cancelAnimationFrame(frame);
    frame = undefined;
  }

  function onFrame(at: number): void {
    const elapsedMs = Math.min(LONGEST_FRAME_MS, at - (lastFrameAt ?? at));
    lastFrameAt = at;
    timeMs = advance(timeline(), moment(), elapsedMs, speed);
    frame = timeMs < timeline().endMs ? requestAnimationFrame(onFrame) : undefined;
  }

  return {
    get timeMs() {
      return timeMs;
    },
    set timeMs(ms) {
      timeMs = Math.min(Math.max(0, ms), timeline().endMs);
    },
    get speed() {
      return speed;
    },
    set speed(value) {
      speed = value;
    },
    get isPlaying() {
      return frame !== undefined;
    },
    play() {
      pause();
      if (timeMs >= timeline().endMs) timeMs = 0;
      lastFrameAt = undefined;
      frame = requestAnimationFrame(onFrame);
    },
    pause,
  };
}
