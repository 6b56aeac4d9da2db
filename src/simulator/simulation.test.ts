import { METHOD, decodeStun, encodeStun, findAttribute, isSameTransport } from '#src/protocol/index.ts';
import { describe, expect, it } from 'vitest';
import { decodeText } from './hosts/text-packet.ts';
import { createSimulation, simulate } from './simulation.ts';
import { AD, APD, EI, type TestScene, eventsOf, fenced, nat, testScene } from './testing.ts';
import type { Trace } from './trace.ts';

const run = (given: TestScene = {}) => simulate(testScene(given));
const typesOf = ({ result }: Trace) =>
  result.selected.map(({ node, pair }) => `${node}: ${pair.local.type} → ${pair.remote.type}`);

describe('a session of two agents', () => {
  it('goes directly where both NATs map independently of the endpoint', () => {
    const trace = run();
    expect(trace.result.outcome).toBe('direct');
    expect(typesOf(trace)).toEqual(['alice: srflx → srflx', 'bob: srflx → srflx']);
  });

  it('is relayed where both map and filter by address and port', () => {
    const trace = run({ alice: nat(APD, APD), bob: nat(APD, APD) });
    expect(trace.result.outcome).toBe('relayed');
    expect(trace.result.selected.some(({ pair }) => pair.local.type === 'relay')).toBe(true);
  });

  it('fails there without a relay, when there is no hope left (RFC 8863)', () => {
    const agent = { servers: [{ kind: 'stun', server: 'turn' }] } as const;
    const trace = run({ alice: nat(APD, APD), bob: nat(APD, APD), agent });
    expect(trace.result.outcome).toBe('failed');
    expect(trace.result.settledAt).toBeGreaterThan(39_500);
  });

  it('finds the peer where it is not, by its own packet: peer-reflexive (RFC 8445 §7.3.1.3)', () => {
    const agent = { servers: [{ kind: 'stun', server: 'turn' }] } as const;
    const trace = run({ alice: nat(APD, APD), bob: nat(EI, AD), agent });
    expect(typesOf(trace)).toEqual(['alice: prflx → srflx', 'bob: srflx → prflx']);
  });

  it('needs no NAT: with relays only, everything goes through the server', () => {
    const trace = run({ agent: { policy: 'relay' } });
    expect(trace.result.outcome).toBe('relayed');
    expect(typesOf(trace)).toEqual(['alice: relay → relay', 'bob: relay → relay']);
  });

  it('starts the other agent when the first one’s parameters reach it', () => {
    const sent = eventsOf(run(), 'sent');
    expect(sent.find(({ node }) => node === 'bob')?.at).toBe(40);
  });

  it('without trickling tells all candidates at once', () => {
    const scene = { ...testScene(), signalling: { latencyMs: 40, trickles: false } };
    const signals = eventsOf(simulate(scene), 'signal').filter(({ from }) => from === 'alice');
    expect(new Set(signals.map(({ at }) => at)).size).toBe(1);
    expect(signals.map(({ what }) => what)).toEqual([
      'parameters',
      'candidate',
      'candidate',
      'candidate',
      'end-of-candidates',
    ]);
  });
});

