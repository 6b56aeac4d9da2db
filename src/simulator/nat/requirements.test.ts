import { describe, expect, it } from 'vitest';
import requirements from '#tests/vectors/requirements.json' with { type: 'json' };
import type { Rfc4787Behaviour } from '../scene/types.ts';
import { createNat } from './index.ts';
import { seeded, through } from './testing.ts';

/*
 * What RFC 4787 (UDP) and RFC 5382 (TCP) require of a NAT, each requirement by its name, with the sentences that
 * `scripts/rfc-requirements.mjs` extracts from the texts. One that is in neither list, or in both, is found out.
 */

const [X, X_NEXT, X2] = ['10.0.0.1:5000', '10.0.0.1:5001', '10.0.0.2:5000'];
const [Y1, Y1_OTHER_PORT, Y2] = ['198.51.100.1:3478', '198.51.100.1:3479', '198.51.100.2:3478'];
const OUTSIDE = '203.0.113.1';
const POOL = [OUTSIDE, '203.0.113.2', '203.0.113.3'];
const MINUTES = 60_000;
const PORTS = ['preserving', 'random', 'sequential'] as const;
const SYN = { syn: true };
const SYN_ACK = { syn: true, ack: true };
const ACK = { ack: true };

const addressOf = (endpoint: string): string | undefined => endpoint.split(':')[0];
const portOf = (endpoint: string): number => Number(endpoint.split(':')[1]);

/** The Lab's NAT as it is if nothing else is said, as open as RFC 4787 §5 recommends first. */
const natOf = (behaviour: Partial<Rfc4787Behaviour> = {}, addresses = [OUTSIDE]) =>
  createNat(
    { model: 'rfc4787', mapping: 'EndpointIndependent', filtering: 'EndpointIndependent', ...behaviour },
    { addresses, random: seeded(7) },
  );
const udp = (behaviour?: Partial<Rfc4787Behaviour>, addresses?: string[]) =>
  through(natOf(behaviour, addresses));
const tcp = (behaviour?: Partial<Rfc4787Behaviour>) => through(natOf(behaviour), 'tcp');

interface Rfc {
  readonly modelled: Readonly<Record<string, () => void>>;
  /** And why not. */
  readonly left: Readonly<Record<string, string>>;
}

const NO_ICMP = 'there is no ICMP in the Lab: what can’t go on is dropped, and the trace says why';
const NO_FRAGMENTS = 'the Lab fragments nothing: a packet longer than its link carries is dropped as too big';
const NO_ALG = 'a NAT of the Lab reads headers and no payload: it has no ALG';

