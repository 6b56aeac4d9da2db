import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTransportAddress } from '../../bytes/address.ts';
import {
  type Dependence,
  type NatKind,
  TestPeer,
  TestWorld,
  type Weather,
  address,
  knownRandom,
  signal,
} from './testing.ts';
import type { PairView, Role } from './types.ts';

/*
 * Whatever the network and the signalling do, two agents end connected over a pair that works, both over the same one;
 * or failed, where no pair can work.
 */

const L = { ufrag: 'LFRAG', pwd: 'LPASSLPASSLPASSLPASSLPASS' };
const R = { ufrag: 'RFRAG', pwd: 'RPASSRPASSRPASSRPASSRPASS' };
const DEPENDENCES: readonly Dependence[] = [
  'endpoint-independent',
  'address-dependent',
  'address-and-port-dependent',
];
const RUNS = process.env['FULL'] === '1' ? 20_000 : 300;

const natKind = fc.record({
  mapping: fc.constantFrom(...DEPENDENCES),
  filtering: fc.constantFrom(...DEPENDENCES),
});

const scene = fc.record({
  seed: fc.nat(),
  /** Without one: a public address. */
  leftNat: fc.option(natKind, { nil: undefined }),
  rightNat: fc.option(natKind, { nil: undefined }),
  hasIpv6: fc.boolean(),
  /** Of each packet. */
  loss: fc.constantFrom(0, 0, 0.1, 0.3),
  doubled: fc.constantFrom(0, 0.2),
  /** More than the time between packets: they overtake each other. */
  jitterMs: fc.constantFrom(0, 30, 200),
  signallingMs: fc.constantFrom(0, 50, 1000),
  signallingJitterMs: fc.constantFrom(0, 100, 3000),
  roles: fc.constantFrom<[Role, Role]>(
    ['controlling', 'controlled'],
    ['controlled', 'controlling'],
    ['controlling', 'controlling'],
    ['controlled', 'controlled'],
  ),
  isStunLost: fc.boolean(),
});
type Scene = typeof scene extends fc.Arbitrary<infer S> ? S : never;

function play(s: Scene): { world: TestWorld; left: TestPeer; right: TestPeer } {
  const random = knownRandom(s.seed);
  const stun = address('192.0.2.2:3478');
  const lastLost = new Set<string>();
  const weather: Weather = (from, to) => {
    if (s.isStunLost && [from.address, to.address].includes(stun.address)) return [];
    const delay = () => 10 + random() * s.jitterMs;
    // Never two in a row on the same way: seven requests without an answer would be no way.
    const way = `${formatTransportAddress(from)} ${formatTransportAddress(to)}`;
    if (random() < s.loss && !lastLost.delete(way)) {
      lastLost.add(way);
      return [];
    }
    lastLost.delete(way);
    return random() < s.doubled ? [delay(), delay()] : [delay()];
  };
  const world = new TestWorld(weather);
  world.stunServer(stun);
  const peer = (name: 'left' | 'right', kind: NatKind | undefined): TestPeer => {
    const [n, credentials, role] =
      name === 'left' ? ([1, L, s.roles[0]] as const) : ([2, R, s.roles[1]] as const);
    const nat = kind && world.nat(`203.0.113.${n}`, kind);
    const bases = [{ address: address(nat ? `10.0.${n}.1:1000` : `198.51.100.${n}:1000`) }];
    if (s.hasIpv6) bases.push({ address: address(`[2001:db8::${n}]:1000`) });
    return new TestPeer(world, bases, nat, {
      role,
      credentials,
      servers: [{ kind: 'stun', address: stun }],
      tiebreaker: BigInt(Math.floor(random() * 2 ** 32)),
      // Where every third packet is lost, consent expires soon: its checks are sent once (RFC 7675 §5.1).
      consent: false,
    });
  };
  const left = peer('left', s.leftNat);
  const right = peer('right', s.rightNat);
  // A using protocol delivers candidates "exactly once and in the same order" (RFC 8838 §9).
  signal(
    world,
    left,
    right,
    inOrder(world, () => s.signallingMs + random() * s.signallingJitterMs),
  );
  world.after(random() * 500, () => left.gather());
  world.after(random() * 500, () => right.gather());
  world.after(random() * 500, () => left.perform(left.agent.setRemoteParameters(world.at, R)));
  world.after(random() * 2000, () => right.perform(right.agent.setRemoteParameters(world.at, L)));
  // Where many checks are lost, the last one fails late: RFC 8445 §14.3 lets the RTO grow with their number.
  world.run(7_200_000, () => [left, right].every(({ agent }) => agent.snapshot().state !== 'running'));
  world.run(world.at + 2_000);
  return { world, left, right };
}

