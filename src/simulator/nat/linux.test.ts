import { describe, expect, it } from 'vitest';
import type { LinuxBehaviour } from '../scene/types.ts';
import { createNat } from './index.ts';
import { flow, seeded, through } from './testing.ts';

/*
 * What Linux does (`masquerade` of nftables, as in tests/nat/nat-rules.ts); the ports and timers below were seen in
 * Linux 6.18, with /proc/net/nf_conntrack.
 */

const [A, B] = ['192.168.77.2:5000', '192.168.77.3:5000'];
const [S2, S3, S4, PEER] = ['203.0.113.2:3478', '203.0.113.3:3478', '203.0.113.4:3478', '203.0.113.9:40000'];
const OUTSIDE = '203.0.113.1';
const KEPT = `${OUTSIDE}:5000`;

const natOf = (behaviour: Partial<LinuxBehaviour> = {}, random = seeded(1)) =>
  createNat({ model: 'linux', ...behaviour }, { addresses: [OUTSIDE], random });

describe('The port', () => {
  it('is kept while the five-tuple is free', () => {
    const net = through(natOf());
    expect(net.mapped(A, S2)).toBe(KEPT);
    // The same port of another host, to another server.
    expect(net.mapped(B, S3)).toBe(KEPT);
    expect(net.in(S2, KEPT)).toBe(`in ${S2} > ${A}`);
    expect(net.in(S3, KEPT)).toBe(`in ${S3} > ${B}`);
  });

  it('is another one where it is taken, and then that one is kept', () => {
    const net = through(natOf());
    net.out(A, S2);
    const other = net.mapped(B, S2);
    expect(other).not.toBe(KEPT);
    expect([net.mapped(B, S3), net.mapped(B, S4)]).toEqual([other, other]);
    expect(net.mapped(A, S3)).toBe(KEPT);
  });

  it.each([
    [300, 1, 511],
    [700, 600, 1023],
    [5000, 1024, 65_535],
  ])('in the place of %i is one of %i to %i', (port, lowest, highest) => {
    const net = through(natOf({ ports: 'random' }));
    for (let i = 0; i < 200; i++) {
      const drawn = Number(net.mapped(`192.168.77.2:${port}`, `198.51.100.${i}:3478`).split(':')[1]);
      expect(drawn).toBeGreaterThanOrEqual(lowest);
      expect(drawn).toBeLessThanOrEqual(highest);
    }
  });

  it('is drawn for each five-tuple with `fully-random`', () => {
    const net = through(natOf({ ports: 'random' }));
    const ports = [S2, S3, S4].map((to) => net.mapped(A, to));
    expect(new Set(ports).size).toBe(3);
    expect(net.mapped(A, S2)).toBe(ports[0]);
  });

  it('is none where the tuples around every random one are taken', () => {
    const net = through(natOf({ ports: 'random' }, () => 0));
    const outs = Array.from({ length: 129 }, (_, i) => net.mapped(`192.168.77.2:${5000 + i}`, S2));
    expect(outs.slice(0, 128)).toEqual(Array.from({ length: 128 }, (_, i) => `${OUTSIDE}:${1024 + i}`));
    expect(outs[128]).toBe('drop no-free-port');
  });
});

describe('What nobody has asked for', () => {
  it('is dropped by a home router, and leaves the port alone', () => {
    const net = through(natOf());
    net.out(A, S2);
    expect(net.in(PEER, KEPT)).toBe('drop filtered-by-address-and-port');
    expect(net.in(PEER, `${OUTSIDE}:7000`)).toBe('drop no-mapping');
    expect(net.mapped(A, PEER)).toBe(KEPT);
  });

  describe('where the router accepts it', () => {
    it('is noted, and with it the five-tuple: the own packet gets another port', () => {
      const nat = natOf({ unsolicited: 'accepted' });
      const net = through(nat);
      net.out(A, S2);
      expect(nat.fromOutside(0, flow(PEER, KEPT))).toEqual({
        verdict: 'drop',
        why: 'not-for-inside',
        noted: true,
        events: [],
      });
      const other = net.mapped(A, PEER);
      expect(other).not.toBe(KEPT);
      // What the peer sends to the port that it knows goes on to be the router's, and only this to the host.
      expect(net.in(PEER, KEPT)).toBe('drop not-for-inside');
      expect(net.in(PEER, other)).toBe(`in ${PEER} > ${A}`);
    });

    it('the other port is then that of what the host sends to others as well', () => {
      const net = through(natOf({ unsolicited: 'accepted' }));
      net.out(A, S2);
      net.in(PEER, KEPT);
      const other = net.mapped(A, PEER);
      expect(net.mapped(A, S3)).toBe(other);
      expect(net.mapped(A, S2)).toBe(KEPT);
    });

    it.each([
      [29_999, false],
      [30_000, true],
    ])('is forgotten after 30 s without another: after %i ms %s', (waitMs, isFree) => {
      const net = through(natOf({ unsolicited: 'accepted' }));
      net.in(PEER, KEPT);
      net.wait(waitMs);
      expect(net.mapped(A, PEER) === KEPT).toBe(isFree);
    });

    it('is remembered longer where the peer goes on', () => {
      const net = through(natOf({ unsolicited: 'accepted' }));
      for (let i = 0; i < 2; i++, net.wait(20_000)) net.in(PEER, KEPT);
      expect(net.mapped(A, PEER)).not.toBe(KEPT);
    });

    it('is no news where the host has sent first', () => {
      const net = through(natOf({ unsolicited: 'accepted' }));
      expect(net.mapped(A, PEER)).toBe(KEPT);
      expect(net.in(PEER, KEPT)).toBe(`in ${PEER} > ${A}`);
    });
  });
});