const RFC4787: Rfc = {
  modelled: {
    'REQ-1'() {
      const net = udp();
      const mapped = net.mapped(X, Y1);
      expect([net.mapped(X, Y1_OTHER_PORT), net.mapped(X, Y2)]).toEqual([mapped, mapped]);
    },
    'REQ-2'() {
      const addressesBy = (pooling?: 'paired' | 'arbitrary') => {
        const net = udp({ ...(pooling && { pooling }) }, POOL);
        return new Set(
          Array.from({ length: 20 }, (_, i) => addressOf(net.mapped(`10.0.0.1:${5000 + i}`, Y1))),
        );
      };
      expect(addressesBy().size).toBe(1);
      expect(addressesBy('arbitrary').size).toBe(3);
    },
    'REQ-3'() {
      for (const ports of PORTS) {
        const net = udp({ ports });
        const mapped = Array.from({ length: 200 }, (_, i) => net.mapped(`10.0.0.${i}:5000`, Y1));
        expect(new Set(mapped).size).toBe(200);
      }
    },
    'REQ-3a'() {
      for (const ports of PORTS) {
        const net = udp({ ports });
        for (let i = 0; i < 200; i++) {
          expect(portOf(net.mapped(`10.0.0.${i}:1023`, Y1))).toBeLessThan(1024);
          expect(portOf(net.mapped(`10.0.0.${i}:1024`, Y1))).toBeGreaterThanOrEqual(1024);
        }
      }
    },
    'REQ-4'() {
      for (const ports of PORTS) {
        const oddsAmong = (keepsParity?: boolean) => {
          const net = udp({ ports, ...(keepsParity !== undefined && { keepsParity }) });
          const mapped = Array.from({ length: 50 }, (_, i) => net.mapped(`10.0.0.${i}:5000`, Y1));
          return mapped.filter((endpoint) => portOf(endpoint) % 2 === 1).length;
        };
        expect(oddsAmong()).toBe(0);
        expect(oddsAmong(false)).toBeGreaterThan(0);
      }
    },
    'REQ-5'() {
      const net = udp();
      net.out(X, Y1);
      net.wait(2 * MINUTES - 1);
      expect(net.in(Y1, `${OUTSIDE}:5000`)).toBe(`in ${Y1} > ${X}`);
    },
    'REQ-5b'() {
      const net = udp({ mappingMs: 3 * MINUTES });
      net.out(X, Y1);
      net.wait(3 * MINUTES);
      expect(net.in(Y1, `${OUTSIDE}:5000`)).toBe('drop no-mapping');
    },
    'REQ-5c'() {
      const net = udp();
      net.out(X, Y1);
      expect(net.nat.nextTimeoutAt()).toBeGreaterThanOrEqual(5 * MINUTES);
    },
    'REQ-6'() {
      const net = udp();
      for (let i = 0; i < 10; i++, net.wait(4 * MINUTES)) net.out(X, Y1);
      expect(net.in(Y1, `${OUTSIDE}:5000`)).toBe(`in ${Y1} > ${X}`);
    },
    'REQ-6a'() {
      for (const inboundRefresh of [true, false]) {
        const net = udp({ inboundRefresh });
        net.out(X, Y1);
        net.wait(4 * MINUTES);
        net.in(Y1, `${OUTSIDE}:5000`);
        net.wait(4 * MINUTES);
        const isAlive = net.in(Y1, `${OUTSIDE}:5000`) === `in ${Y1} > ${X}`;
        expect(isAlive).toBe(inboundRefresh);
      }
    },
    'REQ-8'() {
      const open = udp({ filtering: 'EndpointIndependent' });
      const stringent = udp({ filtering: 'AddressDependent' });
      for (const net of [open, stringent]) net.out(X, Y1);
      expect(open.in(Y2, `${OUTSIDE}:5000`)).toBe(`in ${Y2} > ${X}`);
      expect(stringent.in(Y2, `${OUTSIDE}:5000`)).toBe('drop filtered-by-address');
      expect(stringent.in(Y1_OTHER_PORT, `${OUTSIDE}:5000`)).toBe(`in ${Y1_OTHER_PORT} > ${X}`);
    },
    'REQ-8a'() {
      const net = udp({ filtering: 'AddressAndPortDependent' });
      net.out(X, Y1);
      expect(net.in(Y1_OTHER_PORT, `${OUTSIDE}:5000`)).toBe('drop filtered-by-address-and-port');
    },
    'REQ-9'() {
      const net = udp();
      net.out(X, Y1);
      expect(net.out('10.0.0.2:6000', `${OUTSIDE}:5000`)).toMatch(/^hairpin .* > 10\.0\.0\.1:5000$/);
    },
    'REQ-9a'() {
      const net = udp();
      net.out(X, Y1);
      expect(net.out('10.0.0.2:6000', `${OUTSIDE}:5000`)).toBe(`hairpin ${OUTSIDE}:6000 > ${X}`);
    },
    'REQ-11'() {
      // What makes other NATs change: the port is taken, and one has to be drawn.
      const net = udp({ filtering: 'AddressDependent' });
      net.out(X, Y1);
      const mapped = net.mapped(X2, Y1);
      expect(portOf(mapped)).not.toBe(5000);
      expect(net.mapped(X2, Y2)).toBe(mapped);
      expect(net.in(Y1_OTHER_PORT, mapped)).toBe(`in ${Y1_OTHER_PORT} > ${X2}`);
      expect(net.in('198.51.100.9:3478', mapped)).toBe('drop filtered-by-address');
    },
  },
  left: {
    'REQ-5a': 'all UDP mappings of a NAT have one timer',
    'REQ-7': 'nothing is configured dynamically: the scene says which addresses are where',
    'REQ-10': NO_ALG,
    'REQ-10a': NO_ALG,
    'REQ-12': NO_ICMP,
    'REQ-12a': NO_ICMP,
    'REQ-12b': NO_ICMP,
    'REQ-13': NO_ICMP,
    'REQ-13a': NO_FRAGMENTS,
    'REQ-14': NO_FRAGMENTS,
    'REQ-14a': NO_FRAGMENTS,
  },
};

