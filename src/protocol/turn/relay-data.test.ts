import { describe, expect, it } from 'vitest';
import { METHOD, type StunAttribute, findAttribute } from '../stun/index.ts';
import { PEER, channelNumber, createTestWorld, ignoredReasons, peerAddress, responseOf } from './testing.ts';

const SECOND = 1000;
const data: StunAttribute = { type: 'DATA', data: Uint8Array.of(1, 2, 3) };

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
