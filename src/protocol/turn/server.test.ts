import { describe, expect, it } from 'vitest';
import type { TransportAddress } from '../bytes/address.ts';
import { METHOD, type StunAttribute, encodeStun, findAttribute } from '../stun/index.ts';
import { encodeChannelData } from './channel-data.ts';
import {
  type TestClient,
  UDP_TRANSPORT,
  createTestWorld,
  errorCodeOf,
  ignoredReasons,
  newTransactionId,
  responseOf,
} from './testing.ts';

const SECOND = 1000;
const PEER: TransportAddress = { family: 4, address: '127.0.0.1', port: 40_000 };
const peerAddress = (address: TransportAddress): StunAttribute => ({ type: 'XOR-PEER-ADDRESS', address });
const channelNumber = (number: number): StunAttribute => ({ type: 'CHANNEL-NUMBER', channelNumber: number });
const lifetime = (lifetimeSeconds: number): StunAttribute => ({ type: 'LIFETIME', lifetimeSeconds });
const data: StunAttribute = { type: 'DATA', data: Uint8Array.of(1, 2, 3) };

function lifetimeOf(client: TestClient, method: number, ...attributes: StunAttribute[]): number | undefined {
  return findAttribute(client.request(method, attributes), 'LIFETIME')?.lifetimeSeconds;
}

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

