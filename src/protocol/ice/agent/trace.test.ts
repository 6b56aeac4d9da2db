import { describe, expect, it } from 'vitest';
import { L, R } from './testing-session.ts';
import { TestPeer, TestWorld, address, candidate } from './testing.ts';

/* A picture has nothing but the trace: what it needs of pairs stands there. */

function gathered(): { world: TestWorld; peer: TestPeer } {
  const world = new TestWorld();
  const nat = world.nat('203.0.113.1', {
    mapping: 'endpoint-independent',
    filtering: 'endpoint-independent',
  });
  world.stunServer(address('192.0.2.2:3478'));
  const peer = new TestPeer(world, [{ address: address('10.0.1.1:1000') }], nat, {
    role: 'controlling',
    credentials: L,
    servers: [{ kind: 'stun', address: address('192.0.2.2:3478') }],
  });
  peer.gather();
  world.run(100);
  return { world, peer };
}

const tell = (peer: TestPeer, at: number, line: string) =>
  peer.perform(peer.agent.addRemoteCandidate(at, candidate(line)));

describe('the trace of an agent', () => {
  it('says what a pair is made of, as the checklist has it', () => {
    const { peer } = gathered();
    tell(peer, 100, 'candidate:7 1 UDP 2130706431 198.51.100.2 2000 typ host');
    const [formed] = peer.traced('pair-formed');
    const [pair] = peer.agent.snapshot().checklists[0]?.pairs ?? [];
    expect(formed).toMatchObject({
      pair: pair?.id,
      local: pair?.local,
      remote: pair?.remote,
      priority: pair?.priority,
      foundation: pair?.foundation,
      why: 'candidates',
    });
    expect(formed).not.toHaveProperty('insteadOf');
  });

  it('says for which reflexive candidate a base stands (RFC 8445 §6.1.2.4)', () => {
    const { peer } = gathered();
    tell(peer, 100, 'candidate:7 1 UDP 2130706431 198.51.100.2 2000 typ host');
    const [, second] = peer.traced('pair-formed');
    expect(second).toMatchObject({
      local: { type: 'host' },
      insteadOf: { type: 'srflx', address: { address: '203.0.113.1' } },
    });
    expect(peer.traced('pair-dropped')).toMatchObject([{ pair: second?.pair, why: 'redundant' }]);
  });

  it('says when a peer-reflexive candidate is told after all (RFC 8445 §7.3.1.3)', () => {
    const { world, peer } = gathered();
    const other = new TestPeer(world, [{ address: address('198.51.100.2:2000') }], undefined, {
      role: 'controlled',
      credentials: R,
    });
    other.gather();
    other.perform(other.agent.setRemoteParameters(100, L));
    // Only the other side knows a candidate: its check is what tells of it.
    tell(other, 100, 'candidate:1 1 UDP 1694498815 203.0.113.1 20000 typ srflx');
    peer.perform(peer.agent.setRemoteParameters(100, R));
    world.run(300);
    expect(peer.traced('remote-identified')).toEqual([]);
    expect(peer.agent.snapshot().remote).toMatchObject([{ type: 'prflx' }]);
    tell(peer, 300, 'candidate:7 1 UDP 2130706431 198.51.100.2 2000 typ host');
    expect(peer.traced('remote-identified')).toMatchObject([
      { remote: { type: 'host', priority: 2_130_706_431, foundation: '7' } },
    ]);
  });
});
