import { describe, expect, it } from 'vitest';
import { METHOD, type StunAttribute, encodeStun, findAttribute } from '../stun/index.ts';
import {
  PEER,
  createTestWorld,
  errorCodeOf,
  ignoredReasons,
  newTransactionId,
  peerAddress,
  responseOf,
} from './testing.ts';

const SECOND = 1000;
const data: StunAttribute = { type: 'DATA', data: Uint8Array.of(1, 2, 3) };

describe('a Binding request', () => {
  it('is answered with its source, without any credential (RFC 8489 §6.3.1.1)', () => {
    const client = createTestWorld().client(45_678);
    const response = client.request(METHOD.Binding, [], { integrity: 'none' });
    expect(response.class).toBe('success');
    expect(findAttribute(response, 'XOR-MAPPED-ADDRESS')?.address).toEqual(client.transport.client);
    expect(findAttribute(response, 'SOFTWARE')?.software).toBe('test');
  });

  it('with an unknown comprehension-required attribute gets 420 and a list of them (§6.3.1)', () => {
    const unknown = { type: 'unknown', code: 0x7abc, value: new Uint8Array(0) } as const;
    const optional = { type: 'unknown', code: 0xfabc, value: new Uint8Array(0) } as const;
    const response = createTestWorld()
      .client()
      .request(METHOD.Binding, [unknown, optional], { integrity: 'none' });
    expect(errorCodeOf(response)).toBe(420);
    expect(findAttribute(response, 'UNKNOWN-ATTRIBUTES')?.types).toEqual([0x7abc]);
  });

  it.each<[string, StunAttribute, number]>([
    [
      'CHANGE-REQUEST, for want of an alternate address (RFC 5780 §6)',
      { type: 'CHANGE-REQUEST', changeAddress: true, changePort: true },
      0x0003,
    ],
    ['RESPONSE-PORT (RFC 5780 §5)', { type: 'RESPONSE-PORT', port: 50_000 }, 0x0027],
    ['PADDING (RFC 5780 §7.6)', { type: 'PADDING', padding: new Uint8Array(1500) }, 0x0026],
  ])('gets 420 for %s: what the server does not do it does not understand', (_, attribute, code) => {
    const response = createTestWorld().client().request(METHOD.Binding, [attribute], { integrity: 'none' });
    expect(errorCodeOf(response)).toBe(420);
    expect(findAttribute(response, 'UNKNOWN-ATTRIBUTES')?.types).toEqual([code]);
  });

  it('is answered with FINGERPRINT where it had one, and ignored where that is wrong (§6.3)', () => {
    const client = createTestWorld().client();
    const message = {
      class: 'request',
      method: METHOD.Binding,
      transactionId: newTransactionId(),
      attributes: [],
    } as const;
    const bytes = encodeStun(message, { fingerprint: true });
    expect(findAttribute(responseOf(client.send(bytes)), 'FINGERPRINT')).toBeDefined();
    const broken = bytes.with(bytes.length - 1, (bytes.at(-1) ?? 0) ^ 1);
    expect(ignoredReasons(client.send(broken))).toEqual(['wrong-fingerprint']);
  });
});

