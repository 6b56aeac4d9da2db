import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#tests/fuzz/random.ts';
import { type Fate, type Name, TestLink } from './testing.ts';

/** Longer than any give-up and any lingering. */
const FOREVER_MS = 400_000;

interface Channel {
  readonly seed: number;
  /** Of 100 segments, so many are lost, doubled and held up. */
  readonly lost: number;
  readonly doubled: number;
  readonly slow: number;
  /** From then on it loses nothing. */
  readonly mendsAt: number;
}

const channel = (mendsAt: fc.Arbitrary<number>): fc.Arbitrary<Channel> =>
  fc.record({
    seed: fc.nat(),
    lost: fc.integer({ min: 0, max: 80 }),
    doubled: fc.integer({ min: 0, max: 50 }),
    slow: fc.integer({ min: 0, max: 80 }),
    mendsAt,
  });

/** What is written, by whom and when: less than a segment, or several. */
const writes = fc.array(
  fc.record({
    name: fc.constantFrom<Name>('client', 'server'),
    at: fc.integer({ min: 0, max: 8_000 }),
    length: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 9_000 })),
  }),
  { maxLength: 12 },
);

function fateOf({ seed, lost, doubled, slow, mendsAt }: Channel): Fate {
  const { below } = seededRandom(seed);
  const delay = (): number => (below(100) < slow ? below(900) : 1 + below(40));
  return ({ at }) => {
    if (at < mendsAt && below(100) < lost) return [];
    return below(100) < doubled ? [delay(), delay()] : [delay()];
  };
}

interface Session {
  readonly link: TestLink;
  readonly written: Record<Name, number[]>;
}

/** Writes numbers that go on counting, so that a byte twice or in the wrong place shows; then both close. */
function play(what: Channel, events: readonly { name: Name; at: number; length: number }[]): Session {
  const { below } = seededRandom(what.seed + 1);
  const link = new TestLink({ fate: fateOf(what), random: () => below(2 ** 32) / 2 ** 32 });
  const written: Session['written'] = { client: [], server: [] };
  link.connect();
  for (const { name, at, length } of events.toSorted((a, b) => a.at - b.at)) {
    link.run(Math.max(at, link.at));
    // A server has no connection before the SYN came.
    if (!link[name].connection) continue;
    const bytes = Uint8Array.from({ length }, (_, i) => (written[name].length + i) % 251);
    if (link.client.told.includes('closed-by-peer') || link.server.told.includes('closed-by-peer')) break;
    link.send(name, bytes);
    written[name].push(...bytes);
  }
  link.run(Math.max(10_000, link.at));
  link.close(below(2) ? 'client' : 'server');
  if (below(3) === 0) link.close(below(2) ? 'client' : 'server');
  link.run(FOREVER_MS);
  return { link, written };
}

const other = { client: 'server', server: 'client' } as const;

describe('Over a channel that loses, doubles and reorders', () => {
  it('every byte arrives once and in order, and both sides finish, if it mends in time', () => {
    fc.assert(
      fc.property(channel(fc.integer({ min: 0, max: 5_000 })), writes, (what, events) => {
        const { link, written } = play(what, events);
        for (const name of ['client', 'server'] as const) {
          expect(link[name].received).toEqual(written[other[name]]);
          expect(link[name].told.at(-1)).toBe('finished');
          expect(link[name].told.filter((told) => told === 'connected')).toHaveLength(1);
          expect(link[name].connection?.nextTimeoutAt()).toBeUndefined();
        }
      }),
      { numRuns: 300 },
    );
  });

  it('what arrives is the beginning of what was sent, and nobody tries for ever, whether it mends or not', () => {
    const mendsAt = fc.constantFrom(20_000, 100_000, Infinity);
    fc.assert(
      fc.property(channel(mendsAt), writes, (what, events) => {
        const { link, written } = play({ ...what, lost: what.lost + 20 }, events);
        for (const name of ['client', 'server'] as const) {
          const { received } = link[name];
          expect(received).toEqual(written[other[name]].slice(0, received.length));
          const ends = link[name].told.filter((told) => /^(timed-out|reset|finished)$/.test(told));
          expect(ends.length).toBeLessThanOrEqual(1);
          expect(link[name].connection?.nextTimeoutAt()).toBeUndefined();
        }
      }),
      { numRuns: 300 },
    );
  });
});
