import { describe, expect, it } from 'vitest';
import type { FirewallRules } from '../scene/types.ts';
import { createFirewall } from './firewall.ts';
import { flow } from './testing.ts';
import type { TcpFlags } from './types.ts';

/** What a firewall says of packets, at times of a clock that the test moves on. */
function withRules(rules: FirewallRules, protocol: 'udp' | 'tcp' = 'udp') {
  const firewall = createFirewall(rules);
  let now = 0;
  const say = (decision: ReturnType<typeof firewall.fromInside>): string =>
    decision.verdict === 'pass' ? 'pass' : decision.why;
  return {
    firewall,
    wait: (ms: number) => (now += ms),
    out: (source: string, destination: string, flags?: TcpFlags) =>
      say(firewall.fromInside(now, flow(source, destination, protocol), flags)),
    in: (source: string, destination: string, flags?: TcpFlags) =>
      say(firewall.fromOutside(now, flow(source, destination, protocol), flags)),
  };
}

const HOSTS = {
  IPv4: ['192.0.2.1:5000', '198.51.100.1:3478', '198.51.100.1:3479'],
  IPv6: ['2001:db8:1::1:5000', '2001:db8:2::1:3478', '2001:db8:2::1:3479'],
} as const;

describe.each(Object.entries(HOSTS))('Over %s', (_family, [host, server, otherPort]) => {
  it('what was asked for is let in, and from nowhere else', () => {
    const net = withRules({});
    expect(net.in(server, host)).toBe('unsolicited');
    expect(net.out(host, server)).toBe('pass');
    expect(net.in(server, host)).toBe('pass');
    expect(net.in(otherPort, host)).toBe('unsolicited');
  });

  it.each([
    [119_999, 'pass'],
    [120_000, 'unsolicited'],
  ])('for 120 s after the last packet, either way: after %i ms %s', (waitMs, expected) => {
    const net = withRules({});
    net.out(host, server);
    net.wait(100_000);
    net.in(server, host);
    net.wait(waitMs);
    expect(net.in(server, host)).toBe(expected);
  });
});

const [HOST, SERVER, OTHER_PORT] = HOSTS.IPv4;

it('a plain router lets anything in, and the answers out (RFC 6092 §3.4, REC-49: "transparent mode")', () => {
  expect(withRules({ unsolicited: 'accepted' }).in(SERVER, HOST)).toBe('pass');
  const net = withRules({ unsolicited: 'accepted', tcp: [443] }, 'tcp');
  expect(net.out(HOST, SERVER, { syn: true })).toBe('tcp-blocked');
  expect(net.in(SERVER, HOST, { syn: true })).toBe('pass');
  expect(net.out(HOST, SERVER, { syn: true, ack: true })).toBe('pass');
});

it('UDP is blocked both ways, even where anything else is let in', () => {
  const net = withRules({ udp: 'none', unsolicited: 'accepted' });
  expect([net.out(HOST, SERVER), net.in(SERVER, HOST)]).toEqual(['udp-blocked', 'udp-blocked']);
});

it('only some ports of TCP are let out', () => {
  const net = withRules({ udp: 'none', tcp: [443] }, 'tcp');
  expect(net.out(HOST, SERVER, { syn: true })).toBe('tcp-blocked');
  expect(net.out(HOST, '198.51.100.1:443', { syn: true })).toBe('pass');
  expect(net.in('198.51.100.1:443', HOST, { syn: true, ack: true })).toBe('pass');
  expect(net.in(OTHER_PORT, HOST, { syn: true })).toBe('unsolicited');
  expect(withRules({ tcp: 'none' }, 'tcp').out(HOST, '198.51.100.1:443')).toBe('tcp-blocked');
});

describe('TCP connections are remembered by their state (RFC 6092 §3.3.1, REC-35)', () => {
  const HOURS = 3_600_000;

  it.each([
    ['established: "two hours four minutes"', [{ syn: true, ack: true }], 2 * HOURS + 4 * 60_000],
    ['never answered: "four minutes"', [], 4 * 60_000],
    ['reset', [{ syn: true, ack: true }, { rst: true }], 4 * 60_000],
  ])('%s', (_state, answers, idleMs) => {
    for (const [waitMs, expected] of [
      [idleMs - 1, 'pass'],
      [idleMs, 'unsolicited'],
    ] as const) {
      const net = withRules({}, 'tcp');
      net.out(HOST, SERVER, { syn: true });
      for (const flags of answers) net.in(SERVER, HOST, flags);
      net.wait(waitMs);
      expect(net.in(SERVER, HOST, { ack: true })).toBe(expected);
    }
  });
});

it('a reboot forgets what was asked for, and its timer', () => {
  const net = withRules({});
  net.out(HOST, SERVER);
  net.wait(60_000);
  net.firewall.clear();
  expect(net.in(SERVER, HOST)).toBe('unsolicited');
  net.out(HOST, SERVER);
  net.wait(60_000);
  expect(net.in(SERVER, HOST)).toBe('pass');
});
