import { describe, expect, it } from 'vitest';
import { METHOD, type StunAttribute } from '../../stun/index.ts';
import { PEER, createTestWorld, errorCodeOf, ignoredReasons, peerAddress } from '../testing.ts';

const SECOND = 1000;

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

  it('never name an IPv4 host by an IPv6 address', () => {
    const client = createTestWorld().client();
    client.allocate([{ type: 'ADDITIONAL-ADDRESS-FAMILY', family: 6 }]);
    const mapped = peerAddress({ family: 6, address: '::ffff:127.0.0.1', port: 40_000 });
    expect(errorCodeOf(client.request(METHOD.CreatePermission, [mapped]))).toBe(403);
  });

  it('of a family that nobody knows get 443, whatever else is asked for', () => {
    const client = createTestWorld().client();
    client.allocate();
    const unknown = { type: 'unknown', code: 0x0012, value: Uint8Array.of(0, 9, 0, 0, 0, 0, 0, 0) } as const;
    expect(errorCodeOf(client.request(METHOD.CreatePermission, [peerAddress(PEER), unknown]))).toBe(443);
  });

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
