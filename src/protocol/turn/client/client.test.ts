import { describe, expect, it } from 'vitest';
import { METHOD, encodeStun, findAttribute } from '../../stun/index.ts';
import { encodeChannelData } from '../channel-data.ts';
import { PEER } from '../testing.ts';
import {
  OWN,
  createAllocatedLink,
  createLink,
  createTestClient,
  ignoredReasons,
  requestsOf,
  told,
} from './testing.ts';

const HELLO = Uint8Array.of(1, 2, 3, 4, 5);
const ANSWER = Uint8Array.of(9, 8, 7);

describe('an allocation (RFC 8656 §7)', () => {
  it('is asked for without credentials, then with those that the server challenges for (RFC 8489 §9.2.3.1)', () => {
    const link = createLink();
    const actions = link.perform(link.client.allocate(link.world.at));
    const [first, second, ...more] = requestsOf(actions);
    expect(first?.attributes.map(({ type }) => type)).toEqual(['REQUESTED-TRANSPORT']);
    expect(second?.attributes.map(({ type }) => type)).toEqual([
      'REQUESTED-TRANSPORT',
      'USERNAME',
      'REALM',
      'NONCE',
      'PASSWORD-ALGORITHMS',
      'PASSWORD-ALGORITHM',
      'MESSAGE-INTEGRITY-SHA256',
    ]);
    expect(more).toEqual([]);
    const [relayedAddress] = link.world.relays.values();
    expect(told(actions)).toEqual([
      { kind: 'allocated', relayedAddress, mappedAddress: OWN, lifetimeSeconds: 600 },
    ]);
    expect(link.client.relayedAddress).toEqual(relayedAddress);
  });

  it('says with which software, of which family and for how long, where it is told so (§5, §7.1)', () => {
    const link = createLink({ software: 'Icebreaker', family: 6, lifetimeSeconds: 1200 });
    const actions = link.perform(link.client.allocate(link.world.at));
    for (const request of requestsOf(actions)) {
      expect(findAttribute(request, 'SOFTWARE')?.software).toBe('Icebreaker');
      expect(findAttribute(request, 'REQUESTED-ADDRESS-FAMILY')?.family).toBe(6);
    }
    expect(told(actions)).toMatchObject([
      { kind: 'allocated', relayedAddress: { family: 6 }, lifetimeSeconds: 1200 },
    ]);
  });

  it.each([
    ['a wrong password', { password: 'wrong' }, 401],
    ['an unknown user', { username: 'stranger' }, 401],
  ])('is not had with %s, and not tried again (RFC 8489 §9.2.5)', (_title, config, code) => {
    const link = createLink(config);
    const actions = link.perform(link.client.allocate(link.world.at));
    expect(requestsOf(actions)).toHaveLength(2);
    expect(told(actions)).toEqual([{ kind: 'failed', code, reason: 'Unauthenticated' }]);
    expect(link.client.nextTimeoutAt()).toBeUndefined();
  });

  it('is not had where the server has no such address (§7.4: 440), no more capacity (508) or quota (486)', () => {
    const noIpv6 = createLink({ family: 6 }, { relayAddress: (f) => (f === 4 ? '192.0.2.10' : undefined) });
    expect(told(noIpv6.perform(noIpv6.client.allocate(0)))).toMatchObject([{ kind: 'failed', code: 440 }]);
    const full = createLink({}, { limits: { allocations: 0 } });
    expect(told(full.perform(full.client.allocate(0)))).toMatchObject([{ kind: 'failed', code: 508 }]);
    const quota = createLink({}, { limits: { allocationsPerUser: 0 } });
    expect(told(quota.perform(quota.client.allocate(0)))).toMatchObject([{ kind: 'failed', code: 486 }]);
  });

  it('is not had where the 5-tuple has one already (§7.4: 437)', () => {
    const link = createLink();
    link.world.client(OWN.port).allocate();
    expect(told(link.perform(link.client.allocate(link.world.at)))).toMatchObject([
      { kind: 'failed', code: 437 },
    ]);
  });

  it('is asked for once', () => {
    const client = createTestClient();
    client.allocate(0);
    expect(ignoredReasons(client.allocate(0))).toEqual(['already-asked']);
  });

  it('is deleted on release (§8.1), and then everything is over', () => {
    const link = createAllocatedLink();
    link.perform(link.client.permit(link.world.at, PEER.address));
    const actions = link.perform(link.client.release(link.world.at));
    expect(told(actions)).toEqual([{ kind: 'released' }]);
    expect(link.world.relays.size).toBe(0);
    expect(link.client.relayedAddress).toBeUndefined();
    expect(link.client.nextTimeoutAt()).toBeUndefined();
    expect(ignoredReasons(link.client.release(link.world.at))).toEqual(['no-allocation']);
  });

  it('that is gone already counts as released (§8.3: 437)', () => {
    const link = createAllocatedLink();
    link.world.perform(link.world.server.handleTimeout(link.world.at + 600_000));
    expect(told(link.perform(link.client.release(link.world.at)))).toEqual([{ kind: 'released' }]);
  });

  it('that is released before it is there is deleted as soon as it is', () => {
    const link = createLink();
    const { world, client } = link;
    const [first] = client.allocate(world.at);
    const challenged = first?.kind === 'send' ? serverAnswer(link, first.bytes) : [];
    // The authenticated request is on its way when the reader changes their mind.
    const [second] = client
      .handlePacket(world.at, challenged[0] ?? HELLO)
      .filter(({ kind }) => kind === 'send');
    expect(client.release(world.at)).toEqual([]);
    expect(told(link.perform(second ? [second] : []))).toEqual([{ kind: 'released' }]);
    expect(world.relays.size).toBe(0);
  });

  it('that nobody has asked for is released at once', () => {
    expect(createTestClient().release(0)).toEqual([{ kind: 'released' }]);
  });

  function serverAnswer(link: ReturnType<typeof createLink>, bytes: Uint8Array): Uint8Array[] {
    const { transport } = link.world.client(OWN.port);
    return link.world
      .perform(link.world.server.handlePacket(link.world.at, transport, bytes))
      .flatMap((action) => (action.kind === 'send-to-client' ? [action.bytes] : []));
  }
});

