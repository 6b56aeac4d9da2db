import { describe, expect, it } from 'vitest';
import type { EndpointDependence } from '#src/protocol/index.ts';
import type { Rfc4787Behaviour } from '../scene/types.ts';
import { createNat } from './index.ts';
import { flow, seeded, through } from './testing.ts';

const X = '10.0.0.1:5000';
const X2 = '10.0.0.2:5000';
const [Y1, Y1_OTHER_PORT, Y2] = ['198.51.100.1:3478', '198.51.100.1:3479', '198.51.100.2:3478'];
const OUTSIDE = '203.0.113.1';

const natOf = (behaviour: Partial<Rfc4787Behaviour> = {}, addresses = [OUTSIDE]) =>
  createNat(
    { model: 'rfc4787', mapping: 'EndpointIndependent', filtering: 'AddressAndPortDependent', ...behaviour },
    { addresses, random: seeded(1) },
  );

describe('Where a mapping is used again (RFC 4787 §4.1)', () => {
  const SHARED: Record<EndpointDependence, readonly [otherPort: boolean, otherAddress: boolean]> = {
    EndpointIndependent: [true, true],
    AddressDependent: [true, false],
    AddressAndPortDependent: [false, false],
  };

  it.each(Object.entries(SHARED))('%s', (mapping, [otherPort, otherAddress]) => {
    const { mapped } = through(natOf({ mapping: mapping as EndpointDependence }));
    const first = mapped(X, Y1);
    expect(first).toBe(`${OUTSIDE}:5000`);
    expect(mapped(X, Y1)).toBe(first);
    expect(mapped(X, Y1_OTHER_PORT) === first).toBe(otherPort);
    expect(mapped(X, Y2) === first).toBe(otherAddress);
  });

  it('UDP and TCP have mappings of their own (RFC 7857 §5)', () => {
    const nat = natOf();
    through(nat).out(X, Y1);
    through(nat, 'tcp').out(X, Y1, { syn: true });
    expect(nat.table().map(({ protocol }) => protocol)).toEqual(['udp', 'tcp']);
  });
});

describe('What is let in (RFC 4787 §5)', () => {
  const REFUSED: Record<EndpointDependence, readonly [otherPort: string, otherAddress: string]> = {
    EndpointIndependent: [`in ${Y1_OTHER_PORT} > ${X}`, `in ${Y2} > ${X}`],
    AddressDependent: [`in ${Y1_OTHER_PORT} > ${X}`, 'drop filtered-by-address'],
    AddressAndPortDependent: ['drop filtered-by-address-and-port', 'drop filtered-by-address-and-port'],
  };

  it.each(Object.entries(REFUSED))('%s', (filtering, [otherPort, otherAddress]) => {
    const net = through(natOf({ filtering: filtering as EndpointDependence }));
    expect(net.in(Y1, `${OUTSIDE}:5000`)).toBe('drop no-mapping');
    net.out(X, Y1);
    expect(net.in(Y1, `${OUTSIDE}:5000`)).toBe(`in ${Y1} > ${X}`);
    expect(net.in(Y1_OTHER_PORT, `${OUTSIDE}:5000`)).toBe(otherPort);
    expect(net.in(Y2, `${OUTSIDE}:5000`)).toBe(otherAddress);
  });

  it('the mapping that refused is told, and where it has sent to, in the terms of its filter', () => {
    const nat = natOf({ filtering: 'AddressDependent' });
    through(nat).out(X, Y1);
    expect(nat.fromOutside(1, flow(Y2, `${OUTSIDE}:5000`))).toMatchObject({
      why: 'filtered-by-address',
      mapping: { id: 1, contacted: [{ address: '198.51.100.1' }] },
    });
  });

  it('a new endpoint is told once, and the mapping told before stays as it was', () => {
    const nat = natOf();
    const [first, second, third] = [Y1, Y2, Y2].map((to) => nat.fromInside(0, flow(X, to)).events);
    expect(first).toMatchObject([{ event: 'mapping-made', mapping: { contacted: [{ port: 3478 }] } }]);
    expect(second).toMatchObject([{ event: 'mapping-refreshed', isNewEndpoint: true }]);
    expect(third).toMatchObject([{ event: 'mapping-refreshed', isNewEndpoint: false }]);
    expect(first?.[0]?.mapping.contacted).toHaveLength(1);
    expect(third?.[0]?.mapping.contacted).toHaveLength(2);
    expect(third?.[0]?.mapping.contacted).toBe(second?.[0]?.mapping.contacted);
  });
});

