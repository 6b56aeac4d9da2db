import { describe, expect, it } from 'vitest';
import type { PeersEvent } from '#src/live/two-peers.ts';
import { milestonesOf, type Race, resultOf } from './race.ts';
import { sdpWith, signal, state, wayThatOpens } from './test-events.ts';

const raceOf = (trickle: readonly PeersEvent[], wait: readonly PeersEvent[]): Race => ({
  trickle: { events: trickle, outcome: 'connected' },
  wait: { events: wait, outcome: 'connected' },
});
const opens = (open: number) => wayThatOpens({ offer: 1, answer: 2, delay: 0, open });

describe('the milestones of one way', () => {
  it('are those of the first offer and answer, each with the candidates in it', () => {
    const of = milestonesOf(
      wayThatOpens({ offer: 90, answer: 480, delay: 300, open: 800, candidates: 3, gathered: [85, 470] }),
    );
    expect(of).toMatchObject({
      offer: { sentMs: 90, arrivedMs: 390, candidates: 3 },
      answer: { sentMs: 480, arrivedMs: 780, candidates: 3 },
      gatheredMs: { a: 85, b: 470 },
    });
  });

  it('count a connection and a channel from the later of the two sides', () => {
    expect(milestonesOf(opens(800))).toMatchObject({ connectedMs: 790, openMs: 800 });
    const oneSide = [state(10, 'a', 'connection', 'connected'), state(20, 'a', 'channel', 'open')];
    expect(milestonesOf(oneSide)).toMatchObject({ connectedMs: undefined, openMs: undefined });
  });

  it('know a signal that is still under way, and take it for no other', () => {
    const offer = signal(1, 'a', 'offer', sdpWith(0));
    const candidate = signal(2, 'a', 'candidate');
    const of = milestonesOf([
      { type: 'sent', atMs: 5, signal: offer },
      { type: 'sent', atMs: 6, signal: candidate },
      { type: 'arrived', atMs: 7, signal: candidate },
    ]);
    expect(of.offer).toEqual({ sentMs: 5, arrivedMs: undefined, candidates: 0 });
    expect(of.answer).toBeUndefined();
  });
});

describe('the result of a race', () => {
  it('is there when both channels are open, and not before', () => {
    expect(resultOf(raceOf(opens(700), []))).toBeUndefined();
    expect(resultOf(raceOf(opens(700), opens(6_700)))).toEqual({
      trickleMs: 700,
      waitMs: 6_700,
      wonMs: 6_000,
      winner: 'trickle',
    });
  });

  it('calls a small difference none, and the same larger one a win at any delay', () => {
    expect(resultOf(raceOf(opens(100), opens(149)))?.winner).toBe('same');
    expect(resultOf(raceOf(opens(149), opens(100)))?.winner).toBe('same');
    expect(resultOf(raceOf(opens(40), opens(150)))?.winner).toBe('trickle');
    expect(resultOf(raceOf(opens(4_040), opens(4_150)))?.winner).toBe('trickle');
  });

  it('does not hide that trickle has lost', () => {
    expect(resultOf(raceOf(opens(500), opens(300)))).toMatchObject({ wonMs: -200, winner: 'wait' });
  });
});
