import { describe, expect, it } from 'vitest';
import { METHOD, type StunAttribute, findAttribute } from '../../stun/index.ts';
import { ABANDONED_AFTER_MS } from '../allocation.ts';
import { PERMISSION_LIFETIME_SECONDS } from '../lifetimes.ts';
import {
  PEER,
  type TestClient,
  UDP_TRANSPORT,
  channelNumber,
  createTestWorld,
  errorCodeOf,
  peerAddress,
  responseOf,
} from '../testing.ts';

const lifetime = (lifetimeSeconds: number): StunAttribute => ({ type: 'LIFETIME', lifetimeSeconds });

function lifetimeOf(client: TestClient, method: number, ...attributes: StunAttribute[]): number | undefined {
  return findAttribute(client.request(method, attributes), 'LIFETIME')?.lifetimeSeconds;
}

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
      return attributes.flatMap((attribute): (string | number)[] => {
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

  describe('when the server is full', () => {
    const full = () => {
      const world = createTestWorld({ limits: { allocations: 2 } });
      const [oldest, newer] = [world.client(50_001), world.client(50_002)];
      oldest.allocate();
      newer.allocate();
      return { world, oldest, newer };
    };
    const use = (client: TestClient) => client.request(METHOD.CreatePermission, [peerAddress(PEER)]);
    const isThere = (client: TestClient) => errorCodeOf(client.request(METHOD.Refresh)) === undefined;

    it('takes the place of the oldest allocation that nobody has used, and says so', () => {
      const { world, oldest, newer } = full();
      world.at += ABANDONED_AFTER_MS;
      const late = world.client(50_003);
      late.request(METHOD.Allocate, [UDP_TRANSPORT], { integrity: 'none' });
      const actions = late.send(late.encode(METHOD.Allocate, [UDP_TRANSPORT]));
      expect(errorCodeOf(responseOf(actions))).toBeUndefined();
      expect(actions).toContainEqual(
        expect.objectContaining({ decision: 'abandoned', client: oldest.transport }),
      );
      expect(world.relays.size).toBe(2);
      expect([isThere(oldest), isThere(newer), isThere(late)]).toEqual([false, true, true]);
    });

    it('leaves the one that has a permission or a channel, however old it is', () => {
      const { world, oldest, newer } = full();
      use(oldest);
      newer.request(METHOD.ChannelBind, [channelNumber(0x4000), peerAddress(PEER)]);
      world.at += ABANDONED_AFTER_MS;
      expect(() => world.client(50_003).allocate()).toThrow('508');
      expect([isThere(oldest), isThere(newer)]).toEqual([true, true]);
    });

    it('takes it once its permission has expired', () => {
      const { world, oldest, newer } = full();
      use(oldest);
      world.at += 1000 * PERMISSION_LIFETIME_SECONDS;
      use(newer);
      world.client(50_003).allocate();
      expect([isThere(oldest), isThere(newer)]).toEqual([false, true]);
    });

    it('leaves the young ones, which may still be about to be used', () => {
      const { world } = full();
      world.at += ABANDONED_AFTER_MS - 1;
      expect(() => world.client(50_003).allocate()).toThrow('508');
    });

    it('ends none for a request that cannot be granted anyway', () => {
      const { world, oldest } = full();
      world.at += ABANDONED_AFTER_MS;
      const unsupported: StunAttribute = { type: 'EVEN-PORT', reserveNext: true };
      expect(() => world.client(50_003).allocate([unsupported])).toThrow('508');
      expect(isThere(oldest)).toBe(true);
    });
  });
});
