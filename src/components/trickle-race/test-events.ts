import type { PeerName, SentSignal } from '#src/live/signalling.ts';
import type { PeersEvent, StateKind } from '#src/live/two-peers.ts';

/** Events as `openTwoPeers` tells them, in short, for tests. */
export function state(atMs: number, peer: PeerName, which: StateKind, word: string) {
  return { type: 'state', atMs, peer, which, state: word } as const satisfies PeersEvent;
}

export function signal(number: number, from: PeerName, what: SentSignal['what'], text = ''): SentSignal {
  return { number, from, what, text };
}

export function sdpWith(candidates: number): string {
  const line = 'a=candidate:1 1 udp 2122260223 192.0.2.3 45664 typ host\r\n';
  return `v=0\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n${line.repeat(candidates)}`;
}

interface Times {
  readonly offer: number;
  readonly answer: number;
  readonly delay: number;
  readonly open: number;
  readonly gathered?: readonly [a: number, b: number];
  readonly candidates?: number;
}

/** A whole way that ends with an open channel; candidates are in the descriptions. */
export function wayThatOpens({ offer, answer, delay, open, gathered, candidates = 0 }: Times): PeersEvent[] {
  const offered = signal(1, 'a', 'offer', sdpWith(candidates));
  const answered = signal(2, 'b', 'answer', sdpWith(candidates));
  const events: PeersEvent[] = [
    state(1, 'a', 'gathering', 'gathering'),
    { type: 'sent', atMs: offer, signal: offered },
    { type: 'arrived', atMs: offer + delay, signal: offered },
    { type: 'sent', atMs: answer, signal: answered },
    { type: 'arrived', atMs: answer + delay, signal: answered },
    state(open - 12, 'b', 'connection', 'connected'),
    state(open - 10, 'a', 'connection', 'connected'),
    state(open - 1, 'a', 'channel', 'open'),
    state(open, 'b', 'channel', 'open'),
    ...(gathered
      ? [state(gathered[0], 'a', 'gathering', 'complete'), state(gathered[1], 'b', 'gathering', 'complete')]
      : []),
  ];
  return events.toSorted((a, b) => a.atMs - b.atMs);
}
