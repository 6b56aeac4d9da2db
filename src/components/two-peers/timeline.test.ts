import { describe, expect, it } from 'vitest';
import { applyEvent, changeRound, latestRound, type Session, startRepair, startSession } from './session.ts';
import { hasRoomForName, lanesOf, positionPercent, signalMarks, toneOf } from './timeline.ts';
import type { PeersEvent } from '#src/live/two-peers.ts';

const state = (atMs: number, which: 'ice' | 'channel', name: string, peer: 'a' | 'b' = 'a'): PeersEvent => ({
  type: 'state',
  atMs,
  peer,
  which,
  state: name,
});

const after = (session: Session, ...events: PeersEvent[]) => events.reduce(applyEvent, session);

function lane(session: Session, which: 'ice' | 'channel', peer: 'a' | 'b' = 'a', nowMs = 0) {
  const found = lanesOf(session, latestRound(session), peer, nowMs).find((each) => each.which === which);
  if (!found) throw new Error(which);
  return found;
}

describe('the axis', () => {
  it('gives each tenfold time the same room, and keeps everything on the track', () => {
    const [first, second, third] = [
      positionPercent(10),
      positionPercent(100),
      positionPercent(1000),
    ] as const;
    expect(second - first).toBeCloseTo(third - second);
    expect(positionPercent(0)).toBe(0);
    expect(positionPercent(1)).toBe(0);
    expect(positionPercent(1e9)).toBe(100);
  });
});

describe('the lanes of a peer', () => {
  it('are stretches without gaps, from the start of the round to its end', () => {
    const session = changeRound(
      after(startSession('nothing', true), state(10, 'ice', 'checking'), state(100, 'ice', 'connected')),
      { outcome: 'connected', endedAtMs: 1000 },
    );
    const { segments, state: last } = lane(session, 'ice');
    expect(segments.map((segment) => segment.state)).toEqual(['new', 'checking', 'connected']);
    expect(segments.map(({ tone }) => tone)).toEqual(['rest', 'waiting', 'success']);
    expect(last).toBe('connected');
    expect(segments[0]?.fromPercent).toBe(0);
    for (const [index, segment] of segments.entries()) {
      expect(segment.toPercent).toBe(segments[index + 1]?.fromPercent ?? positionPercent(1000));
    }
  });

  it('reach to now while the round runs', () => {
    const session = after(startSession('nothing', true), state(10, 'ice', 'checking'));
    expect(lane(session, 'ice', 'a', 500).segments.at(-1)?.toPercent).toBe(positionPercent(500));
  });

  it('are empty for a channel that is not there', () => {
    const session = startSession('nothing', true);
    expect(lane(session, 'channel', 'b')).toMatchObject({ state: undefined, segments: [] });
    expect(lane(session, 'channel', 'a').state).toBe('connecting');
  });

  it('begin a repair with the states in which it found the peers, at zero', () => {
    const failed = changeRound(after(startSession('answer', true), state(10, 'ice', 'checking')), {
      outcome: 'timeout',
      endedAtMs: 12_000,
    });
    const session = changeRound(after(startRepair(failed, 13_000), state(13_100, 'ice', 'connected')), {
      outcome: 'connected',
      endedAtMs: 13_200,
    });
    const { segments } = lane(session, 'ice');
    expect(segments.map((segment) => segment.state)).toEqual(['checking', 'connected']);
    expect(segments[1]?.fromPercent).toBe(positionPercent(100));
    // And the first round has nothing of it.
    const [first] = session.rounds;
    if (!first) throw new Error('no round');
    const before = lanesOf(session, first, 'a', 0).find(({ which }) => which === 'ice');
    expect(before?.segments.map((segment) => segment.state)).toEqual(['new', 'checking']);
  });
});

describe('the signals on the timeline', () => {
  it('are those of the round; one under way reaches to now', () => {
    const offer = { number: 1, from: 'a', what: 'offer', text: '' } as const;
    const again = { ...offer, number: 2 };
    const first = after(startSession('nothing', true), { type: 'sent', atMs: 5, signal: offer });
    const session = after(startRepair(first, 1_000), { type: 'sent', atMs: 1_010, signal: again });
    expect(signalMarks(session, latestRound(session), 1_030)).toEqual([
      {
        number: 2,
        from: 'a',
        fate: 'under-way',
        fromPercent: positionPercent(10),
        toPercent: positionPercent(30),
      },
    ]);
    const [round] = session.rounds;
    if (!round) throw new Error('no round');
    expect(signalMarks(session, round, 0).map(({ number }) => number)).toEqual([1]);
  });
});

describe('names in segments', () => {
  it('stand there only where they have room', () => {
    const segment = {
      state: 'have-local-offer',
      tone: toneOf('have-local-offer'),
      fromPercent: 10,
      toPercent: 30,
    };
    expect(hasRoomForName(segment, 1000)).toBe(true);
    expect(hasRoomForName(segment, 300)).toBe(false);
  });
});
