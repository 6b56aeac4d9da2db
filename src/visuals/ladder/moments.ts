import { firstPlace } from '../timeline/search.ts';
import type { Moments } from './rows.ts';

/** Where a moment stands: below what happened then; between two, in proportion. */
export function yAt({ ms, top, bottom }: Moments, at: number): number {
  const next = firstPlace(ms.length, (index) => (ms[index] ?? 0) > at);
  const before = bottom[next - 1] ?? 0;
  const after = top[next];
  if (after === undefined) return before;
  const from = ms[next - 1] ?? 0;
  const share = (at - from) / ((ms[next] ?? from) - from || 1);
  return before + (after - before) * Math.min(1, Math.max(0, share));
}

/** The moment that stands there. */
export function msAt({ ms, top, bottom }: Moments, y: number): number {
  const next = firstPlace(top.length, (index) => (top[index] ?? 0) > y);
  const from = ms[next - 1] ?? 0;
  const to = ms[next];
  const before = bottom[next - 1] ?? 0;
  if (to === undefined || y <= before) return from;
  return from + ((to - from) * (y - before)) / ((top[next] ?? y) - before || 1);
}
