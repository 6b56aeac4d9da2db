import type { IceCredentials } from '#src/protocol/ice/agent/index.ts';
import type { Candidate } from '#src/protocol/index.ts';
import { printCandidate } from '#src/protocol/index.ts';
import type { Id } from '../scene/types.ts';
import type { SignalWhat } from '../trace.ts';
import { type World, note } from '../world.ts';

/** What agents tell each other outside of ICE: by a server of the application, which is no part of the network here. */
export type Signal = Words & {
  /** How often the sender's session was restarted, by either side. In SDP the ufrag and the order of offers tell it. */
  readonly generation: number;
};
type Words =
  | { readonly what: 'parameters'; readonly credentials: IceCredentials }
  | { readonly what: 'candidate'; readonly candidate: Candidate }
  | { readonly what: 'end-of-candidates' };

export interface Signalling {
  /** Where signals for a node go. */
  join(node: Id, receive: (at: number, signal: Signal) => void): void;
  /** To the other one. */
  send(at: number, from: Id, signal: Signal): void;
}

export function createSignalling(world: World): Signalling {
  const { latencyMs, trickles = true } = world.scene.signalling;
  const members = new Map<Id, (at: number, signal: Signal) => void>();
  /** What waits for the end of candidates, where they don't trickle. */
  const held = new Map<Id, Signal[]>();

  function carry(at: number, from: Id, signal: Signal): void {
    const arrivesAt = at + latencyMs;
    for (const [to, receive] of members) {
      if (to === from) continue;
      note(world, { kind: 'signal', at, from, to, arrivesAt, ...wordsOf(signal) });
      world.queue.put(arrivesAt, (now) => receive(now, signal));
    }
  }

  return {
    join: (node, receive) => members.set(node, receive),
    send(at, from, signal) {
      if (trickles) {
        carry(at, from, signal);
        return;
      }
      const waiting = [...(held.get(from) ?? []), signal];
      const isComplete = signal.what === 'end-of-candidates';
      held.set(from, isComplete ? [] : waiting);
      if (isComplete) for (const each of waiting) carry(at, from, each);
    },
  };
}

function wordsOf(signal: Signal): SignalWhat {
  switch (signal.what) {
    case 'parameters':
      return { what: 'parameters', ufrag: signal.credentials.ufrag };
    case 'candidate':
      return { what: 'candidate', line: printCandidate(signal.candidate) };
    case 'end-of-candidates':
      return { what: 'end-of-candidates' };
  }
}