describe('Hairpinning (RFC 4787 §6)', () => {
  const open = { filtering: 'EndpointIndependent' } as const;

  it.each([
    ['external', `hairpin ${OUTSIDE}:6000 > ${X}`],
    ['internal', `hairpin 10.0.0.2:6000 > ${X}`],
    ['none', 'drop no-hairpinning'],
  ] as const)('%s', (hairpinning, expected) => {
    const net = through(natOf({ ...open, hairpinning }));
    net.out(X, Y1);
    expect(net.out('10.0.0.2:6000', `${OUTSIDE}:5000`)).toBe(expected);
    expect(net.out('10.0.0.2:6000', `${OUTSIDE}:7000`)).toBe('drop no-mapping');
  });

  it('the filter judges the sender by its outside address', () => {
    const net = through(natOf());
    net.out(X, Y1);
    expect(net.out('10.0.0.2:6000', `${OUTSIDE}:5000`)).toBe('drop filtered-by-address-and-port');
    expect(net.out(X, `${OUTSIDE}:6000`)).toBe(`hairpin ${OUTSIDE}:5000 > 10.0.0.2:6000`);
    expect(net.out('10.0.0.2:6000', `${OUTSIDE}:5000`)).toBe(`hairpin ${OUTSIDE}:6000 > ${X}`);
  });

  it('tells both mappings', () => {
    const nat = natOf(open);
    nat.fromInside(0, flow(X, Y1));
    expect(nat.fromInside(0, flow('10.0.0.2:6000', `${OUTSIDE}:5000`))).toMatchObject({
      mapping: { id: 2 },
      to: { id: 1 },
      events: [{ event: 'mapping-made', mapping: { id: 2 } }],
    });
  });
});

describe('Which port (RFC 4787 §4.2)', () => {
  const portsOf = (behaviour: Partial<Rfc4787Behaviour>, sources: readonly string[]) => {
    const net = through(natOf(behaviour));
    return sources.map((source) => Number(net.mapped(source, Y1).split(':')[1]));
  };

  it('preserving: the same one while it is free, then any', () => {
    const [first, second = NaN] = portsOf({}, [X, X2]);
    expect(first).toBe(5000);
    expect(second % 2).toBe(0);
    expect(Math.abs(second - 5000)).toBeGreaterThan(2);
  });

  it('sequential: one after the other, the even and the odd ones apart', () => {
    const sources = [5000, 5001, 7000, 9001].map((port) => `10.0.0.1:${port}`);
    expect(portsOf({ ports: 'sequential' }, sources)).toEqual([1024, 1025, 1026, 1027]);
    expect(portsOf({ ports: 'sequential', keepsParity: false }, sources)).toEqual([1024, 1025, 1026, 1027]);
    expect(portsOf({ ports: 'sequential' }, [X, X2])).toEqual([1024, 1026]);
  });

  it('random: not the same one', () => {
    expect(portsOf({ ports: 'random' }, [X])).not.toEqual([5000]);
  });

  it('none where every one is taken, until one is free again', () => {
    // 512 odd ports of the well-known ones.
    const net = through(natOf());
    const sources = Array.from({ length: 512 }, (_, i) => `10.0.${i >> 8}.${i & 255}:1001`);
    expect(new Set(sources.map((source) => net.mapped(source, Y1))).size).toBe(512);
    expect(net.mapped('10.1.0.0:1001', Y1)).toBe('drop no-free-port');
    expect(net.mapped('10.1.0.0:1002', Y1)).toBe(`${OUTSIDE}:1002`);
    net.wait(200_000);
    for (const source of sources.slice(1)) net.out(source, Y1);
    net.wait(100_000);
    expect(net.mapped('10.1.0.0:1001', Y1)).toBe(`${OUTSIDE}:1001`);
    expect(net.mapped('10.1.0.1:1001', Y1)).toBe('drop no-free-port');
  });

  it('a host whose address has no port left gets none of another (RFC 7857 §4)', () => {
    const pool = [OUTSIDE, '203.0.113.2'];
    const sources = Array.from({ length: 511 }, (_, i) => `10.0.0.1:${2 + 2 * i}`);
    const fill = (pooling: 'paired' | 'arbitrary') => {
      const net = through(natOf({ pooling, mapping: 'AddressDependent', keepsParity: true }, pool));
      for (const source of sources) for (const to of [Y1, Y2]) net.out(source, to);
      return net;
    };
    expect(fill('paired').nat.table()).toHaveLength(511);
    expect(fill('arbitrary').nat.table()).toHaveLength(1_022);
  });
});

