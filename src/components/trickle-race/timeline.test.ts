import { describe, expect, it } from 'vitest';
import { EXAMPLE_LANES } from './example.ts';
import { signal, state, wayThatOpens } from './test-events.ts';
import { axisFor, laneOf, lastMsOf } from './timeline.ts';

describe('the axis', () => {
  it('reaches a little beyond the last moment, with round ticks', () => {
    expect(axisFor(700)).toEqual({ endMs: 800, ticksMs: [0, 200, 400, 600, 800] });
    expect(axisFor(6_700)).toEqual({ endMs: 8_000, ticksMs: [0, 2_000, 4_000, 6_000, 8_000] });
  });

  it('has between three and six ticks, whatever its length, and holds the last moment', () => {
    for (const ms of [0, 1, 99, 100, 101, 333, 999, 1_000, 1_001, 2_345, 5_000, 12_345, 30_000]) {
      const { endMs, ticksMs } = axisFor(ms);
      expect(endMs).toBeGreaterThanOrEqual(ms);
      expect(ticksMs.length).toBeGreaterThanOrEqual(3);
      expect(ticksMs.length).toBeLessThanOrEqual(6);
      expect(ticksMs.at(-1)).toBe(endMs);
    }
  });
});

describe('a lane', () => {
  it('shows each signal from its sending to its arrival', () => {
    const lane = laneOf(wayThatOpens({ offer: 20, answer: 340, delay: 300, open: 700 }));
    expect(lane.flights).toEqual([
      { from: 'a', what: 'offer', fromMs: 20, toMs: 320 },
      { from: 'b', what: 'answer', fromMs: 340, toMs: 640 },
    ]);
    expect(lane).toMatchObject({ connectedMs: 690, openMs: 700 });
    expect(lastMsOf(lane)).toBe(700);
  });

  it('leaves open what has not ended', () => {
    const lane = laneOf([
      state(2, 'a', 'gathering', 'gathering'),
      { type: 'sent', atMs: 20, signal: signal(1, 'a', 'offer') },
      { type: 'candidate', atMs: 30, peer: 'a', line: 'candidate:…' },
    ]);
    expect(lane.gathering).toEqual([{ peer: 'a', fromMs: 2, toMs: undefined }]);
    expect(lane.flights).toEqual([{ from: 'a', what: 'offer', fromMs: 20, toMs: undefined }]);
    expect(lane.candidates).toEqual([{ peer: 'a', atMs: 30 }]);
    expect(lastMsOf(lane)).toBe(20);
  });

  it('of the example agrees with itself: nothing arrives before it was sent, and B answers what has arrived', () => {
    for (const lane of Object.values(EXAMPLE_LANES)) {
      for (const { fromMs, toMs } of lane.flights) expect(toMs).toBeGreaterThan(fromMs);
      const [offer] = lane.flights.filter(({ what }) => what === 'offer');
      const [answer] = lane.flights.filter(({ what }) => what === 'answer');
      expect(answer?.fromMs).toBeGreaterThan(offer?.toMs ?? Number.NaN);
      expect(lane.openMs).toBeGreaterThan(answer?.toMs ?? Number.NaN);
    }
  });
});