describe('Allocate (RFC 8656 §7.2)', () => {
  it('gives a relayed address of the dynamic ports, the mapped address, and the default lifetime', () => {
    const world = createTestWorld();
    const client = world.client();
    client.request(METHOD.Allocate, [UDP_TRANSPORT], { integrity: 'none' });
    const response = client.request(METHOD.Allocate, [UDP_TRANSPORT]);
    const relayed = findAttribute(response, 'XOR-RELAYED-ADDRESS')?.address;
    expect(response.class).toBe('success');
    expect(relayed).toMatchObject({ family: 4, address: '192.0.2.10' });
    expect(relayed?.port).toBeGreaterThanOrEqual(49_152);
    expect([...world.relays.values()]).toEqual([relayed]);
    expect(findAttribute(response, 'XOR-MAPPED-ADDRESS')?.address).toEqual(client.transport.client);
    expect(findAttribute(response, 'LIFETIME')?.lifetimeSeconds).toBe(600);
  });

  it.each([
    [0, 600],
    [1, 600],
    [601, 601],
    [3600, 3600],
    [4_294_967_295, 3600],
  ])('grants for a lifetime of %d seconds: %d', (requested, granted) => {
    const client = createTestWorld().client();
    client.request(METHOD.Allocate, [UDP_TRANSPORT], { integrity: 'none' });
    expect(lifetimeOf(client, METHOD.Allocate, UDP_TRANSPORT, lifetime(requested))).toBe(granted);
  });

  it('sent again with the same transaction id gets the same success, and no second allocation', () => {
    const world = createTestWorld();
    const client = world.client();
    client.request(METHOD.Allocate, [UDP_TRANSPORT], { integrity: 'none' });
    const request = client.encode(METHOD.Allocate, [UDP_TRANSPORT]);
    const first = responseOf(client.send(request));
    world.at += 500;
    const second = responseOf(client.send(request));
    expect(findAttribute(second, 'XOR-RELAYED-ADDRESS')).toEqual(findAttribute(first, 'XOR-RELAYED-ADDRESS'));
    expect(world.server.counts()).toMatchObject({ allocations: 1, relays: 1 });
  });

  it('with another transaction id on the same 5-tuple gets 437 (check 2)', () => {
    const client = createTestWorld().client();
    client.allocate();
    expect(errorCodeOf(client.request(METHOD.Allocate, [UDP_TRANSPORT]))).toBe(437);
  });

  it.each([
    ['no REQUESTED-TRANSPORT', [], 400],
    ['TCP as transport', [{ type: 'REQUESTED-TRANSPORT', protocol: 6 }], 442],
    ['DONT-FRAGMENT, which Node cannot set (check 4)', [UDP_TRANSPORT, { type: 'DONT-FRAGMENT' }], 420],
    [
      'an unknown reservation (check 5)',
      [UDP_TRANSPORT, { type: 'RESERVATION-TOKEN', token: new Uint8Array(8) }],
      508,
    ],
    [
      'a reservation and EVEN-PORT (check 5)',
      [
        UDP_TRANSPORT,
        { type: 'RESERVATION-TOKEN', token: new Uint8Array(8) },
        { type: 'EVEN-PORT', reserveNext: false },
      ],
      400,
    ],
    [
      'a reservation and a family (check 5)',
      [
        UDP_TRANSPORT,
        { type: 'RESERVATION-TOKEN', token: new Uint8Array(8) },
        { type: 'REQUESTED-ADDRESS-FAMILY', family: 4 },
      ],
      400,
    ],
    [
      'both family attributes (check 6)',
      [
        UDP_TRANSPORT,
        { type: 'REQUESTED-ADDRESS-FAMILY', family: 4 },
        { type: 'ADDITIONAL-ADDRESS-FAMILY', family: 6 },
      ],
      400,
    ],
    [
      'an unknown family (check 7)',
      [UDP_TRANSPORT, { type: 'REQUESTED-ADDRESS-FAMILY', family: 'unknown' }],
      440,
    ],
    ['a pair of ports (check 8)', [UDP_TRANSPORT, { type: 'EVEN-PORT', reserveNext: true }], 508],
    [
      'a pair of ports for two families (check 8)',
      [
        UDP_TRANSPORT,
        { type: 'EVEN-PORT', reserveNext: true },
        { type: 'ADDITIONAL-ADDRESS-FAMILY', family: 6 },
      ],
      400,
    ],
    [
      'IPv4 as additional family (check 9)',
      [UDP_TRANSPORT, { type: 'ADDITIONAL-ADDRESS-FAMILY', family: 4 }],
      400,
    ],
  ] satisfies [string, StunAttribute[], number][])('with %s is refused', (_title, attributes, code) => {
    const world = createTestWorld();
    const client = world.client();
    client.request(METHOD.Allocate, [], { integrity: 'none' });
    const response = client.request(METHOD.Allocate, attributes);
    expect(errorCodeOf(response)).toBe(code);
    if (code === 420) expect(findAttribute(response, 'UNKNOWN-ATTRIBUTES')?.types).toEqual([0x001a]);
    expect(world.server.counts().allocations).toBe(0);
  });

  it('with EVEN-PORT and no reservation gets an even port', () => {
    const world = createTestWorld();
    for (let port = 50_000; port < 50_020; port++) {
      expect(world.client(port).allocate([{ type: 'EVEN-PORT', reserveNext: false }]).port % 2).toBe(0);
    }
  });

  it('for IPv6 gets an IPv6 relay; where there is none, 440 (check 7)', () => {
    const ipv6: StunAttribute = { type: 'REQUESTED-ADDRESS-FAMILY', family: 6 };
    expect(createTestWorld().client().allocate([ipv6])).toMatchObject({ family: 6, address: '2001:db8::10' });
    const onlyIpv4 = createTestWorld({ relayAddress: (family) => (family === 4 ? '192.0.2.10' : undefined) });
    expect(() => onlyIpv4.client().allocate([ipv6])).toThrow('440');
  });

  it('for both families gets two relays, or one and the reason for the other (check 9)', () => {
    const additional: StunAttribute = { type: 'ADDITIONAL-ADDRESS-FAMILY', family: 6 };
    const familiesOf = (client: TestClient) => {
      client.request(METHOD.Allocate, [], { integrity: 'none' });
      const { attributes } = client.request(METHOD.Allocate, [UDP_TRANSPORT, additional]);
      return attributes.flatMap((attribute) => {
        if (attribute.type === 'XOR-RELAYED-ADDRESS') return [attribute.address.family];
        return attribute.type === 'ADDRESS-ERROR-CODE' ? [`${attribute.family}: ${attribute.code}`] : [];
      });
    };
    expect(familiesOf(createTestWorld().client())).toEqual([4, 6]);
    const onlyIpv4 = createTestWorld({ relayAddress: (family) => (family === 4 ? '192.0.2.10' : undefined) });
    expect(familiesOf(onlyIpv4.client())).toEqual([4, '6: 440']);
  });

  it('tries other ports where one is taken, and says 508 when that does not help', () => {
    const world = createTestWorld();
    world.failingRelays = 3;
    expect(world.client(50_000).allocate().family).toBe(4);
    world.failingRelays = 1000;
    expect(() => world.client(50_001).allocate()).toThrow('508');
    expect(world.server.counts()).toMatchObject({ allocations: 1, relays: 1 });
  });

  it('beyond the quota of its user gets 486, beyond that of all 508 (check 10)', () => {
    const world = createTestWorld({ limits: { allocationsPerUser: 2, allocations: 3 } });
    world.client(50_001).allocate([], { username: 'alice' });
    world.client(50_002).allocate([], { username: 'alice' });
    expect(() => world.client(50_003).allocate([], { username: 'alice' })).toThrow('486');
    world.client(50_004).allocate([], { username: 'bob' });
    expect(() => world.client(50_005).allocate([], { username: 'carol' })).toThrow('508');
  });
});

