import { firstPlace } from '../timeline/search.ts';
import type { Moments } from './rows.ts';
import type { Tick } from './types.ts';

/** Between two labels, in rows and in pixels. */
const ROWS_APART = 3;
const PIXELS_APART = 60;

/** Labels at moments at which something happened, not too close to each other. */
export function ticksByEvent(
  { ms, top }: Moments,
  rowHeight: number,
): (from: number, to: number) => readonly Tick[] {
  const ticks: Tick[] = [];
  for (const [index, y] of top.entries()) {
    const last = ticks.at(-1);
    if (!last || y - last.y >= ROWS_APART * rowHeight) ticks.push({ ms: ms[index] ?? 0, y });
  }
  return (from, to) => {
    const first = firstPlace(ticks.length, (index) => (ticks[index]?.y ?? 0) >= from);
    const end = firstPlace(ticks.length, (index) => (ticks[index]?.y ?? 0) > to);
    return ticks.slice(first, end);
  };
}

/** Labels at round moments. */
export function ticksByTime(pixelsPerMs: number): (from: number, to: number) => readonly Tick[] {
  const power = 10 ** Math.floor(Math.log10(PIXELS_APART / pixelsPerMs));
  const step = [1, 2, 5, 10].map((n) => n * power).find((ms) => ms * pixelsPerMs >= PIXELS_APART) ?? power;
  return (from, to) => {
    const first = Math.max(0, Math.ceil(from / pixelsPerMs / step));
    const count = Math.max(0, Math.floor(to / pixelsPerMs / step) - first + 1);
    return Array.from({ length: count }, (_, index) => {
      const ms = (first + index) * step;
      return { ms, y: ms * pixelsPerMs };
    });
  };
}