describe('a permission (RFC 8656 §9, §10)', () => {
  it('lets data through both ways by indications, for every port of its address (§11)', () => {
    const link = createAllocatedLink();
    const { client, world } = link;
    expect(told(link.perform(client.permit(world.at, PEER.address)))).toEqual([
      { kind: 'permitted', peerAddress: PEER.address },
    ]);
    const sent = link.perform(client.send(world.at, PEER, HELLO));
    expect(requestsOf(sent)).toMatchObject([{ class: 'indication', method: METHOD.Send }]);
    expect(link.toPeers).toMatchObject([{ peer: PEER, bytes: HELLO }]);
    const other = { ...PEER, port: 40_001 };
    expect(link.fromPeer(other, ANSWER)).toEqual([{ kind: 'data', peer: other, bytes: ANSWER }]);
  });

  it('is refused where the server forbids the address (§10.2: 403)', () => {
    const link = createAllocatedLink();
    expect(told(link.perform(link.client.permit(link.world.at, '8.8.8.8')))).toEqual([
      { kind: 'refused', peerAddress: '8.8.8.8', code: 403, reason: 'Forbidden' },
    ]);
    expect(ignoredReasons(link.client.send(0, { ...PEER, address: '8.8.8.8' }, HELLO))).toEqual([
      'no-permission',
    ]);
  });

  it('isn’t asked for twice, neither while it is under way nor when it is there', () => {
    const link = createAllocatedLink();
    const asked = link.client.permit(link.world.at, PEER.address);
    expect(ignoredReasons(link.client.permit(link.world.at, PEER.address))).toEqual(['already-asked']);
    link.perform(asked);
    expect(ignoredReasons(link.client.permit(link.world.at, PEER.address))).toEqual(['already-asked']);
  });

  it('can be asked for again once it was refused', () => {
    const link = createAllocatedLink();
    link.perform(link.client.permit(link.world.at, '8.8.8.8'));
    expect(requestsOf(link.client.permit(link.world.at, '8.8.8.8'))).toHaveLength(1);
  });

  it.each([
    ['of another family than the relayed address (§10.1)', '::1', 'the relayed address is of IPv4'],
    ['of no address', 'example.org', 'not an IP address'],
  ])('is refused without asking: %s', (_title, peerAddress, reason) => {
    const link = createAllocatedLink();
    expect(link.client.permit(link.world.at, peerAddress)).toEqual([
      { kind: 'refused', peerAddress, code: undefined, reason },
    ]);
  });

  it('needs an allocation', () => {
    expect(createTestClient().permit(0, PEER.address)).toMatchObject([
      { kind: 'refused', reason: 'no allocation' },
    ]);
  });

  it('is needed for data from a peer: else a Data indication is dropped (§11.4)', () => {
    const link = createAllocatedLink();
    const indication = dataFrom(PEER.address);
    expect(ignoredReasons(link.client.handlePacket(link.world.at, indication))).toEqual(['no-permission']);
    // Over UDP, data can overtake the response that permits it.
    link.client.permit(link.world.at, PEER.address);
    expect(told(link.client.handlePacket(link.world.at, indication))).toMatchObject([{ kind: 'data' }]);
  });

  it('is needed for data to a peer, before anything is sent (§11.1)', () => {
    const link = createAllocatedLink();
    link.client.permit(link.world.at, PEER.address);
    expect(ignoredReasons(link.client.send(link.world.at, PEER, HELLO))).toEqual(['no-permission']);
  });
});