function inOrder(world: TestWorld, delayMs: () => number): () => number {
  let last = 0;
  return () => {
    last = Math.max(last, world.at + delayMs());
    return last - world.at;
  };
}

const PUBLIC: NatKind = { mapping: 'endpoint-independent', filtering: 'endpoint-independent' };

/** Whether a direct way exists: the behaviours of RFC 4787 seen as a puzzle, without any protocol. */
function canConnect({ leftNat, rightNat, isStunLost, hasIpv6 }: Scene): boolean {
  if (hasIpv6) return true;
  // Behind two NATs nobody knows where to send to, unless a server has said so.
  if (isStunLost && leftNat && rightNat) return false;
  const [left, right] = [leftNat ?? PUBLIC, rightNat ?? PUBLIC];
  return isReached(left, right) || isReached(right, left);
}

/** Whether it begins with a packet of `from` to the address that the server saw of `to`, and comes to an end. */
function isReached(to: NatKind, from: NatKind): boolean {
  const isFixed = to.mapping === 'endpoint-independent';
  // The mapping that the server saw lets the packet in: it takes everybody's, or `to` has sent over it to where the
  // packet comes from. The address there is always the one that was sent to; the port, if it is the same for everybody.
  const arrives =
    to.filtering === 'endpoint-independent' ||
    (isFixed && (to.filtering === 'address-dependent' || from.mapping === 'endpoint-independent'));
  // The answer leaves from another port, unless the mapping is the same for everybody.
  const comesBack = from.filtering !== 'address-and-port-dependent' || isFixed;
  // With a port of its own for every port of the other, on both sides, each answer comes from yet another port.
  const [a, b] = [to.mapping, from.mapping].map((mapping) => mapping === 'address-and-port-dependent');
  return arrives && comesBack && !(a && b);
}

const ends = (pair: PairView | undefined) => pair && [pair.local.address, pair.remote.address];

describe('two agents, whatever the network does', () => {
  it('end connected over the same pair, or failed where there is no way', () => {
    fc.assert(
      fc.property(scene, (s) => {
        const { left, right } = play(s);
        const [a, b] = [left.agent.snapshot(), right.agent.snapshot()];
        const connects = canConnect(s);
        expect([a.state, b.state]).toEqual(connects ? ['completed', 'completed'] : ['failed', 'failed']);
        if (connects) {
          expect(a.role).not.toBe(b.role);
          expect(a.selected).toHaveLength(1);
          // The one's local candidate is the other's remote candidate, as each sees it.
          expect(ends(a.selected[0]?.pair)).toEqual(ends(b.selected[0]?.pair)?.toReversed());
        }
        for (const peer of [left, right]) {
          // RFC 8445 §8.1.1: not "another pair for same component of the data stream within the ICE session".
          expect(peer.traced('nominated').length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: RUNS },
    );
  }, 600_000);

  it('do the same again with the same seed, packet by packet', () => {
    fc.assert(
      fc.property(scene, (s) => {
        expect(play(s).world.legs).toEqual(play(s).world.legs);
      }),
      { numRuns: 10 },
    );
  }, 60_000);
});
