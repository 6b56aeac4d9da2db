import { describe, expect, it } from 'vitest';
import { METHOD, decodeStun, encodeStun } from '../../stun/index.ts';
import { L, R, connect } from './testing-session.ts';
import { TestPeer, TestWorld, address, candidate } from './testing.ts';

describe('server-reflexive candidates, RFC 8445 §5.1.1.4', () => {
  const stun = address('192.0.2.2:3478');
  const gatherBehindNat = () => {
    const world = new TestWorld();
    world.stunServer(stun);
    const kind = { mapping: 'endpoint-independent', filtering: 'endpoint-independent' } as const;
    const l = new TestPeer(world, [{ address: address('10.0.0.1:1000') }], world.nat('203.0.113.1', kind), {
      role: 'controlling',
      credentials: L,
      servers: [{ kind: 'stun', address: stun }],
    });
    l.gather();
    return { world, l };
  };

  it('"MUST be kept alive by additional Binding requests to the server", which give no new candidates', () => {
    const { world, l } = gatherBehindNat();
    world.run(50_000);
    expect(l.of('send').filter(({ to }) => to.port === 3478)).toHaveLength(4); // at 0, 15, 30 and 45 seconds
    expect(l.of('local-candidate').map(({ candidate }) => candidate.type)).toEqual(['host', 'srflx']);
    expect(l.of('end-of-candidates')).toHaveLength(1);
  });

  it('end the gathering when a server is silent and the network dies, though they are still asked about', () => {
    let isCut = false;
    const world = new TestWorld(() => (isCut ? [] : [10]));
    world.stunServer(stun);
    const l = new TestPeer(world, [{ address: address('198.51.100.1:1000') }], undefined, {
      role: 'controlling',
      credentials: L,
      servers: [
        { kind: 'stun', address: stun },
        { kind: 'stun', address: address('192.0.2.3:3478') },
      ],
    });
    l.gather();
    world.run(10_000);
    isCut = true;
    world.run(60_000);
    expect(l.of('end-of-candidates')).toHaveLength(1);
  });

  it('tell nothing new after the end of candidates, RFC 8838 §13', () => {
    const world = new TestWorld();
    let port = 20_000;
    world.listen(stun, undefined, (_at, from, bytes) => {
      const request = decodeStun(bytes);
      if (!request.ok) return;
      const { transactionId } = request.value;
      const mapped = { ...address('203.0.113.1:1'), port: port++ };
      const attributes = [{ type: 'XOR-MAPPED-ADDRESS', address: mapped } as const];
      world.send(
        stun,
        from,
        encodeStun({ class: 'success', method: METHOD.Binding, transactionId, attributes }),
      );
    });
    const l = new TestPeer(world, [{ address: address('198.51.100.1:1000') }], undefined, {
      role: 'controlling',
      credentials: L,
      servers: [{ kind: 'stun', address: stun }],
    });
    l.gather();
    world.run(20_000);
    expect(port).toBe(20_002);
    expect(l.of('local-candidate').map(({ candidate }) => candidate.type)).toEqual(['host', 'srflx']);
  });

  it('are not asked for instead of a relayed one where only those are wanted', () => {
    const world = new TestWorld();
    const asked: string[] = [];
    world.listen(stun, undefined, (_at, from, bytes) => {
      const request = decodeStun(bytes);
      if (!request.ok) return;
      const { transactionId, method } = request.value;
      asked.push(method === METHOD.Allocate ? 'Allocate' : 'other');
      const attributes = [{ type: 'ERROR-CODE', code: 508, reason: 'Insufficient Capacity' } as const];
      world.send(stun, from, encodeStun({ class: 'error', method, transactionId, attributes }));
    });
    const server = { kind: 'turn', address: stun, username: 'u', password: 'p' } as const;
    for (const [policy, expected] of [
      ['all', ['Allocate', 'other']],
      ['relay', ['Allocate']],
    ] as const) {
      asked.length = 0;
      const l = new TestPeer(world, [{ address: address('198.51.100.1:1000') }], undefined, {
        role: 'controlling',
        credentials: L,
        servers: [server],
        policy,
      });
      l.gather();
      world.run(world.at + 1_000);
      expect(asked, policy).toEqual(expected);
      expect(l.of('end-of-candidates'), policy).toHaveLength(1);
    }
  });

  it('are no longer once ICE has ended', () => {
    const { world, l } = gatherBehindNat();
    l.perform(l.agent.setRemoteParameters(world.at, R));
    world.run(200_000);
    // The PAC timer ran out after 39.5 seconds, and the agent has failed.
    expect(l.of('send').filter(({ to }) => to.port === 3478)).toHaveLength(3);
  });
});

describe('the PAC timer, RFC 8863 §4', () => {
  it('keeps a checklist without pairs running for 39.5 seconds, and fails it then', () => {
    const { world, l } = connect({}, {}, () => []);
    world.run(39_499);
    expect(l.agent.snapshot().state).toBe('running');
    world.run(60_000);
    expect(l.traced('pac-timer-expired')).toMatchObject([{ at: 39_500 }]);
    expect(l.agent.snapshot().state).toBe('failed');
  });

  it('gives time to a peer that is found by its own check only', () => {
    const world = new TestWorld();
    const l = new TestPeer(world, [{ address: address('198.51.100.1:1000') }], undefined, {
      role: 'controlling',
      credentials: L,
    });
    const r = new TestPeer(world, [{ address: address('198.51.100.2:2000') }], undefined, {
      role: 'controlled',
      credentials: R,
    });
    l.gather();
    l.perform(l.agent.setRemoteParameters(0, R));
    l.perform(l.agent.addRemoteEndOfCandidates(0));
    world.run(30_000);
    r.gather();
    r.perform(r.agent.setRemoteParameters(world.at, L));
    for (const { candidate } of l.of('local-candidate'))
      r.perform(r.agent.addRemoteCandidate(world.at, candidate));
    world.run(35_000);
    expect(l.agent.snapshot()).toMatchObject({ state: 'completed' });
    expect(l.traced('peer-reflexive')).toMatchObject([{ side: 'remote' }]);
  });
});