describe('behind a firewall that lets out no UDP', () => {
  const server = { kind: 'turn', server: 'turn', transport: 'tcp' } as const;
  const bobServer = { kind: 'turn', server: 'turn' } as const;
  const firewall = (tcp: 'any' | 'none' | readonly number[]) =>
    fenced(testScene({ aliceAgent: { servers: [server] }, bobAgent: { servers: [bobServer] } }), 'alice', {
      udp: 'none',
      tcp,
    });

  it('the relay is reached over TCP, and relays to UDP', () => {
    const trace = simulate(firewall([3478]));
    expect(trace.result.outcome).toBe('relayed');
    const [alice] = trace.result.selected;
    expect(alice?.pair.local).toMatchObject({ type: 'relay', relayProtocol: 'tcp' });
    const tcp = trace.packets.filter(({ protocol }) => protocol === 'tcp');
    expect(tcp[0]?.tcp).toMatchObject({ syn: true, ack: false });
    expect(eventsOf(trace, 'dropped').some(({ why }) => why === 'udp-blocked')).toBe(true);
  });

  it('a connection gives no server-reflexive candidate: the server saw its port, not that of a UDP socket', () => {
    const candidates = eventsOf(simulate(firewall([3478])), 'signal').flatMap((event) =>
      event.from === 'alice' && event.what === 'candidate' ? [event.line] : [],
    );
    expect(candidates.map((line) => / typ (\S+)/.exec(line)?.[1])).toEqual(['host', 'relay']);
  });

  it('data crosses the connection both ways', () => {
    const scene = firewall([3478]);
    const say = (node: string, text: string) => ({ atMs: 2_000, do: 'say', node, text }) as const;
    const trace = simulate({
      ...scene,
      changes: [say('alice', 'over TCP'), say('bob', 'and back')],
      untilMs: 3_000,
    });
    const heard = eventsOf(trace, 'agent').flatMap((event) =>
      event.event === 'data' ? [`${event.node}: ${decodeText(event.bytes)}`] : [],
    );
    expect(heard.sort()).toEqual(['alice: and back', 'bob: over TCP']);
  });

  it.each(['none', [443]] as const)('and no TCP to that port (%s), nothing helps', (tcp) => {
    const trace = simulate(firewall(tcp));
    expect(trace.result.outcome).toBe('failed');
    const failed = eventsOf(trace, 'agent').flatMap((event) =>
      event.event === 'ice' && event.ice.event === 'server-failed' ? [event.ice.reason] : [],
    );
    expect(failed).toContain('the connection was lost');
  });
});

