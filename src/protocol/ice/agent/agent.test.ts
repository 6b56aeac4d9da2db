import { describe, expect, it } from 'vitest';
import { decodeStun, encodeStun, findAttribute, shortTermKey } from '../../stun/index.ts';
import { parseCandidate } from '../candidate.ts';
import { TestPeer, TestWorld, type Weather, address, signal } from './testing.ts';
import type { AgentConfig } from './types.ts';

/* What the agent does by itself, rule by rule; whole sessions are in examples.test.ts and agent.property.test.ts. */

const L = { ufrag: 'LFRAG', pwd: 'LPASSLPASSLPASSLPASSLPASS' };
const R = { ufrag: 'RFRAG', pwd: 'RPASSRPASSRPASSRPASSRPASS' };

interface Connected {
  readonly world: TestWorld;
  readonly l: TestPeer;
  readonly r: TestPeer;
  /** From now on nothing arrives any more. */
  cut: () => void;
}

/** Two agents on one network, connected unless something is in the way. */
function connect(
  left: Partial<AgentConfig> = {},
  right: Partial<AgentConfig> = {},
  weather: Weather = () => [10],
): Connected {
  let isCut = false;
  const world = new TestWorld((from, to) => (isCut ? [] : weather(from, to)));
  const l = new TestPeer(world, [{ address: address('198.51.100.1:1000') }], undefined, {
    role: 'controlling',
    credentials: L,
    ...left,
  });
  const r = new TestPeer(world, [{ address: address('198.51.100.2:2000') }], undefined, {
    role: 'controlled',
    credentials: R,
    ...right,
  });
  signal(world, l, r);
  l.gather();
  r.gather();
  l.perform(l.agent.setRemoteParameters(0, { ...R, ...(right.lite === true && { lite: true }) }));
  r.perform(r.agent.setRemoteParameters(0, L));
  world.run(2_000);
  return { world, l, r, cut: () => (isCut = true) };
}

describe('consent, RFC 7675 §5.1', () => {
  it('is asked for every 4 to 6 seconds, each time in a transaction of its own that is sent once', () => {
    const { world, l } = connect();
    world.run(120_000);
    const sent = l.traced('check-sent').filter(({ check }) => check === 'consent');
    const gaps = sent.slice(1).map(({ at }, index) => at - (sent[index]?.at ?? 0));
    expect(gaps.length).toBeGreaterThan(18);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(4_000);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(6_000);
    expect(new Set(gaps).size).toBeGreaterThan(10); // "each interval MUST be randomized"
    expect(new Set(sent.map(({ transactionId }) => transactionId)).size).toBe(sent.length);
  });

  it('expires 30 seconds after the last answer: nothing is sent any more, and only a restart helps', () => {
    const { world, l, r, cut } = connect();
    world.run(20_000);
    cut();
    const lastAnswer = l.traced('consent-fresh').at(-1)?.at ?? NaN;
    world.run(100_000);
    expect(l.traced('consent-expired')).toMatchObject([{ at: lastAnswer + 30_000 }]);
    expect(l.of('consent-expired')).toHaveLength(1);
    expect(l.agent.snapshot()).toMatchObject({ state: 'failed', selected: [] });
    const sentBefore = l.of('send').length;
    l.perform(l.agent.sendData(world.at, Uint8Array.of(128)));
    world.run(200_000);
    expect(l.of('send')).toHaveLength(sentBefore);
    expect(r.agent.snapshot().state).toBe('failed');
  });
});