describe('a channel (RFC 8656 §12)', () => {
  it('brings its permission, and carries data both ways as soon as it is bound', () => {
    const link = createAllocatedLink();
    const { client, world } = link;
    expect(told(link.perform(client.bindChannel(world.at, PEER)))).toEqual([
      { kind: 'permitted', peerAddress: PEER.address },
      { kind: 'channel-bound', peer: PEER, channel: 0x4000 },
    ]);
    expect(link.perform(client.send(world.at, PEER, HELLO))).toEqual([
      { kind: 'send', bytes: Uint8Array.of(0x40, 0, 0, 5, ...HELLO) },
    ]);
    expect(link.toPeers).toMatchObject([{ peer: PEER, bytes: HELLO }]);
    expect(link.fromPeer(PEER, ANSWER)).toEqual([{ kind: 'data', peer: PEER, bytes: ANSWER }]);
  });

  it('is padded to four bytes over TCP, both ways (§12.5)', () => {
    const link = createAllocatedLink({ transport: 'tcp' });
    link.perform(link.client.bindChannel(link.world.at, PEER));
    expect(link.perform(link.client.send(link.world.at, PEER, HELLO))).toEqual([
      { kind: 'send', bytes: Uint8Array.of(0x40, 0, 0, 5, ...HELLO, 0, 0, 0) },
    ]);
    expect(link.fromPeer(PEER, ANSWER)).toEqual([{ kind: 'data', peer: PEER, bytes: ANSWER }]);
  });

  it('gives each peer a number of its own, and isn’t bound twice', () => {
    const link = createAllocatedLink();
    const other = { ...PEER, port: 40_001 };
    link.perform(link.client.bindChannel(link.world.at, PEER));
    expect(told(link.perform(link.client.bindChannel(link.world.at, other)))).toEqual([
      { kind: 'channel-bound', peer: other, channel: 0x4001 },
    ]);
    expect(ignoredReasons(link.client.bindChannel(link.world.at, PEER))).toEqual(['already-asked']);
  });

  it('that isn’t bound yet: data goes by Send indications, and is taken from the channel already (§12)', () => {
    const link = createAllocatedLink();
    const { client, world } = link;
    link.perform(client.permit(world.at, PEER.address));
    client.bindChannel(world.at, PEER);
    expect(requestsOf(client.send(world.at, PEER, HELLO))).toMatchObject([{ method: METHOD.Send }]);
    const early = encodeChannelData({ channel: 0x4000, data: ANSWER }, false);
    expect(told(client.handlePacket(world.at, early))).toEqual([{ kind: 'data', peer: PEER, bytes: ANSWER }]);
  });

  it('that is refused leaves the permission, and data to Send indications', () => {
    const link = createAllocatedLink();
    const { client, world } = link;
    const privileged = { ...PEER, port: 53 };
    link.perform(client.permit(world.at, PEER.address));
    const actions = link.perform(client.bindChannel(world.at, privileged));
    expect(told(actions)).toEqual([]);
    expect(actions).toContainEqual(
      expect.objectContaining({ decision: 'channel-refused', peer: privileged, code: 403 }),
    );
    expect(requestsOf(client.send(world.at, PEER, HELLO))).toMatchObject([{ method: METHOD.Send }]);
  });

  it('that is refused and was to bring the permission: the address is refused', () => {
    const link = createAllocatedLink();
    const actions = link.perform(link.client.bindChannel(link.world.at, { ...PEER, address: '8.8.8.8' }));
    expect(told(actions)).toMatchObject([{ kind: 'refused', peerAddress: '8.8.8.8', code: 403 }]);
  });
});