describe('an allocation', () => {
  it('belongs to its user: others get 441 (RFC 8656 §5)', () => {
    const client = createTestWorld().client();
    client.allocate([], { username: 'alice' });
    expect(errorCodeOf(client.request(METHOD.Refresh, [], { username: 'bob' }))).toBe(441);
  });

  it('belongs to its 5-tuple: elsewhere there is none (RFC 8656 §5)', () => {
    const world = createTestWorld();
    world.client(50_000).allocate();
    const other = world.client(50_001);
    other.request(METHOD.Refresh, [], { integrity: 'none' });
    for (const method of [METHOD.Refresh, METHOD.CreatePermission, METHOD.ChannelBind]) {
      expect(errorCodeOf(other.request(method))).toBe(437);
    }
    expect(ignoredReasons(other.indicate(METHOD.Send, [peerAddress(PEER), data]))).toEqual(['no-allocation']);
  });

  it('ends by the timer that it asks for', () => {
    const world = createTestWorld();
    world.client().allocate();
    const expiresAt = world.server.nextTimeoutAt();
    expect(expiresAt).toBe(world.at + 600 * SECOND);
    world.perform(world.server.handleTimeout(world.at + 600 * SECOND));
    expect(world.relays.size).toBe(0);
    expect(world.server.nextTimeoutAt()).toBeUndefined();
  });

  it('ends with its TCP connection, and a connection without one is closed after a while', () => {
    const world = createTestWorld();
    const client = world.client(50_000, 'tcp');
    world.perform(world.server.handleClientConnected(world.at, client.transport));
    client.allocate();
    world.perform(world.server.handleClientGone(world.at, client.transport));
    expect(world.relays.size).toBe(0);

    world.server.handleClientConnected(world.at, client.transport);
    const idleUntil = world.server.nextTimeoutAt() ?? 0;
    expect(world.server.handleTimeout(idleUntil)).toEqual([
      { kind: 'close-client', client: client.transport },
    ]);
  });
});

describe('what it does not listen to', () => {
  it('says why, and sends nothing', () => {
    const client = createTestWorld().client();
    const responseClass = {
      class: 'success',
      method: METHOD.Binding,
      transactionId: newTransactionId(),
      attributes: [],
    } as const;
    expect(ignoredReasons(client.send(encodeStun(responseClass)))).toEqual(['unexpected-class']);
    expect(ignoredReasons(client.send(client.encode(METHOD.Connect)))).toEqual(['unknown-method']);
    expect(ignoredReasons(client.send(new Uint8Array(0)))).toEqual(['malformed-stun']);
    expect(ignoredReasons(client.send(Uint8Array.of(0x40, 0, 0, 9)))).toEqual(['malformed-channel-data']);
    expect(ignoredReasons(client.send(Uint8Array.of(0x40, 0, 0, 0)))).toEqual(['no-allocation']);
  });

  it('is other machines', () => {
    const client = createTestWorld().client(50_000, 'udp', '192.0.2.66');
    expect(ignoredReasons(client.send(client.encode(METHOD.Binding)))).toEqual(['not-this-machine']);
  });

  it('answers 400 to a TURN request with a malformed attribute (RFC 8656 §7.2 check 3)', () => {
    const malformed = { type: 'unknown', code: 0x0019, value: new Uint8Array(3) } as const;
    const response = createTestWorld().client().request(METHOD.Allocate, [malformed], { integrity: 'none' });
    expect(errorCodeOf(response)).toBe(400);
  });

  it('is a source that sends much garbage, for a while', () => {
    const world = createTestWorld({
      limits: { malformedPackets: { perSecond: 1, burst: 3 }, ignoreMs: 10 * SECOND },
    });
    const client = world.client();
    const binding = client.encode(METHOD.Binding, [], { integrity: 'none' });
    for (let i = 0; i < 4; i++) client.send(Uint8Array.of(0xff));
    expect(ignoredReasons(client.send(binding))).toEqual(['source-has-sent-garbage']);
    expect(world.client(50_001).send(binding)[0]?.kind).toBe('send-to-client');
    world.at += 10 * SECOND;
    expect(client.send(binding)[0]?.kind).toBe('send-to-client');
  });

  it('is more than so many requests without a credential from one address, whatever the port', () => {
    const world = createTestWorld({ limits: { unauthenticatedAnswers: { perSecond: 1, burst: 2 } } });
    const binding = world.client().encode(METHOD.Binding, [], { integrity: 'none' });
    const answers = [1, 2, 3].map((port) => world.client(50_000 + port).send(binding)[0]?.kind);
    expect(answers).toEqual(['send-to-client', 'send-to-client', 'trace']);
  });

  it('keeps what it remembers of sources within bounds', () => {
    const world = createTestWorld({ limits: { sources: 8 } });
    for (let port = 1; port < 100; port++) world.client(port).send(Uint8Array.of(0xff));
    expect(world.server.counts().sources).toBeLessThanOrEqual(16);
  });
});