describe('keepalives, RFC 8445 §11', () => {
  it('are Binding indications "if no packet has been sent on that pair in the last Tr seconds", 15', () => {
    const { world, l } = connect({ consent: false }, { consent: false });
    world.run(62_000);
    const [first] = l.traced('nominated');
    const times = l.traced('keepalive').map(({ at }) => at - (first?.at ?? 0));
    expect(times).toEqual([15_000, 30_000, 45_000, 60_000]);
    const [bytes] = l
      .of('send')
      .map((send) => send.bytes)
      .slice(-1);
    const decoded = decodeStun(bytes ?? new Uint8Array());
    // "The Indication MUST NOT utilize any authentication mechanism. It SHOULD contain the FINGERPRINT attribute […],
    // but it SHOULD NOT contain any other attributes."
    expect(decoded.ok && decoded.value).toMatchObject({
      class: 'indication',
      attributes: [{ type: 'FINGERPRINT' }],
    });
  });

  it('are put off by data', () => {
    const { world, l } = connect({ consent: false }, { consent: false });
    world.run(10_000);
    l.perform(l.agent.sendData(world.at, Uint8Array.of(128)));
    world.run(24_999);
    expect(l.traced('keepalive')).toEqual([]);
    world.run(25_000);
    expect(l.traced('keepalive')).toHaveLength(1);
  });
});

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
    const candidate = parseCandidate('candidate:9 1 UDP 2130706431 198.51.100.9 9 typ host');
    if (!candidate.ok) throw new Error();
    const world = new TestWorld(() => []);
    const peer = new TestPeer(world, [{ address: address('198.51.100.1:1000') }], undefined, {
      role: 'controlling',
      credentials: L,
      taMs: 20,
    });
    peer.gather();
    peer.perform(peer.agent.setRemoteParameters(0, { ...R, pacingMs: 100 }));
    for (let port = 1; port <= 5; port += 1)
      peer.perform(peer.agent.addRemoteCandidate(0, { ...candidate.value, foundation: `${port}`, port }));
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
    const candidate = parseCandidate('candidate:9 1 UDP 2130706431 198.51.100.9 9 typ host');
    if (candidate.ok) peer.perform(peer.agent.addRemoteCandidate(0, candidate.value));
    world.run(100_000);
    expect(peer.traced('check-sent').map(({ at }) => at)).toEqual([0, 500, 1500, 3500, 7500, 15500, 31500]);
    expect(peer.traced('check-failed')).toMatchObject([{ at: 39_500 }]);
  });
});

describe('a Binding request, RFC 8445 §7.3', () => {
  const l = () => {
    const world = new TestWorld();
    const peer = new TestPeer(world, [{ address: address('198.51.100.1:1000') }], undefined, {
      role: 'controlling',
      credentials: L,
    });
    peer.gather();
    return peer;
  };
  const from = address('198.51.100.2:2000');
  const request = (
    username: string,
    pwd: string,
    attributes: readonly object[] = [{ type: 'PRIORITY', priority: 1 }],
  ) =>
    encodeStun(
      {
        class: 'request',
        method: 1,
        transactionId: new Uint8Array(12),
        attributes: [{ type: 'USERNAME', username }, ...(attributes as [])],
      },
      { integrity: { key: shortTermKey(pwd), algorithm: 'sha1' }, fingerprint: true },
    );
  const answerOf = (bytes: Uint8Array) => {
    const sent = l()
      .agent.handlePacket(0, 1, from, bytes)
      .find((action) => action.kind === 'send');
    const decoded = sent && decodeStun(sent.bytes);
    if (!decoded?.ok) return undefined;
    return decoded.value.class === 'success' ? 'success' : findAttribute(decoded.value, 'ERROR-CODE')?.code;
  };

  it.each([
    ['is answered before anything is known of the peer', request('LFRAG:RFRAG', L.pwd), 'success'],
    ['of another session is refused', request('OTHER:RFRAG', L.pwd), 401],
    ['with one fragment only is refused', request('LFRAG', L.pwd), 401],
    ['with a wrong password is refused', request('LFRAG:RFRAG', R.pwd), 401],
    ['without PRIORITY is refused (§7.1.1)', request('LFRAG:RFRAG', L.pwd, []), 400],
    [
      'with an attribute that must be understood is refused (RFC 8489 §6.3.1)',
      request('LFRAG:RFRAG', L.pwd, [{ type: 'unknown', code: 0x7abc, value: new Uint8Array() }]),
      420,
    ],
  ] as const)('%s', (_what, bytes, answer) => {
    expect(answerOf(bytes)).toBe(answer);
  });

  it('without FINGERPRINT is no check: "It MUST utilize the FINGERPRINT mechanism."', () => {
    const bytes = encodeStun(
      {
        class: 'request',
        method: 1,
        transactionId: new Uint8Array(12),
        attributes: [
          { type: 'USERNAME', username: 'LFRAG:RFRAG' },
          { type: 'PRIORITY', priority: 1 },
        ],
      },
      { integrity: { key: shortTermKey(L.pwd), algorithm: 'sha1' } },
    );
    expect(answerOf(bytes)).toBeUndefined();
  });

  it('that is answered triggers a check as soon as the password of the peer is known', () => {
    const peer = l();
    peer.perform(peer.agent.handlePacket(0, 1, from, request('LFRAG:RFRAG', L.pwd)));
    expect(peer.traced('check-sent')).toEqual([]);
    peer.perform(peer.agent.setRemoteParameters(10, R));
    expect(peer.traced('check-sent')).toMatchObject([{ check: 'triggered' }]);
  });
});

