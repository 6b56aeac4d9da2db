import { describe, expect, it } from 'vitest';
import type { PeersEvent } from '#src/live/two-peers.ts';
import { type Watch, NEW_WATCH, afterGone, applyEvent } from './watch.ts';

const offer = (ufrag: string): string =>
  `v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\nc=IN IP4 0.0.0.0\r\na=ice-ufrag:${ufrag}\r\na=ice-pwd:0123456789012345678901\r\n`;

const sent = (atMs: number, ufrag: string): PeersEvent => ({
  type: 'sent',
  atMs,
  signal: { number: 1, from: 'a', what: 'offer', text: offer(ufrag) },
});
const state = (atMs: number, peer: 'a' | 'b', value: string): PeersEvent => ({
  type: 'state',
  atMs,
  peer,
  which: 'connection',
  state: value,
});
const watchOf = (...events: PeersEvent[]): Watch => events.reduce(applyEvent, NEW_WATCH);

describe('the watch over a path', () => {
  it('notes A’s states, each once, and none of B’s', () => {
    const watch = watchOf(
      state(1, 'a', 'connecting'),
      state(2, 'b', 'connected'),
      state(3, 'a', 'connecting'),
    );
    expect(watch.happenings).toEqual([{ atMs: 1, what: 'state', state: 'connecting' }]);
  });

  it('notes another ufrag, and the one before', () => {
    const watch = watchOf(sent(1, 'abcd'), sent(5, 'efgh'), sent(6, 'efgh'));
    expect(watch.happenings).toEqual([
      { atMs: 1, what: 'ufrag', ufrag: 'abcd', before: undefined },
      { atMs: 5, what: 'ufrag', ufrag: 'efgh', before: 'abcd' },
    ]);
  });

  it('counts what arrives at B', () => {
    expect(watchOf({ type: 'message', atMs: 1, peer: 'b', text: '1' }).arrived).toBe(1);
    expect(watchOf({ type: 'message', atMs: 1, peer: 'a', text: '1' }).arrived).toBe(0);
  });

  it('tells how long after B had gone A knew it', () => {
    const watch = { ...watchOf(state(1, 'a', 'disconnected'), state(9_000, 'a', 'failed')), goneAtMs: 2_000 };
    expect(afterGone(watch, 'failed')).toBe(7_000);
    // That was before.
    expect(afterGone(watch, 'disconnected')).toBeUndefined();
    expect(afterGone(NEW_WATCH, 'failed')).toBeUndefined();
  });
});