describe('Timers (RFC 4787 §4.3)', () => {
  it('a mapping ends when it was idle so long, and the NAT says when that will be', () => {
    const nat = natOf({ mappingMs: 120_000 });
    const net = through(nat);
    net.out(X, Y1);
    net.wait(100_000);
    net.out(X, Y1);
    expect(nat.nextTimeoutAt()).toBe(220_000);
    expect(nat.handleTimeout(219_999)).toEqual([]);
    expect(nat.handleTimeout(220_000)).toMatchObject([{ event: 'mapping-ended', why: 'idle' }]);
    expect(nat.nextTimeoutAt()).toBeUndefined();
  });

  it('it has ended by then even if nobody handled the timeout, and the next packet’s decision tells so', () => {
    const nat = natOf();
    nat.fromInside(0, flow(X, Y1));
    expect(nat.fromOutside(299_999, flow(Y1, `${OUTSIDE}:5000`))).toMatchObject({ verdict: 'in' });
    expect(nat.fromOutside(300_000, flow(Y1, `${OUTSIDE}:5000`))).toMatchObject({
      why: 'no-mapping',
      events: [{ event: 'mapping-ended', mapping: { id: 1, expiresAt: 300_000 } }],
    });
    expect(nat.fromInside(300_000, flow(X, Y1)).events).toMatchObject([{ mapping: { id: 2 } }]);
  });

  it.each([true, false])('a packet from outside keeps it alive: %s', (inboundRefresh) => {
    const net = through(natOf({ inboundRefresh, mappingMs: 120_000 }));
    net.out(X, Y1);
    net.wait(100_000);
    // RFC 7857 §7: one that the filter refuses never does.
    net.in(Y2, `${OUTSIDE}:5000`);
    expect(net.nat.nextTimeoutAt()).toBe(120_000);
    net.in(Y1, `${OUTSIDE}:5000`);
    expect(net.nat.nextTimeoutAt()).toBe(inboundRefresh ? 220_000 : 120_000);
  });

  it('a reboot ends all, and gives the ports back', () => {
    const nat = natOf();
    const net = through(nat);
    for (const source of [X, X2]) net.out(source, Y1);
    expect(nat.clear('reboot').map(({ mapping }) => mapping.inside.address)).toEqual([
      '10.0.0.1',
      '10.0.0.2',
    ]);
    expect(nat.table()).toEqual([]);
    expect(nat.nextTimeoutAt()).toBeUndefined();
    expect(net.mapped(X2, Y1)).toBe(`${OUTSIDE}:5000`);
  });
});
