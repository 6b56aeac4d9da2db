import { describe, expect, it } from 'vitest';
import type { PeersEvent } from '#src/live/two-peers.ts';
import { applyEvent, changeRound, latestRound, startRepair, startSession, stateAt } from './session.ts';

const after = (...events: PeersEvent[]) => events.reduce(applyEvent, startSession('nothing', true));

const OFFER = { number: 1, from: 'a', what: 'offer', text: 'v=0' } as const;

describe('a session of two peers', () => {
  it('follows a signal from sending to arrival, or to its loss', () => {
    const sent = { type: 'sent', atMs: 5, signal: OFFER } as const;
    expect(after(sent).signals).toMatchObject([{ fate: 'under-way', sentAtMs: 5 }]);
    expect(after(sent, { type: 'arrived', atMs: 45, signal: OFFER }).signals).toMatchObject([
      { fate: 'arrived', sentAtMs: 5, endedAtMs: 45 },
    ]);
    expect(after(sent, { type: 'dropped', atMs: 5, signal: OFFER }).signals).toMatchObject([
      { fate: 'lost' },
    ]);
    const arrived = { type: 'arrived', atMs: 45, signal: OFFER } as const;
    const refused = { type: 'refused', atMs: 46, signal: OFFER, why: 'InvalidStateError' } as const;
    expect(after(sent, arrived, refused).signals).toMatchObject([
      { fate: 'arrived', refused: 'InvalidStateError' },
    ]);
  });

  it('knows each state at each time, and that B has no channel until it arrives', () => {
    const session = after(
      { type: 'state', atMs: 10, peer: 'a', which: 'ice', state: 'checking' },
      { type: 'state', atMs: 20, peer: 'a', which: 'ice', state: 'connected' },
      { type: 'state', atMs: 30, peer: 'b', which: 'channel', state: 'open' },
    );
    expect(stateAt(session, 'a', 'ice', 9)).toBe('new');
    expect(stateAt(session, 'a', 'ice', 10)).toBe('checking');
    expect(stateAt(session, 'a', 'ice')).toBe('connected');
    expect(stateAt(session, 'b', 'ice')).toBe('new');
    expect(stateAt(session, 'b', 'channel', 29)).toBeUndefined();
    expect(stateAt(session, 'b', 'channel')).toBe('open');
    expect(stateAt(session, 'a', 'channel')).toBe('connecting');
  });

  it('counts candidates for each side, and names each error code once', () => {
    const error = { type: 'candidate-error', atMs: 1, peer: 'a', url: '', code: 401, text: '' } as const;
    const session = after(
      { type: 'candidate', atMs: 1, peer: 'a', line: '' },
      { type: 'candidate', atMs: 2, peer: 'a', line: '' },
      { type: 'candidate', atMs: 2, peer: 'b', line: '' },
      error,
      { ...error, peer: 'b' },
    );
    expect(session.gathered).toEqual({ a: 2, b: 1 });
    expect(session.errorCodes).toEqual([401]);
  });

  it('tells from whom a message came, where the event tells to whom', () => {
    expect(after({ type: 'message', atMs: 1, peer: 'b', text: 'hi' }).messages).toMatchObject([
      { from: 'a', text: 'hi' },
    ]);
  });

  it('keeps the first round beside its repair', () => {
    const failed = changeRound(after(), { outcome: 'timeout', endedAtMs: 12_000 });
    const repaired = changeRound(startRepair(failed, 13_000), { outcome: 'connected', endedAtMs: 13_200 });
    expect(repaired.rounds).toEqual([
      { kind: 'connect', startedAtMs: 0, outcome: 'timeout', endedAtMs: 12_000 },
      { kind: 'repair', startedAtMs: 13_000, outcome: 'connected', endedAtMs: 13_200 },
    ]);
    expect(latestRound(repaired).kind).toBe('repair');
  });
});
