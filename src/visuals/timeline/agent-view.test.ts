import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TestWorld, address, knownRandom, signal } from '#src/protocol/ice/agent/testing.ts';
import type { AgentSnapshot, Role } from '#src/protocol/ice/agent/types.ts';
import { RecordedPeer, host, sceneOf, traceOf } from '../testing.ts';
import { createTimeline } from './timeline.ts';
import type { AgentView } from './types.ts';

/*
 * A checklist that was read from the trace is the one that the agent has: at any moment, whatever networks and NATs do.
 */

const L = { ufrag: 'LFRAG', pwd: 'LPASSLPASSLPASSLPASSLPASS' };
const R = { ufrag: 'RFRAG', pwd: 'RPASSRPASSRPASSRPASSRPASS' };
const DEPENDENCES = ['endpoint-independent', 'address-dependent', 'address-and-port-dependent'] as const;

const session = fc.record({
  seed: fc.nat(),
  mapping: fc.constantFrom(...DEPENDENCES),
  filtering: fc.constantFrom(...DEPENDENCES),
  loss: fc.constantFrom(0, 0.1, 0.3),
  jitterMs: fc.constantFrom(0, 30, 200),
  signallingMs: fc.constantFrom(0, 50, 1000, 3000),
  roles: fc.constantFrom<[Role, Role]>(
    ['controlling', 'controlled'],
    ['controlled', 'controlling'],
    ['controlling', 'controlling'],
    ['controlled', 'controlled'],
  ),
  cutAtMs: fc.constantFrom(Infinity, 5_000),
  restartAtMs: fc.constantFrom(Infinity, 4_000),
});
type Session = typeof session extends fc.Arbitrary<infer S> ? S : never;

interface Look {
  readonly ms: number;
  readonly snapshots: readonly AgentSnapshot[];
}

/** Plays a session, looks at both agents every so often, and gives the trace as well. */
function play(s: Session): { looks: Look[]; peers: readonly [RecordedPeer, RecordedPeer] } {
  const random = knownRandom(s.seed);
  const world: TestWorld = new TestWorld(() =>
    world.at >= s.cutAtMs || random() < s.loss ? [] : [10 + random() * s.jitterMs],
  );
  world.stunServer(address('192.0.2.2:3478'));
  const stun = { kind: 'stun', address: address('192.0.2.2:3478') } as const;
  const nat = (n: number) => world.nat(`203.0.113.${n}`, s);
  const [left, right] = s.roles;
  const alice = new RecordedPeer('alice', world, [{ address: address('10.0.1.1:1000') }], nat(1), {
    role: left,
    credentials: L,
    servers: [stun],
  });
  const bob = new RecordedPeer('bob', world, [{ address: address('10.0.2.1:1000') }], nat(2), {
    role: right,
    credentials: R,
    servers: [stun],
  });
  signal(world, alice, bob, () => s.signallingMs);
  for (const peer of [alice, bob]) peer.gather();
  alice.perform(alice.agent.setRemoteParameters(0, R));
  bob.perform(bob.agent.setRemoteParameters(0, L));
  const looks: Look[] = [];
  // Not at the moments at which things happen: there an agent may be asked between two of them.
  for (let ms = 37.003; ms < 60_000; ms += ms < 3_000 ? 97 : 5_003) {
    if (ms > s.restartAtMs && looks.every((look) => look.ms <= s.restartAtMs)) {
      world.run(ms - 1);
      restart(world, alice, bob);
    }
    world.run(ms);
    looks.push({ ms, snapshots: [alice.agent.snapshot(), bob.agent.snapshot()] });
  }
  return { looks, peers: [alice, bob] };
}

function restart(world: TestWorld, alice: RecordedPeer, bob: RecordedPeer): void {
  const again = { ...L, ufrag: 'LAGAIN', pwd: L.pwd.toLowerCase() };
  const answer = { ...R, ufrag: 'RAGAIN', pwd: R.pwd.toLowerCase() };
  alice.perform(alice.agent.restart(world.at, again));
  bob.perform(bob.agent.restart(world.at, answer));
  alice.perform(alice.agent.setRemoteParameters(world.at, answer));
  bob.perform(bob.agent.setRemoteParameters(world.at, again));
}

/** What both say. */
function ofView(view: AgentView | undefined): unknown {
  const onList = view?.pairs.filter(({ why }) => why !== 'valid') ?? [];
  return {
    role: view?.role,
    state: view?.state,
    gathering: view?.gathering,
    pairs: onList.map(({ id, local, remote, priority, foundation, state, valid, nominated }) => {
      return { id, local, remote, priority, foundation, state, valid, nominated };
    }),
    valid: view?.pairs
      .filter(({ valid }) => valid)
      .map(({ id }) => id)
      .toSorted(),
    triggered: view?.triggered,
    selected: view?.selected,
    consentUntil: view?.selected === undefined ? undefined : view.consentUntilMs,
  };
}

function ofSnapshot({ role, state, gathering, checklists, selected }: AgentSnapshot): unknown {
  const [checklist] = checklists;
  return {
    role,
    state,
    gathering,
    pairs: checklist?.pairs.map(({ id, local, remote, priority, foundation, state: s, valid, nominated }) => {
      return { id, local, remote, priority, foundation, state: s, valid, nominated };
    }),
    valid: checklist?.valid.map(({ id }) => id).toSorted(),
    triggered: checklist?.triggered,
    selected: selected[0]?.pair.id,
    consentUntil: selected[0]?.consentUntil,
  };
}

describe('an agent read from its trace', () => {
  it('is the agent, at any moment', () => {
    fc.assert(
      fc.property(session, (s) => {
        const { looks, peers } = play(s);
        for (const [index, peer] of peers.entries()) {
          const scene = sceneOf([
            host(index === 0 ? 'alice' : 'bob', 'internet', '198.51.100.1', s.roles[index]),
          ]);
          const timeline = createTimeline(traceOf(scene, peer.events));
          for (const { ms, snapshots } of looks) {
            const snapshot = snapshots[index];
            if (snapshot) expect(ofView(timeline.at(ms).agents[0]), `at ${ms}`).toEqual(ofSnapshot(snapshot));
          }
        }
      }),
      { numRuns: process.env['FULL'] === '1' ? 2_000 : 60 },
    );
  }, 120_000);
});
