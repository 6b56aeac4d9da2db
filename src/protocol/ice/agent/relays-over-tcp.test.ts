import { describe, expect, it } from 'vitest';
import { decodeStun, encodeStun } from '../../stun/index.ts';
import { createStreamFraming } from '../../turn/index.ts';
import { createTestWorld } from '../../turn/testing.ts';
import type { Action as TurnAction } from '../../turn/types.ts';
import { createIceAgent } from './agent.ts';
import { L, R } from './testing-session.ts';
import { address, candidate, knownRandom } from './testing.ts';
import type { AgentAction, AgentConfig, IceServer } from './types.ts';

const SERVER = address('192.0.2.10:3478');
const BASE = address('192.0.2.10:1000');
/** Of the connection, as the server sees it. */
const MAPPED = address('192.0.2.10:50000');
const PEER = address('127.0.0.1:40000');
const account = { username: 'alice', password: 'correct horse' };
const overTcp: IceServer = { kind: 'turn', address: SERVER, transport: 'tcp', ...account };
const overUdp: IceServer = { kind: 'turn', address: SERVER, ...account };

/** An agent, and our TURN server at the end of a connection and of a socket. */
function start(config: Partial<AgentConfig> = {}) {
  const turn = createTestWorld();
  const clients = {
    tcp: turn.client(MAPPED.port, 'tcp', MAPPED.address).transport,
    udp: turn.client(BASE.port, 'udp', BASE.address).transport,
  };
  turn.server.handleClientConnected(turn.at, clients.tcp);
  const agent = createIceAgent({
    role: 'controlling',
    credentials: L,
    tiebreaker: 1n,
    random: knownRandom(5),
    servers: [overTcp],
    ...config,
  });
  const actions: AgentAction[] = [];
  const peer = createIceAgent({
    role: 'controlled',
    credentials: R,
    tiebreaker: 2n,
    random: knownRandom(6),
  });
  const deliver = (answers: readonly TurnAction[]): void => {
    for (const answer of turn.perform(answers)) {
      if (answer.kind === 'send-to-client')
        perform(agent.handlePacket(turn.at, 1, SERVER, answer.bytes, answer.client.protocol));
      const relayed = answer.kind === 'send-to-peer' && turn.relays.get(answer.relayId);
      if (answer.kind === 'send-to-peer' && relayed)
        performPeer(peer.handlePacket(turn.at, 1, relayed, answer.bytes));
    }
  };
  const performPeer = (wanted: readonly AgentAction[]): void => {
    const [relayId = 0] = turn.relays.keys();
    for (const action of wanted)
      if (action.kind === 'send') deliver(turn.server.handlePeerPacket(turn.at, relayId, PEER, action.bytes));
  };
  const perform = (wanted: readonly AgentAction[]): void => {
    for (const action of wanted) {
      actions.push(action);
      if (action.kind !== 'send') continue;
      deliver(turn.server.handlePacket(turn.at, clients[action.transport ?? 'udp'], action.bytes));
    }
  };
  const pass = (ms: number): void => {
    for (const until = turn.at + ms; ;) {
      const [ours, theirs] = [agent.nextTimeoutAt() ?? Infinity, peer.nextTimeoutAt() ?? Infinity];
      const next = Math.min(ours, theirs);
      if (next > until) return void (turn.at = until);
      turn.at = Math.max(turn.at, next);
      if (ours === next) perform(agent.handleTimeout(turn.at));
      else performPeer(peer.handleTimeout(turn.at));
    }
  };
  perform(agent.gather(turn.at, [{ socket: 1, address: BASE }]));
  /** The peer takes part, and all candidates are told. */
  const meet = (): void => {
    peer.gather(turn.at, [{ socket: 1, address: PEER }]);
    performPeer(peer.setRemoteParameters(turn.at, L));
    perform(agent.addRemoteEndOfCandidates(turn.at));
  };
  return { agent, actions, perform, pass, meet, at: () => turn.at };
}

type Started = ReturnType<typeof start>;

const local = ({ agent }: Started) => agent.snapshot().local;
const sentOver = ({ actions }: Started, transport: 'tcp' | undefined) =>
  actions.filter((action) => action.kind === 'send').filter((action) => action.transport === transport);
const why = ({ actions }: Started, event: 'pair-state' | 'checklist-state' | 'server-failed') =>
  actions.flatMap((action) =>
    action.kind === 'trace' && action.event === event ? ['why' in action ? action.why : action.reason] : [],
  );

/** With a pair over the relay that is being checked. */
function startPaired(config: Partial<AgentConfig> = {}): Started {
  const started = start({ policy: 'relay', ...config });
  started.pass(200);
  started.perform(started.agent.setRemoteParameters(started.at(), R));
  const line = candidate(`candidate:1 1 udp 2130706431 ${PEER.address} ${PEER.port} typ host`);
  started.perform(started.agent.addRemoteCandidate(started.at(), line));
  started.pass(200);
  return started;
}

