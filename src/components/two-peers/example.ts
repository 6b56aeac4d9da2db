import { applyEvent, changeRound, type Session, startSession } from './session.ts';
import type { PeerName } from '#src/live/signalling.ts';
import type { StateKind } from '#src/live/two-peers.ts';

/** What an idle instrument shows: how two peers typically connect, always labelled as an example. */
export const EXAMPLE_SESSION: Session = changeRound(
  [
    ...states('a', [
      [6, 'signaling', 'have-local-offer'],
      [9, 'gathering', 'gathering'],
      [70, 'signaling', 'stable'],
      [72, 'ice', 'checking'],
      [73, 'connection', 'connecting'],
      [105, 'gathering', 'complete'],
      [118, 'ice', 'connected'],
      [190, 'connection', 'connected'],
      [192, 'channel', 'open'],
    ]),
    ...states('b', [
      [50, 'signaling', 'have-remote-offer'],
      [56, 'signaling', 'stable'],
      [58, 'gathering', 'gathering'],
      [62, 'ice', 'checking'],
      [63, 'connection', 'connecting'],
      [116, 'ice', 'connected'],
      [150, 'gathering', 'complete'],
      [188, 'connection', 'connected'],
      [191, 'channel', 'open'],
    ]),
    ...signals([
      [1, 'a', 'offer', 8],
      [2, 'a', 'candidate', 12],
      [3, 'b', 'answer', 57],
      [4, 'b', 'candidate', 60],
      [5, 'a', 'end-of-candidates', 105],
      [6, 'b', 'end-of-candidates', 150],
    ]),
  ].reduce(applyEvent, startSession('nothing', true)),
  { outcome: 'connected', endedAtMs: 192 },
);

function states(peer: PeerName, changes: readonly [atMs: number, which: StateKind, state: string][]) {
  return changes.map(([atMs, which, state]) => ({ type: 'state', atMs, peer, which, state }) as const);
}

type What = 'offer' | 'answer' | 'candidate' | 'end-of-candidates';

function signals(sent: readonly [number: number, from: PeerName, what: What, atMs: number][]) {
  return sent.flatMap(([number, from, what, atMs]) => {
    const signal = { number, from, what, text: '' };
    return [
      { type: 'sent', atMs, signal },
      { type: 'arrived', atMs: atMs + 40, signal },
    ] as const;
  });
}