const RFC5382: Rfc = {
  modelled: {
    'REQ-1'() {
      const net = tcp();
      expect(net.mapped(X, Y2, SYN)).toBe(net.mapped(X, Y1, SYN));
    },
    'REQ-2'() {
      const net = tcp();
      expect([
        net.out(X, Y1, SYN),
        net.in(Y1, `${OUTSIDE}:5000`, SYN_ACK),
        net.out(X, Y1, ACK),
        // Begun outside, which this filter permits.
        net.in(Y2, `${OUTSIDE}:5000`, SYN),
        net.out(X, Y2, SYN_ACK),
        net.in(Y2, `${OUTSIDE}:5000`, { fin: true, ack: true }),
      ]).toEqual([
        `out ${OUTSIDE}:5000 > ${Y1}`,
        `in ${Y1} > ${X}`,
        `out ${OUTSIDE}:5000 > ${Y1}`,
        `in ${Y2} > ${X}`,
        `out ${OUTSIDE}:5000 > ${Y2}`,
        `in ${Y2} > ${X}`,
      ]);
    },
    'REQ-2a'() {
      const net = tcp({ filtering: 'AddressAndPortDependent' });
      net.out(X, Y1, SYN);
      expect(net.in(Y1, `${OUTSIDE}:5000`, SYN)).toBe(`in ${Y1} > ${X}`);
      expect(net.out(X, Y1, SYN_ACK)).toBe(`out ${OUTSIDE}:5000 > ${Y1}`);
      expect(net.in(Y1, `${OUTSIDE}:5000`, SYN_ACK)).toBe(`in ${Y1} > ${X}`);
    },
    'REQ-3'() {
      const [open, stringent] = [tcp(), tcp({ filtering: 'AddressDependent' })];
      for (const net of [open, stringent]) net.out(X, Y1, SYN);
      expect(open.in(Y2, `${OUTSIDE}:5000`, SYN)).toBe(`in ${Y2} > ${X}`);
      expect(stringent.in(Y2, `${OUTSIDE}:5000`, SYN)).toBe('drop unsolicited-syn');
      expect(stringent.in(Y1_OTHER_PORT, `${OUTSIDE}:5000`, SYN)).toBe(`in ${Y1_OTHER_PORT} > ${X}`);
    },
    'REQ-3a'() {
      const net = tcp({ filtering: 'AddressAndPortDependent' });
      net.out(X, Y1, SYN);
      expect(net.in(Y1_OTHER_PORT, `${OUTSIDE}:5000`, SYN)).toBe('drop unsolicited-syn');
    },
    'REQ-4'() {
      // Without the ICMP error that "the NAT SHOULD send" when nobody inside opens the connection in these 6 seconds.
      const net = tcp({ filtering: 'AddressAndPortDependent' });
      expect(net.in(Y1, `${OUTSIDE}:5000`, SYN)).toBe('drop unsolicited-syn');
      net.wait(1_000);
      net.out(X, Y1, SYN);
      expect(net.in(Y1, `${OUTSIDE}:5000`, SYN)).toBe(`in ${Y1} > ${X}`);
    },
    'REQ-4a'() {
      expect(tcp().in(Y1, `${OUTSIDE}:5000`, SYN)).toBe('drop unsolicited-syn');
    },
    'REQ-5'() {
      const net = tcp();
      net.out(X, Y1, SYN);
      expect(net.nat.nextTimeoutAt()).toBeGreaterThanOrEqual(4 * MINUTES);
      net.in(Y1, `${OUTSIDE}:5000`, SYN_ACK);
      expect(net.nat.nextTimeoutAt()).toBeGreaterThanOrEqual(124 * MINUTES);
      net.wait(124 * MINUTES - 1);
      expect(net.in(Y1, `${OUTSIDE}:5000`, ACK)).toBe(`in ${Y1} > ${X}`);
    },
    'REQ-7'() {
      for (const ports of PORTS) {
        const net = tcp({ ports });
        expect(net.mapped(X2, Y1, SYN)).not.toBe(net.mapped(X, Y1, SYN));
        expect(net.mapped(X_NEXT, Y1, SYN)).not.toBe(net.mapped(X, Y1, SYN));
      }
    },
    'REQ-8'() {
      const net = tcp();
      net.out(X, Y1, SYN);
      expect(net.out('10.0.0.2:6000', `${OUTSIDE}:5000`, SYN)).toMatch(/^hairpin .* > 10\.0\.0\.1:5000$/);
    },
    'REQ-8a'() {
      const net = tcp();
      net.out(X, Y1, SYN);
      net.out('10.0.0.2:6000', `${OUTSIDE}:5000`, SYN);
      expect(net.out(X, `${OUTSIDE}:6000`, SYN_ACK)).toBe(`hairpin ${OUTSIDE}:5000 > 10.0.0.2:6000`);
    },
  },
  left: {
    'REQ-3b': 'a NAT of the Lab has one kind of filter',
    'REQ-5a': 'the timers of TCP are those of the RFC: nobody watches a session of the Lab for so long',
    'REQ-6': NO_ALG,
    'REQ-9': NO_ICMP,
    'REQ-10': NO_ICMP,
  },
};

describe.each([
  [4787, RFC4787],
  [5382, RFC5382],
])('RFC %i', (number, { modelled, left }) => {
  const required = requirements.filter(({ rfc }) => rfc === number);

  it.each(required.filter(({ name }) => name in modelled))('$name: $text', ({ name }) => {
    expect.hasAssertions();
    modelled[name]?.();
  });

  it('has no requirement that is neither modelled nor left out, with the reason', () => {
    const listed = [...Object.keys(modelled), ...Object.keys(left)].toSorted();
    expect(listed).toEqual(required.map(({ name }) => name).toSorted());
  });
});