describe('a relay that is reached over TCP', () => {
  it('is asked over its connection, one whole message at a time (RFC 8656 §12.5)', () => {
    const started = startPaired();
    const sent = sentOver(started, 'tcp');
    expect(sent.length).toBeGreaterThan(3);
    for (const { to, bytes } of sent) {
      expect(to).toEqual(SERVER);
      expect(createStreamFraming().push(bytes)).toEqual({ messages: [bytes], broken: false });
    }
    expect(sentOver(started, undefined)).toEqual([]);
  });

  it('gives a relayed candidate and no server-reflexive one: its mapped address is a TCP connection’s', () => {
    const started = start();
    started.pass(200);
    expect(local(started).map(({ type }) => type)).toEqual(['host', 'relay']);
    expect(local(started)[1]).toMatchObject({ relayProtocol: 'tcp', related: MAPPED });
  });

  it.each([
    ['first', [overTcp, overUdp]],
    ['last', [overUdp, overTcp]],
  ])('is preferred less than one over UDP, though it is asked %s', (_when, servers) => {
    const started = start({ servers });
    started.pass(500);
    const relayed = local(started).filter(({ type }) => type === 'relay');
    const [udp, tcp] = ['udp', 'tcp'].map((way) =>
      relayed.find(({ relayProtocol }) => relayProtocol === way),
    );
    expect(udp?.priority).toBeGreaterThan(tcp?.priority ?? Infinity);
    // RFC 8445 §5.1.1.3: "They were obtained using the same transport protocol (TCP, UDP)."
    expect(udp?.foundation).not.toBe(tcp?.foundation);
  });

  it('with the policy relay doesn’t tell the peer where this agent is (RFC 8839 §5.1)', () => {
    const told = (policy: 'all' | 'relay') => {
      const started = start({ policy });
      started.pass(200);
      return started.actions.flatMap((action) =>
        action.kind === 'local-candidate' && action.candidate.type === 'relay' ? [action.candidate] : [],
      );
    };
    expect(told('all')).toMatchObject([{ relatedAddress: MAPPED.address, relatedPort: MAPPED.port }]);
    expect(told('relay')).toMatchObject([{ relatedAddress: '0.0.0.0', relatedPort: 9 }]);
  });

  it('that lacks resources isn’t asked for a server-reflexive candidate instead', () => {
    const agent = createIceAgent({
      role: 'controlling',
      credentials: L,
      tiebreaker: 1n,
      random: knownRandom(5),
      servers: [overTcp],
    });
    const [asked] = agent
      .gather(0, [{ socket: 1, address: BASE }])
      .filter((action) => action.kind === 'send');
    const refusal = refuse(asked?.bytes ?? new Uint8Array(), 508);
    const actions = agent.handlePacket(1, 1, SERVER, refusal, 'tcp');
    expect(actions).toContainEqual({ kind: 'end-of-candidates', stream: 0 });
    expect(actions).toContainEqual({ kind: 'disconnect', socket: 1, server: SERVER });
  });

  it('is given back by a last message, then the connection is ended', () => {
    const started = start();
    started.pass(200);
    const closing = started.agent.close(started.at()).filter(({ kind }) => kind !== 'trace');
    expect(closing.map(({ kind }) => kind)).toEqual(['send', 'disconnect']);
  });

  it('takes nothing that comes over TCP for what came over UDP', () => {
    const started = start();
    const actions = started.agent.handlePacket(started.at(), 1, PEER, Uint8Array.of(0x16, 0, 0, 0), 'tcp');
    expect(actions).toContainEqual(expect.objectContaining({ event: 'ignored' }));
    expect(actions.some(({ kind }) => kind === 'data')).toBe(false);
  });
});

describe('a connection that is lost', () => {
  it('before the allocation ends the gathering at once', () => {
    const agent = createIceAgent({
      role: 'controlling',
      credentials: L,
      tiebreaker: 1n,
      random: knownRandom(5),
      servers: [overTcp],
    });
    agent.gather(0, [{ socket: 1, address: BASE }]);
    const actions = agent.handleConnectionLost(1, 1, SERVER);
    expect(actions).toContainEqual(
      expect.objectContaining({ event: 'server-failed', reason: 'the connection was lost' }),
    );
    expect(actions).toContainEqual({ kind: 'end-of-candidates', stream: 0 });
    expect(actions.some(({ kind }) => kind === 'disconnect')).toBe(false);
  });

  it('fails every pair over it at once, and sends nothing more', () => {
    const started = startPaired();
    expect(why(started, 'pair-state')).toContain('ordinary-check');
    started.perform(started.agent.handleConnectionLost(started.at(), 1, SERVER));
    expect(why(started, 'pair-state').at(-1)).toBe('relay-lost');
    expect(started.agent.snapshot().checklists[0]?.pairs.map(({ state }) => state)).toEqual(['failed']);
    const before = sentOver(started, 'tcp').length;
    started.pass(5_000);
    expect(sentOver(started, 'tcp')).toHaveLength(before);
  });

  it('ends the session whose data goes over it: only a restart helps (RFC 6544 §11.2)', () => {
    const started = startPaired();
    started.meet();
    started.pass(3_000);
    expect(started.agent.snapshot().state).toBe('completed');
    started.perform(started.agent.handleConnectionLost(started.at(), 1, SERVER));
    expect(started.actions).toContainEqual({ kind: 'state', state: 'failed' });
    expect(why(started, 'checklist-state').at(-1)).toBe('relay-lost');
    expect(started.agent.snapshot().selected).toEqual([]);
    expect(started.agent.sendData(started.at(), Uint8Array.of(1))).toEqual([
      expect.objectContaining({ event: 'ignored', reason: 'no-selected-pair' }),
    ]);
  });

  it('takes its candidate away: a restart doesn’t tell it again', () => {
    const started = startPaired();
    started.perform(started.agent.handleConnectionLost(started.at(), 1, SERVER));
    const restarted = started.agent.restart(started.at(), {
      ufrag: 'NEWUF',
      pwd: 'NEWPASSNEWPASSNEWPASSNEW',
    });
    expect(restarted.filter(({ kind }) => kind === 'local-candidate')).toEqual([]);
  });
});

function refuse(request: Uint8Array, code: number): Uint8Array {
  const decoded = decodeStun(request);
  if (!decoded.ok) throw new Error('no request');
  const { method, transactionId } = decoded.value;
  const attributes = [{ type: 'ERROR-CODE', code, reason: '' } as const];
  return encodeStun({ class: 'error', method, transactionId, attributes });
}