describe('the trace', () => {
  it('is the same, byte for byte, for the same scene', () => {
    const scene = testScene({ alice: nat(APD, APD), bob: nat(EI, AD), seed: 7 });
    expect(simulate(scene)).toEqual(simulate(scene));
    expect(simulate({ ...scene, seed: 8 }).packets).not.toEqual(simulate(scene).packets);
  });

  it('is the same in portions', () => {
    const simulation = createSimulation(testScene());
    while (!simulation.isOver) simulation.run(3);
    expect(simulation.trace()).toEqual(run());
  });

  it('leads to the same outcome when nothing is kept', () => {
    const simulation = createSimulation(testScene(), { isTraced: false });
    simulation.run();
    expect(simulation.result()).toEqual(run().result);
    expect(simulation.trace().events).toEqual([]);
  });

  it('ends every packet once: received or dropped, or still in flight at the end', () => {
    const trace = run({ alice: nat(APD, APD), bob: nat(APD, APD) });
    const ends = [...eventsOf(trace, 'received'), ...eventsOf(trace, 'dropped')].map(({ packet }) => packet);
    expect(new Set(ends).size).toBe(ends.length);
    const inFlight = trace.packets.filter(({ id }) => !ends.includes(id));
    for (const { sentAt } of inFlight) expect(sentAt).toBeGreaterThan(trace.result.endedAt - 100);
  });

  it('runs in the order of time', () => {
    const times = run().events.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('translates so that a STUN server’s XOR-MAPPED-ADDRESS is the NAT’s', () => {
    const trace = run();
    const answered = trace.packets.flatMap(({ bytes, sender, source }) => {
      const isServer = sender === 'turn' && source.port === 3478;
      const decoded = isServer ? decodeStun(bytes) : undefined;
      const mapped = decoded?.ok ? findAttribute(decoded.value, 'XOR-MAPPED-ADDRESS') : undefined;
      return mapped ? [mapped.address] : [];
    });
    const mappings = eventsOf(trace, 'mapping').map(({ mapping }) => mapping.outside);
    expect(answered.length).toBeGreaterThan(1);
    for (const address of answered)
      expect(mappings.some((outside) => isSameTransport(outside, address))).toBe(true);
  });
});

describe('changes of a running scene', () => {
  const statesOf = (trace: Trace, node: string) =>
    eventsOf(trace, 'agent').flatMap((event) =>
      event.node === node && event.event === 'state' ? [event.state] : [],
    );

  it('what somebody says arrives', () => {
    const trace = run({ changes: [{ atMs: 2_000, do: 'say', node: 'alice', text: '你好' }], untilMs: 3_000 });
    const heard = eventsOf(trace, 'agent').flatMap((event) =>
      event.event === 'data' ? [`${event.node}: ${decodeText(event.bytes)}`] : [],
    );
    expect(heard).toEqual(['bob: 你好']);
  });

  it('a cut cable ends consent 30 s after the last answer (RFC 7675 §5.1)', () => {
    const trace = run({ changes: [{ atMs: 3_000, do: 'cut', node: 'bob', network: 'home-b' }] });
    const expired = eventsOf(trace, 'agent').filter(({ event }) => event === 'consent-expired');
    expect(expired.map(({ node }) => node).sort()).toEqual(['alice', 'bob']);
    for (const { at } of expired) {
      expect(at).toBeGreaterThan(30_000);
      expect(at).toBeLessThan(33_000);
    }
    expect(trace.result.outcome).toBe('failed');
  });

  it('a cable that is mended in time ends nothing', () => {
    const at = (atMs: number, what: 'cut' | 'mend') =>
      ({ atMs, do: what, node: 'bob', network: 'home-b' }) as const;
    expect(run({ changes: [at(3_000, 'cut'), at(20_000, 'mend')] }).result.outcome).toBe('direct');
  });

  it.each(['alice', 'bob'])('a restart by %s finds a pair anew (RFC 8445 §9)', (node) => {
    const trace = run({ changes: [{ atMs: 3_000, do: 'restart', node }], untilMs: 6_000 });
    for (const agent of ['alice', 'bob'])
      expect(statesOf(trace, agent)).toEqual(['completed', 'running', 'completed']);
    expect(trace.result.outcome).toBe('direct');
  });

  it('a host that moves to the peer’s network gathers anew and is met there', () => {
    const to = { network: 'home-a', ipv4: '192.168.1.20' };
    const trace = run({
      changes: [{ atMs: 3_000, do: 'move', node: 'bob', from: 'home-b', to }],
      untilMs: 8_000,
    });
    expect(typesOf(trace)).toEqual(['alice: host → host', 'bob: host → host']);
  });

  it.each([
    ['moves', { do: 'move', node: 'alice', from: 'home-a', to: { network: 'home-b', ipv4: '10.0.0.20' } }],
    ['restarts', { do: 'restart', node: 'alice' }],
  ] as const)('each side restarts once, whenever one %s: also while the first signals cross', (_, change) => {
    const atMs = [1, 5, 20, 21, 30, 40, 43.3, 60, 61, 80, 100, 200];
    for (const at of atMs) {
      const trace = run({ changes: [{ atMs: at, ...change }], untilMs: 8_000 });
      const restarts = eventsOf(trace, 'agent').filter(
        (seen) => seen.event === 'ice' && seen.ice.event === 'restarted',
      );
      expect(restarts.map(({ node }) => node).sort(), `at ${at} ms`).toEqual(['alice', 'bob']);
      expect(trace.result.outcome, `at ${at} ms`).toBe('direct');
    }
  });

  it('both sides may restart at once', () => {
    const changes = ['alice', 'bob'].map((node) => ({ atMs: 3_000, do: 'restart', node }) as const);
    const trace = run({ changes, untilMs: 6_000 });
    for (const agent of ['alice', 'bob'])
      expect(statesOf(trace, agent)).toEqual(['completed', 'running', 'completed']);
  });

  it('a NAT that forgets everything can end the call for one side, and so for both', () => {
    const trace = run({
      alice: nat(EI, APD),
      bob: nat(APD, APD),
      changes: [{ atMs: 4_000, do: 'reboot', node: 'nat-b' }],
    });
    expect(['alice', 'bob'].map((node) => statesOf(trace, node).at(-1)).sort()).toEqual([
      'completed',
      'failed',
    ]);
    expect(trace.result.outcome).toBe('failed');
  });

  it('a firewall that reboots forgets whom it let in, and keeps the rules that it was given last', () => {
    const change = { do: 'set-firewall', node: 'fence', rules: { udp: 'none' } } as const;
    const scene = fenced(
      testScene({
        changes: [
          { atMs: 3_000, ...change },
          { atMs: 4_000, do: 'reboot', node: 'fence' },
        ],
      }),
      'bob',
      {},
    );
    const late = eventsOf(simulate(scene), 'dropped').filter(
      ({ at, node }) => at > 4_000 && node === 'fence',
    );
    expect(late.some(({ why }) => why === 'udp-blocked')).toBe(true);
    expect(simulate(scene).result.outcome).toBe('failed');
  });

  it('a restart before the session has begun changes nothing', () => {
    const changes = [{ atMs: 20, do: 'restart', node: 'bob' } as const];
    const trace = run({ changes, untilMs: 5_000 });
    expect(statesOf(trace, 'alice')).toEqual(['completed']);
    expect(trace.result.outcome).toBe('direct');
  });

  it('what a firewall blocks in mid-call ends the call', () => {
    const scene = fenced(
      testScene({
        changes: [{ atMs: 3_000, do: 'set-firewall', node: 'fence', rules: { udp: 'none' } }],
      }),
      'bob',
      {},
    );
    const trace = simulate(scene);
    expect(statesOf(trace, 'bob')[0]).toBe('completed');
    expect(trace.result.outcome).toBe('failed');
    expect(eventsOf(trace, 'dropped').some(({ why }) => why === 'udp-blocked')).toBe(true);
  });
});

describe('a host whose program runs outside', () => {
  it('is forwarded to any port: that of mDNS is nothing special where the address is somebody’s', () => {
    const scene = testScene({
      more: [{ kind: 'host', id: 'carol', interfaces: [{ network: 'home-a', ipv4: '192.168.1.30' }] }],
    });
    const simulation = createSimulation(scene, { machines: ['carol'] });
    simulation.machine('carol')?.send({
      from: { family: 4, address: '192.168.1.30', port: 5_000 },
      to: { family: 4, address: '192.0.2.1', port: 5_353 },
      bytes: new Uint8Array(4),
    });
    simulation.advanceTo(1_000);
    const { events, packets } = simulation.trace();
    const sent = packets.find(({ sender }) => sender === 'carol');
    const drops = events.filter((event) => event.kind === 'dropped' && event.packet === sent?.id);
    expect(drops).toMatchObject([{ node: 'turn', why: 'no-socket' }]);
  });

  it('sends through its NAT, and hears what comes back', () => {
    const scene = testScene({
      more: [{ kind: 'host', id: 'carol', interfaces: [{ network: 'home-a', ipv4: '192.168.1.30' }] }],
    });
    const simulation = createSimulation(scene, { machines: ['carol'] });
    const carol = simulation.machine('carol');
    const heard: string[] = [];
    if (!carol) throw new Error('carol is not there');
    carol.onDatagram = (at, { from }) => heard.push(`${at} ${from.address}:${from.port}`);
    simulation.advanceTo(1_000);
    carol.send({
      from: { family: 4, address: '192.168.1.30', port: 5_000 },
      to: { family: 4, address: '192.0.2.1', port: 3478 },
      bytes: encodeStun({
        class: 'request',
        method: METHOD.Binding,
        transactionId: new Uint8Array(12),
        attributes: [],
      }),
    });
    simulation.advanceTo(1_100);
    expect(heard).toEqual(['1040 192.0.2.1:3478']);
    expect(simulation.at).toBe(1_100);
  });
});
