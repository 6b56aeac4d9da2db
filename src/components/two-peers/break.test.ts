import { describe, expect, it } from 'vitest';
import type { Signal } from '#src/live/signalling.ts';
import { BREAKS, type BreakKind, configurationsOf, isLost } from './break.ts';

const SIGNALS: readonly Signal[] = (['offer', 'answer', 'candidate', 'end-of-candidates'] as const).flatMap(
  (what) => (['a', 'b'] as const).map((from) => ({ from, what, text: '' })),
);

const lostOf = (breaking: BreakKind) =>
  SIGNALS.filter((signal) => isLost(breaking, signal)).map(({ from, what }) => `${what} of ${from}`);

const SERVERS = [
  { url: 'stun:stun.example:3478' },
  { url: 'turn:turn.example:3478?transport=udp', username: 'ada', credential: 'right' },
];

describe('what is broken on purpose', () => {
  it('loses exactly what it says', () => {
    expect(lostOf('nothing')).toEqual([]);
    expect(lostOf('answer')).toEqual(['answer of a', 'answer of b']);
    expect(lostOf('candidates')).toEqual(['candidate of a', 'candidate of b']);
    expect(lostOf('candidates-of-b')).toEqual(['candidate of b']);
    expect(lostOf('credential')).toEqual([]);
  });

  it('gives the right servers to both peers, whatever is lost', () => {
    for (const breaking of BREAKS.filter((kind) => kind !== 'credential')) {
      const { a, b } = configurationsOf(breaking, SERVERS);
      expect(a).toEqual(b);
      expect(a.iceTransportPolicy).toBe('all');
      expect(a.iceServers).toHaveLength(2);
      expect(JSON.stringify(a)).toContain('right');
    }
  });

  it('with a wrong credential: TURN only, the same username, another password', () => {
    const { a, b } = configurationsOf('credential', SERVERS);
    expect(a).toEqual(b);
    expect(a.iceTransportPolicy).toBe('relay');
    expect(a.iceServers).toMatchObject([{ urls: 'turn:turn.example:3478?transport=udp', username: 'ada' }]);
    expect(JSON.stringify(a)).not.toContain('right');
  });
});