describe('data', () => {
  it('of a stranger is not handed on', () => {
    const { world, l } = connect();
    l.perform(l.agent.handlePacket(world.at, 1, address('203.0.113.9:9'), Uint8Array.of(128)));
    expect(l.of('data')).toEqual([]);
    expect(l.traced('ignored').at(-1)).toMatchObject({ reason: 'data-from-a-stranger' });
  });

  it('before there is a valid pair is not sent, and said so', () => {
    const { l } = connect({}, {}, () => []);
    const actions = l.agent.sendData(0, Uint8Array.of(128));
    expect(actions).toMatchObject([{ kind: 'trace', event: 'ignored', reason: 'no-selected-pair' }]);
  });
});

describe('trickled candidates, RFC 8838', () => {
  const add = (peer: TestPeer, line: string) => {
    const parsed = parseCandidate(line);
    if (!parsed.ok) throw new Error(line);
    peer.perform(peer.agent.addRemoteCandidate(0, parsed.value));
    return peer.traced('remote-candidate-ignored').at(-1)?.reason;
  };
  const make = () => {
    const peer = new TestPeer(
      new TestWorld(() => []),
      [{ address: address('198.51.100.1:1000') }],
      undefined,
      {
        role: 'controlling',
        credentials: L,
      },
    );
    peer.gather();
    peer.perform(peer.agent.setRemoteParameters(0, R));
    return peer;
  };

  it.each([
    ['of TCP', 'candidate:1 1 TCP 1 198.51.100.9 9 typ host tcptype active', 'transport'],
    ['with a name', 'candidate:1 1 UDP 1 6e6f.local 9 typ host', 'no-ip-address'],
    ['of another component', 'candidate:1 2 UDP 1 198.51.100.9 9 typ host', 'unknown-stream'],
    [
      'of a session before the restart (§9)',
      'candidate:1 1 UDP 1 198.51.100.9 9 typ host ufrag OLD',
      'old-ufrag',
    ],
    ['of this session', 'candidate:1 1 UDP 1 198.51.100.9 9 typ host ufrag RFRAG', undefined],
  ])('%s', (_what, line, reason) => {
    const peer = make();
    expect(add(peer, line)).toBe(reason);
    expect(peer.agent.snapshot().remote).toHaveLength(reason === undefined ? 1 : 0);
  });

  it('after the end of candidates are ignored (§14)', () => {
    const peer = make();
    peer.perform(peer.agent.addRemoteEndOfCandidates(0));
    expect(add(peer, 'candidate:1 1 UDP 1 198.51.100.9 9 typ host')).toBe('after-end-of-candidates');
  });

  it('beyond the limit make room for the better one only (§11, item 5)', () => {
    const peer = new TestPeer(
      new TestWorld(() => []),
      [{ address: address('198.51.100.1:1000') }],
      undefined,
      {
        role: 'controlling',
        credentials: L,
        pairLimit: 3,
      },
    );
    peer.gather();
    for (const [index, priority] of [50, 40, 30, 20, 60].entries())
      add(peer, `candidate:${index} 1 UDP ${priority} 198.51.100.9 ${index + 1} typ host`);
    const [checklist] = peer.agent.snapshot().checklists;
    expect(checklist?.pairs.map(({ remote }) => remote.priority)).toEqual([60, 50, 40]);
  });
});
