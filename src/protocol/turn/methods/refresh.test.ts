import { describe, expect, it } from 'vitest';
import { METHOD, type StunAttribute, findAttribute } from '../../stun/index.ts';
import { PEER, type TestClient, createTestWorld, errorCodeOf, peerAddress } from '../testing.ts';

const SECOND = 1000;
const lifetime = (lifetimeSeconds: number): StunAttribute => ({ type: 'LIFETIME', lifetimeSeconds });

function lifetimeOf(client: TestClient, method: number, ...attributes: StunAttribute[]): number | undefined {
  return findAttribute(client.request(method, attributes), 'LIFETIME')?.lifetimeSeconds;
}

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
