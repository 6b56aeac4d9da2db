import { describe, expect, it } from 'vitest';
import type { TransportAddress } from '../../bytes/address.ts';
import { METHOD, type StunAttribute } from '../../stun/index.ts';
import { OLD_CHANNEL_NUMBERS, encodeChannelData } from '../channel-data.ts';
import {
  PEER,
  type TestClient,
  channelNumber,
  createTestWorld,
  errorCodeOf,
  ignoredReasons,
  peerAddress,
} from '../testing.ts';

const SECOND = 1000;
const lifetime = (lifetimeSeconds: number): StunAttribute => ({ type: 'LIFETIME', lifetimeSeconds });

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

  it('bind the numbers of RFC 5766 where the server is told so, and carry data on them', () => {
    const world = createTestWorld({ channelNumbers: OLD_CHANNEL_NUMBERS });
    const client = world.client();
    client.allocate();
    expect(bind(client, 0x7fff, PEER)).toBe('success');
    expect(bind(client, 0x8000, OTHER_PEER)).toBe(400);
    expect(client.send(Uint8Array.of(0x7f, 0xff, 0, 1, 9))[0]).toMatchObject({
      kind: 'send-to-peer',
      peer: PEER,
    });
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