describe('Refresh (RFC 8656 §8.2)', () => {
  it('sets the lifetime anew; zero deletes; after that there is nothing to refresh', () => {
    const world = createTestWorld();
    const client = world.client();
    client.allocate();
    world.at += 599 * SECOND;
    expect(lifetimeOf(client, METHOD.Refresh, lifetime(900))).toBe(900);
    world.at += 899 * SECOND;
    expect(lifetimeOf(client, METHOD.Refresh, lifetime(0))).toBe(0);
    expect(world.relays.size).toBe(0);
    expect(errorCodeOf(client.request(METHOD.Refresh))).toBe(437);
  });

  it('comes too late after the lifetime, even if no timer has fired', () => {
    const world = createTestWorld();
    const client = world.client();
    client.allocate();
    world.at += 600 * SECOND;
    expect(errorCodeOf(client.request(METHOD.Refresh))).toBe(437);
    expect(world.relays.size).toBe(0);
  });

  it('of a family that the allocation does not have gets 443', () => {
    const client = createTestWorld().client();
    client.allocate();
    const response = client.request(METHOD.Refresh, [{ type: 'REQUESTED-ADDRESS-FAMILY', family: 6 }]);
    expect(errorCodeOf(response)).toBe(443);
  });

  it('can delete one family of two, with its permissions and no others (§8.1)', () => {
    const world = createTestWorld();
    const client = world.client();
    client.allocate([{ type: 'ADDITIONAL-ADDRESS-FAMILY', family: 6 }]);
    const peers = [peerAddress(PEER), peerAddress({ family: 6, address: '::1', port: 40_000 })];
    expect(client.request(METHOD.CreatePermission, peers).class).toBe('success');
    client.request(METHOD.Refresh, [{ type: 'REQUESTED-ADDRESS-FAMILY', family: 6 }, lifetime(0)]);
    expect(world.server.counts()).toMatchObject({ allocations: 1, relays: 1, permissions: 1 });
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

describe('permissions (RFC 8656 §9, §10.2)', () => {
  it.each([
    ['nothing', [], 400],
    ['an address of another machine', [peerAddress({ family: 4, address: '8.8.8.8', port: 40_000 })], 403],
    ['an own and a foreign address', [peerAddress(PEER), peerAddress({ ...PEER, address: '8.8.8.8' })], 403],
    ['IPv4-mapped IPv6', [peerAddress({ family: 6, address: '::ffff:127.0.0.1', port: 40_000 })], 443],
    ['IPv6 on an IPv4 relay', [peerAddress({ family: 6, address: '::1', port: 40_000 })], 443],
  ] satisfies [string, StunAttribute[], number][])(
    'for %s are refused, all of them',
    (_title, attributes, code) => {
      const world = createTestWorld();
      const client = world.client();
      client.allocate();
      expect(errorCodeOf(client.request(METHOD.CreatePermission, attributes))).toBe(code);
      expect(world.server.counts().permissions).toBe(0);
    },
  );

  it('are per address, whatever the port, and last 300 seconds', () => {
    const world = createTestWorld();
    const client = world.client();
    client.allocate();
    client.request(METHOD.CreatePermission, [peerAddress({ ...PEER, port: 1 })]);
    const arrives = () =>
      world.server.handlePeerPacket(world.at, 1, { ...PEER, port: 33_333 }, Uint8Array.of(1));
    world.at += 300 * SECOND - 1;
    expect(arrives()[0]?.kind).toBe('send-to-client');
    world.at += 1;
    expect(ignoredReasons(arrives())).toEqual(['no-permission']);
  });

  it('beyond the limit get 508, and refreshing one is never beyond it', () => {
    const client = createTestWorld({ limits: { permissionsPerAllocation: 2 } }).client();
    client.allocate();
    const permit = (...hosts: number[]) =>
      client.request(
        METHOD.CreatePermission,
        hosts.map((host) => peerAddress({ ...PEER, address: `127.0.0.${host}` })),
      );
    expect(permit(1, 2).class).toBe('success');
    expect(errorCodeOf(permit(3))).toBe(508);
    expect(permit(2).class).toBe('success');
  });
});

describe('channels (RFC 8656 §12)', () => {
  const bind = (client: TestClient, number: number, peer: TransportAddress) =>
    errorCodeOf(client.request(METHOD.ChannelBind, [channelNumber(number), peerAddress(peer)])) ?? 'success';
  const OTHER_PEER = { ...PEER, port: 40_001 };

  it('bind numbers 0x4000 to 0x4FFF to own peers', () => {
    const client = createTestWorld().client();
    client.allocate();
    expect(bind(client, 0x4000, PEER)).toBe('success');
    expect(bind(client, 0x4fff, OTHER_PEER)).toBe('success');
    expect(bind(client, 0x3fff, { ...PEER, port: 40_002 })).toBe(400);
    expect(bind(client, 0x5000, { ...PEER, port: 40_002 })).toBe(400);
    expect(bind(client, 0x4001, { ...PEER, address: '8.8.8.8' })).toBe(403);
    expect(bind(client, 0x4001, { ...PEER, port: 3478 })).toBe(403);
    expect(bind(client, 0x4001, { ...PEER, port: 53 })).toBe(403);
    expect(bind(client, 0x4001, { family: 6, address: '::1', port: 40_000 })).toBe(443);
    expect(errorCodeOf(client.request(METHOD.ChannelBind, [channelNumber(0x4001)]))).toBe(400);
  });

  it('bind one number to one peer, until 5 minutes after the binding expired', () => {
    const world = createTestWorld();
    const client = world.client();
    client.allocate([lifetime(3600)]);
    expect(bind(client, 0x4000, PEER)).toBe('success');
    const rebindings = () => [bind(client, 0x4000, OTHER_PEER), bind(client, 0x4001, PEER)];
    expect(rebindings()).toEqual([400, 400]);
    world.at += 600 * SECOND + 300 * SECOND - 1;
    expect(rebindings()).toEqual([400, 400]);
    world.at += 1;
    expect(rebindings()).toEqual(['success', 'success']);
  });

  it('last 10 minutes, and binding again to the same peer refreshes them and the permission', () => {
    const world = createTestWorld();
    const client = world.client();
    client.allocate([lifetime(3600)]);
    bind(client, 0x4000, PEER);
    const bytes = encodeChannelData({ channel: 0x4000, data: Uint8Array.of(1) }, false);
    world.at += 500 * SECOND;
    expect(ignoredReasons(client.send(bytes))).toEqual(['no-permission']);
    bind(client, 0x4000, PEER);
    world.at += 299 * SECOND;
    expect(client.send(bytes)[0]).toMatchObject({ kind: 'send-to-peer', peer: PEER });
    world.at += 301 * SECOND;
    expect(ignoredReasons(client.send(bytes))).toEqual(['unbound-channel']);
  });
});

describe('data (RFC 8656 §11, §12.6, §12.7)', () => {
  function prepare(overrides = {}, protocol: 'udp' | 'tcp' = 'udp') {
    const world = createTestWorld(overrides);
    const client = world.client(50_000, protocol);
    client.allocate();
    client.request(METHOD.CreatePermission, [peerAddress(PEER)]);
    return { world, client };
  }

  it('goes to the peer by a Send indication, without any answer', () => {
    const { client } = prepare();
    const actions = client.indicate(METHOD.Send, [peerAddress(PEER), data]);
    expect(actions).toEqual([
      { kind: 'send-to-peer', relayId: 1, peer: PEER, bytes: Uint8Array.of(1, 2, 3) },
    ]);
  });

  it.each([
    ['no DATA', [peerAddress(PEER)], 'missing-attribute'],
    ['no peer', [data], 'missing-attribute'],
    ['DONT-FRAGMENT', [peerAddress(PEER), data, { type: 'DONT-FRAGMENT' }], 'unknown-attribute'],
    ['no permission', [peerAddress({ ...PEER, address: '192.0.2.10' }), data], 'no-permission'],
    ['a port of this server', [peerAddress({ ...PEER, port: 3478 }), data], 'port-of-this-server'],
    ['a privileged port', [peerAddress({ ...PEER, port: 53 }), data], 'privileged-port'],
    [
      'another family',
      [peerAddress({ family: 6, address: '::1', port: 40_000 }), data],
      'wrong-address-family',
    ],
  ] satisfies [string, StunAttribute[], string][])('with %s is ignored', (_title, attributes, reason) => {
    expect(ignoredReasons(prepare().client.indicate(METHOD.Send, attributes))).toEqual([reason]);
  });

  it('comes from the peer as a Data indication, or as ChannelData where a channel is bound', () => {
    const { world, client } = prepare();
    const arrives = () => world.server.handlePeerPacket(world.at, 1, PEER, Uint8Array.of(7, 8));
    const indication = responseOf(arrives());
    expect(indication).toMatchObject({ class: 'indication', method: METHOD.Data });
    expect(findAttribute(indication, 'XOR-PEER-ADDRESS')?.address).toEqual(PEER);
    expect(findAttribute(indication, 'DATA')?.data).toEqual(Uint8Array.of(7, 8));

    client.request(METHOD.ChannelBind, [channelNumber(0x4002), peerAddress(PEER)]);
    expect(arrives()).toEqual([
      { kind: 'send-to-client', client: client.transport, bytes: Uint8Array.of(0x40, 2, 0, 2, 7, 8) },
    ]);
  });

  it('is padded in ChannelData over TCP (§12.5)', () => {
    const { world, client } = prepare({}, 'tcp');
    client.request(METHOD.ChannelBind, [channelNumber(0x4002), peerAddress(PEER)]);
    expect(world.server.handlePeerPacket(world.at, 1, PEER, Uint8Array.of(7, 8))).toEqual([
      { kind: 'send-to-client', client: client.transport, bytes: Uint8Array.of(0x40, 2, 0, 2, 7, 8, 0, 0) },
    ]);
  });

  it('beyond the bandwidth is lost, in both directions together', () => {
    const { world, client } = prepare({ limits: { relayedBytes: { perSecond: 3, burst: 6 } } });
    const sends = () => client.indicate(METHOD.Send, [peerAddress(PEER), data]);
    const arrives = () => world.server.handlePeerPacket(world.at, 1, PEER, Uint8Array.of(7, 8, 9));
    expect([sends()[0]?.kind, arrives()[0]?.kind]).toEqual(['send-to-peer', 'send-to-client']);
    expect([...ignoredReasons(sends()), ...ignoredReasons(arrives())]).toEqual(['bandwidth', 'bandwidth']);
    world.at += SECOND;
    expect(sends()[0]?.kind).toBe('send-to-peer');
  });

  it('stops while paused: all of it, or that of one relayed address; requests are still answered', () => {
    const { world, client } = prepare();
    const sends = () => client.indicate(METHOD.Send, [peerAddress(PEER), data]);
    const relayed = world.relays.get(1);
    world.server.setPaused(true);
    expect(ignoredReasons(sends())).toEqual(['paused']);
    expect(client.request(METHOD.Refresh).class).toBe('success');
    world.server.setPaused(false);
    expect(world.server.setPaused(true, relayed)).toBe(true);
    expect(ignoredReasons(sends())).toEqual(['paused']);
    expect(world.server.setPaused(false, relayed)).toBe(true);
    expect(sends()[0]?.kind).toBe('send-to-peer');
    expect(world.server.setPaused(true, PEER)).toBe(false);
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
