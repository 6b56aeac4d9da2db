import { describe, expect, it } from 'vitest';
import type { LinkSpec } from '../scene/types.ts';
import { cross, createLink } from './link.ts';

/** How 2,000 packets fare, one each millisecond. */
function crossings(spec: LinkSpec) {
  const link = createLink(1, 'a cable', spec);
  return Array.from({ length: 2_000 }, (_, at) => ({ at, ...cross(link, at, 'out', 100) }));
}

const arrivals = (spec: LinkSpec) =>
  crossings(spec).flatMap((packet) => ('arrivesAt' in packet ? [packet] : []));
const isSorted = (times: readonly number[]) =>
  times.every((time, i) => i === 0 || time >= (times[i - 1] ?? -Infinity));

describe('a cable', () => {
  it('delays each packet by its latency', () => {
    expect(arrivals({ latencyMs: 20 }).every(({ at, arrivesAt }) => arrivesAt === at + 20)).toBe(true);
  });

  it('with jitter delays some longer, and keeps the order', () => {
    const packets = arrivals({ latencyMs: 20, jitterMs: 30 });
    expect(packets.every(({ at, arrivesAt }) => arrivesAt >= at + 20 && arrivesAt <= at + 50)).toBe(true);
    expect(new Set(packets.map(({ at, arrivesAt }) => Math.round(arrivesAt - at))).size).toBeGreaterThan(10);
    expect(isSorted(packets.map(({ arrivesAt }) => arrivesAt))).toBe(true);
  });

  it('lets others overtake the share that it reorders', () => {
    const packets = arrivals({ latencyMs: 20, reordering: 0.1 });
    expect(isSorted(packets.map(({ arrivesAt }) => arrivesAt))).toBe(false);
    const late = packets.filter(({ at, arrivesAt }) => arrivesAt > at + 20);
    expect(late.length / packets.length).toBeCloseTo(0.1, 1);
  });

  it.each([0.01, 0.2, 1])('loses its share: %s', (loss) => {
    const lost = crossings({ loss }).filter((packet) => 'lost' in packet);
    expect(lost.length / 2_000).toBeCloseTo(loss, 1);
    expect(lost.every((packet) => 'lost' in packet && packet.lost === 'link-loss')).toBe(true);
  });

  it('carries no packet that is longer than its MTU, and none when it is cut', () => {
    const link = createLink(1, 'a cable', { mtuBytes: 1280 });
    expect(cross(link, 0, 'in', 1280)).toEqual({ arrivesAt: 5 });
    expect(cross(link, 0, 'in', 1281)).toEqual({ lost: 'too-big' });
    link.isCut = true;
    expect(cross(link, 0, 'in', 100)).toEqual({ lost: 'link-cut' });
  });

  it('keeps whole microseconds, the resolution of what is exported', () => {
    for (const { arrivesAt } of arrivals({ latencyMs: 1.23456789, jitterMs: 3 }))
      expect(Math.round(arrivesAt * 1000) / 1000).toBe(arrivesAt);
  });
});