describe('packets from the server', () => {
  it('are this client’s own: responses to its requests, Data indications, its channels', () => {
    const link = createAllocatedLink();
    const { client, world } = link;
    link.perform(client.bindChannel(world.at, PEER));
    const asked = requestsOf(client.permit(world.at, '127.0.0.2'))[0];
    if (!asked) throw new Error('no request');
    const response = (transactionId: Uint8Array) =>
      encodeStun({ class: 'success', method: METHOD.CreatePermission, transactionId, attributes: [] });
    expect(client.owns(response(asked.transactionId))).toBe(true);
    expect(client.owns(response(new Uint8Array(12)))).toBe(false);
    expect(client.owns(dataFrom(PEER.address))).toBe(true);
    expect(client.owns(encodeChannelData({ channel: 0x4000, data: HELLO }, false))).toBe(true);
    expect(client.owns(encodeChannelData({ channel: 0x4001, data: HELLO }, false))).toBe(false);
    expect(client.owns(Uint8Array.of(20, 0, 0))).toBe(false);
  });

  it.each([
    ['bytes that are no STUN', Uint8Array.of(0, 1, 2), 'malformed-stun'],
    ['ChannelData that is cut off', Uint8Array.of(0x40, 0, 0, 9), 'malformed-channel-data'],
    ['ChannelData of no channel', Uint8Array.of(0x40, 0, 0, 0), 'unbound-channel'],
    ['a request', stun('request', METHOD.Binding), 'unexpected-class'],
    ['an indication of another method', stun('indication', METHOD.Binding), 'unknown-method'],
    ['a response to nothing', stun('success', METHOD.Allocate), 'unknown-transaction'],
    ['a Data indication of nobody', stun('indication', METHOD.Data), 'missing-attribute'],
  ])('are ignored with their reason: %s', (_title, bytes, reason) => {
    const link = createAllocatedLink();
    expect(ignoredReasons(link.client.handlePacket(link.world.at, bytes))).toEqual([reason]);
  });

  it('say by ICMP that data didn’t reach a peer (§11.6)', () => {
    const link = createAllocatedLink();
    link.perform(link.client.permit(link.world.at, PEER.address));
    const bytes = encodeStun({
      class: 'indication',
      method: METHOD.Data,
      transactionId: new Uint8Array(12),
      attributes: [
        { type: 'XOR-PEER-ADDRESS', address: PEER },
        { type: 'ICMP', icmpType: 3, icmpCode: 3, errorData: 0 },
      ],
    });
    expect(link.client.handlePacket(link.world.at, bytes)).toMatchObject([
      { kind: 'trace', decision: 'icmp', peer: PEER, icmpType: 3, icmpCode: 3 },
    ]);
  });
});

describe('data that is too large for an indication in a datagram', () => {
  it('is dropped', () => {
    const link = createAllocatedLink();
    link.perform(link.client.permit(link.world.at, PEER.address));
    const actions = link.client.send(link.world.at, PEER, new Uint8Array(65_500));
    expect(ignoredReasons(actions)).toEqual(['too-large']);
  });
});

function stun(messageClass: 'request' | 'indication' | 'success', method: number): Uint8Array {
  return encodeStun({ class: messageClass, method, transactionId: new Uint8Array(12), attributes: [] });
}

function dataFrom(address: string): Uint8Array {
  return encodeStun({
    class: 'indication',
    method: METHOD.Data,
    transactionId: new Uint8Array(12),
    attributes: [
      { type: 'XOR-PEER-ADDRESS', address: { ...PEER, address } },
      { type: 'DATA', data: ANSWER },
    ],
  });
}