describe('From inside to the router’s outside address', () => {
  it('nothing is turned round', () => {
    const net = through(natOf());
    expect(net.out(B, `${OUTSIDE}:5000`)).toBe('drop not-for-inside');
    net.out(A, S2);
    expect(net.out(B, `${OUTSIDE}:5000`)).toBe('drop no-hairpinning');
  });
});

describe('The timers of UDP', () => {
  /** When the entry ends, seen after each of these packets. */
  function expiries(packets: readonly (readonly [at: number, way: 'out' | 'in'])[]): (number | undefined)[] {
    const nat = natOf();
    return packets.map(([now, way]) => {
      if (way === 'out') nat.fromInside(now, flow(A, S2));
      else nat.fromOutside(now, flow(S2, KEPT));
      const next = nat.nextTimeoutAt();
      return next === undefined ? undefined : next - now;
    });
  }

  it('30 s until an answer, however long that takes', () => {
    expect(
      expiries([
        [0, 'out'],
        [29_000, 'out'],
        [50_000, 'in'],
      ]),
    ).toEqual([30_000, 30_000, 30_000]);
  });

  it('120 s from the packet after the first answer on, if the flow is older than 2 s then', () => {
    expect(
      expiries([
        [0, 'out'],
        [50, 'in'],
        [100, 'out'],
        [2_000, 'in'],
        [2_001, 'in'],
        [60_000, 'out'],
      ]),
    ).toEqual([30_000, 30_000, 30_000, 30_000, 120_000, 120_000]);
  });

  it('an entry that has ended is made anew', () => {
    const net = through(natOf());
    net.out(A, S2);
    net.wait(30_000);
    expect(net.in(S2, KEPT)).toBe('drop no-mapping');
    expect(net.nat.fromInside(net.now, flow(A, S2)).events).toMatchObject([
      { event: 'mapping-made', mapping: { id: 2, madeFor: { address: '203.0.113.2', port: 3478 } } },
    ]);
  });
});

describe('TCP', () => {
  const SYN = { syn: true };
  const SYN_ACK = { syn: true, ack: true };
  const ACK = { ack: true };
  const FIN = { fin: true, ack: true };
  const RST = { rst: true };
  const DAY_MS = 24 * 3_600_000;

  /** How long the entry may be idle after each of these segments. */
  function idleAfter(segments: readonly (readonly ['out' | 'in', typeof SYN | typeof RST | object])[]) {
    const nat = natOf();
    return segments.map(([way, flags], i) => {
      if (way === 'out') nat.fromInside(i, flow(A, S2, 'tcp'), flags);
      else nat.fromOutside(i, flow(S2, KEPT, 'tcp'), flags);
      return (nat.nextTimeoutAt() ?? NaN) - i;
    });
  }

  it('is opened, and closed from both sides', () => {
    expect(
      idleAfter([
        ['out', SYN],
        ['in', SYN_ACK],
        ['out', ACK],
        ['out', FIN],
        ['in', ACK],
        ['in', FIN],
        ['out', ACK],
      ]),
    ).toEqual([120_000, 60_000, 5 * DAY_MS, 120_000, 60_000, 30_000, 120_000]);
  });

  it('is opened from both sides at once (RFC 5382 §4.2)', () => {
    expect(
      idleAfter([
        ['out', SYN],
        ['in', SYN],
        ['out', SYN_ACK],
        ['in', ACK],
        ['out', ACK],
      ]),
    ).toEqual([120_000, 120_000, 60_000, 60_000, 5 * DAY_MS]);
  });

  it('is forgotten 10 s after a RST', () => {
    expect(
      idleAfter([
        ['out', SYN],
        ['in', SYN_ACK],
        ['in', RST],
      ]),
    ).toEqual([120_000, 60_000, 10_000]);
  });

  it('is forgotten at once when a RST is the only answer, which is let in', () => {
    const net = through(natOf(), 'tcp');
    net.out(A, S2, SYN);
    expect(net.in(S2, KEPT, RST)).toBe(`in ${S2} > ${A}`);
    expect(net.in(S2, KEPT, RST)).toBe('drop no-mapping');
  });

  it('is taken up where the router has not seen it begin, but a RST begins nothing', () => {
    const net = through(natOf(), 'tcp');
    expect(net.out(A, S2, RST)).toBe('drop no-mapping');
    expect(net.out(A, S2, ACK)).toBe(`out ${KEPT} > ${S2}`);
    expect(net.in(S2, KEPT, ACK)).toBe(`in ${S2} > ${A}`);
  });

  it('a SYN that nobody has asked for is dropped, and where the router accepts it, it refuses it and notes nothing', () => {
    expect(through(natOf(), 'tcp').in(PEER, KEPT, SYN)).toBe('drop unsolicited-syn');
    const nat = natOf({ unsolicited: 'accepted' });
    expect(nat.fromOutside(0, flow(PEER, KEPT, 'tcp'), SYN)).toEqual({
      verdict: 'drop',
      why: 'not-for-inside',
      events: [],
    });
    expect(through(nat, 'tcp').mapped(A, PEER, SYN)).toBe(KEPT);
  });
});

it('a reboot forgets entries and notes', () => {
  const nat = natOf({ unsolicited: 'accepted' });
  const net = through(nat);
  net.out(A, S2);
  net.in(PEER, KEPT);
  expect(nat.clear('reboot')).toMatchObject([{ event: 'mapping-ended', why: 'reboot', mapping: { id: 1 } }]);
  expect(net.in(S2, `${OUTSIDE}:6000`)).toBe('drop not-for-inside');
  expect(net.mapped(A, PEER)).toBe(KEPT);
});
