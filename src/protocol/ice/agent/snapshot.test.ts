import { describe, expect, it } from 'vitest';
import { R, L, connect } from './testing-session.ts';
import { TestPeer, TestWorld, address, candidate } from './testing.ts';

describe('a snapshot', () => {
  it('says who checks next, when, and by which rule (RFC 8445 §6.1.4.2)', () => {
    const world = new TestWorld(() => []);
    const l = new TestPeer(world, [{ address: address('198.51.100.1:1000') }], undefined, {
      role: 'controlling',
      credentials: L,
    });
    l.gather();
    l.perform(
      l.agent.addRemoteCandidate(0, candidate('candidate:1 1 UDP 2130706431 198.51.100.2 2000 typ host')),
    );
    l.perform(
      l.agent.addRemoteCandidate(0, candidate('candidate:2 1 UDP 1694498815 198.51.100.3 2000 typ srflx')),
    );
    // Nobody checks before the peer's password is known.
    expect(l.agent.snapshot().nextCheck).toBeUndefined();
    l.perform(l.agent.setRemoteParameters(0, R));
    const [first, second] = l.agent.snapshot().checklists[0]?.pairs ?? [];
    expect(l.traced('check-sent')).toMatchObject([{ at: 0, pair: first?.id }]);
    expect(l.agent.snapshot().nextCheck).toEqual({ at: 50, pair: second?.id, check: 'ordinary' });
    world.run(50);
    expect(l.traced('check-sent')).toMatchObject([{ at: 0 }, { at: 50, pair: second?.id }]);
    expect(l.agent.snapshot().nextCheck).toBeUndefined();
  });

  it('changes no more, whatever the agent does', () => {
    const { world, l, cut } = connect();
    const seen = l.agent.snapshot();
    const copy = structuredClone(seen);
    cut();
    world.run(100_000);
    expect(l.agent.snapshot().state).toBe('failed');
    expect(seen).toEqual(copy);
  });
});