describe('an ICE restart, RFC 8445 §9', () => {
  it('refuses to keep the ufrag or the password', () => {
    const { l } = connect();
    expect(() => l.agent.restart(0, { ufrag: L.ufrag, pwd: 'another-password-of-24-c' })).toThrow(RangeError);
    expect(() => l.agent.restart(0, { ufrag: 'other', pwd: L.pwd })).toThrow(RangeError);
  });

  it('sends no check of the session before again: its state is flushed, but for what it selected', () => {
    // The second stream of the peer is silent: its check is still open.
    const { world, l } = connect(
      { streams: [1, 1] },
      {},
      (from, to) => (from.port === 1001 || to.port === 1001 ? [] : [10]),
      [{ address: address('198.51.100.1:1000') }, { address: address('198.51.100.1:1001'), stream: 1 }],
    );
    l.perform(
      l.agent.addRemoteCandidate(
        world.at,
        candidate('candidate:9 1 UDP 2130706431 198.51.100.9 9 typ host'),
        1,
      ),
    );
    world.run(world.at + 100);
    expect(l.agent.snapshot().selected).toHaveLength(1);
    const checks = () => l.traced('check-sent').filter(({ check }) => check !== 'consent').length;
    const before = checks();
    l.perform(l.agent.restart(world.at, { ufrag: 'LNEW', pwd: 'LNEWLNEWLNEWLNEWLNEWLNEW' }));
    world.run(world.at + 3_000);
    expect(checks()).toBe(before);
  });

  it('keeps the roles, lets data go on over the old pair, and ends on a new one', () => {
    const { world, l, r } = connect();
    const [newL, newR] = [
      { ufrag: 'LNEW', pwd: 'LNEWLNEWLNEWLNEWLNEWLNEW' },
      { ufrag: 'RNEW', pwd: 'RNEWRNEWRNEWRNEWRNEWRNEW' },
    ];
    l.perform(l.agent.restart(world.at, newL));
    expect(l.agent.snapshot()).toMatchObject({ state: 'running', role: 'controlling', selected: [] });
    l.perform(l.agent.sendData(world.at, Uint8Array.of(128, 1)));
    world.run(world.at + 50);
    expect(r.of('data')).toHaveLength(1);
    // The peer still answers for the old session, and checks of the new one wait for its password.
    r.perform(r.agent.restart(world.at, newR));
    l.perform(l.agent.setRemoteParameters(world.at, newR));
    r.perform(r.agent.setRemoteParameters(world.at, newL));
    world.run(world.at + 3_000);
    for (const peer of [l, r]) {
      expect(peer.agent.snapshot().state).toBe('completed');
      expect(peer.of('selected')).toHaveLength(2);
    }
    expect(r.agent.snapshot().role).toBe('controlled');
  });
});

describe('a lite agent, RFC 8445 §6.2, §7.3.2, §8.2', () => {
  it('sends no checks, is nominated by the full one, and answers', () => {
    const { l, r } = connect({}, { lite: true });
    expect(r.traced('check-sent')).toEqual([]);
    for (const peer of [l, r]) expect(peer.agent.snapshot().state).toBe('completed');
    expect(r.of('selected')).toHaveLength(1);
  });

  it('is controlled, whatever was asked of it', () => {
    const { r } = connect({}, { lite: true, role: 'controlling' });
    expect(r.agent.snapshot().role).toBe('controlled');
  });
});

describe('pacing, RFC 8445 §14', () => {
  it('begins at most one transaction every Ta, of both agents the higher', () => {
    const told = candidate('candidate:9 1 UDP 2130706431 198.51.100.9 9 typ host');
    const world = new TestWorld(() => []);
    const peer = new TestPeer(world, [{ address: address('198.51.100.1:1000') }], undefined, {
      role: 'controlling',
      credentials: L,
      taMs: 20,
    });
    peer.gather();
    peer.perform(peer.agent.setRemoteParameters(0, { ...R, pacingMs: 100 }));
    for (let port = 1; port <= 5; port += 1)
      peer.perform(peer.agent.addRemoteCandidate(0, { ...told, foundation: `${port}`, port }));
    world.run(450);
    const times = peer.traced('check-sent').map(({ at }) => at);
    expect(times).toEqual([0, 100, 200, 300, 400]);
  });

  it('sends a check again after its RTO, MAX (500ms, Ta * N * (Num-Waiting + Num-In-Progress)), and fails at last', () => {
    const world = new TestWorld(() => []);
    const peer = new TestPeer(world, [{ address: address('198.51.100.1:1000') }], undefined, {
      role: 'controlling',
      credentials: L,
    });
    peer.gather();
    peer.perform(peer.agent.setRemoteParameters(0, R));
    const told = candidate('candidate:9 1 UDP 2130706431 198.51.100.9 9 typ host');
    peer.perform(peer.agent.addRemoteCandidate(0, told));
    world.run(100_000);
    expect(peer.traced('check-sent').map(({ at }) => at)).toEqual([0, 500, 1500, 3500, 7500, 15500, 31500]);
    expect(peer.traced('check-failed')).toMatchObject([{ at: 39_500 }]);
  });
});
