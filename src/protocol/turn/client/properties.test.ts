import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PEER } from '../testing.ts';
import { type Link, createLink, told } from './testing.ts';
import type { TurnClientAction } from './types.ts';

/** What can happen to a client: calls, timers early and late, a clock that steps back, packets lost, doubled and late. */
type Event =
  | {
      readonly kind: 'permit' | 'bind' | 'send' | 'release' | 'timer' | 'cut' | 'mend' | 'again';
      readonly port: number;
    }
  | { readonly kind: 'time'; readonly ms: number }
  | { readonly kind: 'garbage'; readonly bytes: Uint8Array };

const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom('permit', 'bind', 'send', 'timer', 'again'),
      port: fc.integer({ min: 1024, max: 1028 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('cut', 'mend', 'mend', 'mend'), port: fc.constant(0) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('time'), ms: fc.integer({ min: -400_000, max: 400_000 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('garbage'), bytes: fc.uint8Array({ maxLength: 60 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('release', 'timer', 'timer'), port: fc.constant(0) }),
  },
);

function happen(link: Link, what: Event, lastPacket: Uint8Array): TurnClientAction[] {
  const { client, world } = link;
  const peer = { ...PEER, port: 'port' in what ? what.port : 0 };
  switch (what.kind) {
    case 'permit':
      return link.perform(client.permit(world.at, `127.0.0.${peer.port - 1000}`));
    case 'bind':
      return link.perform(client.bindChannel(world.at, peer));
    case 'send':
      return link.perform(client.send(world.at, peer, Uint8Array.of(1)));
    case 'release':
      return link.perform(client.release(world.at));
    case 'timer':
      return link.perform(client.handleTimeout(world.at));
    case 'again':
      return link.perform([{ kind: 'send', bytes: lastPacket }]);
    case 'garbage':
      return link.perform(client.handlePacket(world.at, what.bytes));
    case 'time':
      world.at += what.ms;
      return [];
    default:
      link.isCut = what.kind === 'cut';
      return [];
  }
}

const isEnd = ({ kind }: TurnClientAction) => kind === 'failed' || kind === 'released';

describe('whatever happens to it, a TURN client', () => {
  it('never throws, never has a timer that is due already, ends once and is silent from then on', () => {
    let ended = 0;
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const link = createLink({}, { nonceLifetimeMs: 300_000 });
        const seen = link.perform(link.client.allocate(link.world.at));
        let lastPacket: Uint8Array = new Uint8Array(0);
        for (const what of events) {
          const isOver = seen.some(isEnd);
          const actions = happen(link, what, lastPacket);
          for (const action of actions) if (action.kind === 'send') lastPacket = action.bytes;
          if (what.kind === 'timer') {
            expect(link.client.nextTimeoutAt() ?? Infinity).toBeGreaterThan(link.world.at);
          }
          if (isOver) {
            expect(told(actions).filter(({ kind }) => kind !== 'refused')).toEqual([]);
            expect(link.client.nextTimeoutAt()).toBeUndefined();
            expect(link.client.relayedAddress).toBeUndefined();
          }
          seen.push(...actions);
        }
        const ends = seen.filter(isEnd).length;
        expect(ends).toBeLessThanOrEqual(1);
        ended += ends;
      }),
      { numRuns: 500 },
    );
    // Both must happen, or it tests nothing.
    expect(ended).toBeGreaterThan(25);
    expect(ended).toBeLessThan(500);
  });

  it('comes to an end when nobody answers any more', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const link = createLink();
        const seen = link.perform(link.client.allocate(link.world.at));
        for (const what of events) seen.push(...happen(link, what, new Uint8Array(0)));
        link.isCut = true;
        for (let turns = 0; turns < 500; turns++) {
          const next = link.client.nextTimeoutAt();
          if (next === undefined) break;
          seen.push(...link.client.handleTimeout(next));
        }
        expect(link.client.nextTimeoutAt()).toBeUndefined();
        expect(seen.filter(isEnd)).toHaveLength(1);
      }),
    );
  });
});
