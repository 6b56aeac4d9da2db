import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EndpointDependence, TransportAddress } from '#src/protocol/index.ts';
import type { Rfc4787Behaviour } from '../scene/types.ts';
import { createNat } from './index.ts';
import { at, seeded } from './testing.ts';
import type { Flow, Mapping, MappingEvent, NatDecision } from './types.ts';

/*
 * The NAT against one that is slow and plain: a list of mappings, and a list of all that each has sent, looked through
 * for each packet. Only the address and port of a new mapping are the NAT's own choice, held to the rules.
 */

const KINDS: readonly EndpointDependence[] = [
  'EndpointIndependent',
  'AddressDependent',
  'AddressAndPortDependent',
];
const MAPPING_MS = 1_000;
const OUTSIDE = ['203.0.113.1', '203.0.113.2'] as const;
const INSIDE = ['10.0.0.1:5000', '10.0.0.1:5001', '10.0.0.2:5000', '10.0.0.3:5000', '10.0.0.3:500'].map(at);
const REMOTE = ['198.51.100.1:3478', '198.51.100.1:3479', '198.51.100.2:3478'].map(at);

type Behaviour = Required<Rfc4787Behaviour>;

interface Line {
  readonly id: number;
  readonly inside: TransportAddress;
  readonly outside: TransportAddress;
  readonly madeFor: TransportAddress;
  readonly madeAt: number;
  expiresAt: number;
  /** Counts who was refreshed before whom. */
  refreshed: number;
  readonly sentTo: TransportAddress[];
}

const isSame = (a: TransportAddress, b: TransportAddress) => a.address === b.address && a.port === b.port;

/** RFC 4787 §4.1, §5: whether two endpoints are one at this dependence. */
function isOne(dependence: EndpointDependence, a: TransportAddress, b: TransportAddress): boolean {
  if (dependence === 'EndpointIndependent') return true;
  return a.address === b.address && (dependence === 'AddressDependent' || a.port === b.port);
}

function inTermsOf(dependence: EndpointDependence, { address, port }: TransportAddress) {
  return dependence === 'AddressDependent' ? { address } : { address, port };
}

function reference(behaviour: Behaviour) {
  let lines: Line[] = [];
  let [lastId, lastRefreshed] = [0, 0];
  const paired: { host: string; address: string }[] = [];

  function snapshot(line: Line): Mapping {
    const { id, inside, outside, madeFor, madeAt, expiresAt, sentTo } = line;
    const { mapping, filtering } = behaviour;
    const contacted = sentTo.filter(
      (endpoint, i) => i === sentTo.findIndex((first) => isOne(filtering, first, endpoint)),
    );
    return {
      ...{ id, protocol: 'udp', inside, outside, madeAt, expiresAt },
      ...(mapping !== 'EndpointIndependent' && { madeFor: inTermsOf(mapping, madeFor) }),
      contacted: filtering === 'EndpointIndependent' ? [] : contacted.map((to) => inTermsOf(filtering, to)),
    };
  }

  function refresh(line: Line, now: number): void {
    line.expiresAt = now + MAPPING_MS;
    line.refreshed = ++lastRefreshed;
  }

  /** The rules for what the NAT has chosen. */
  function assertAllowed({ inside, outside }: Mapping): void {
    expect(OUTSIDE).toContain(outside.address);
    expect(lines.find((line) => isSame(line.outside, outside))).toBeUndefined();
    expect(outside.port < 1024).toBe(inside.port < 1024);
    if (behaviour.keepsParity) expect(outside.port % 2).toBe(inside.port % 2);
    const isFree = !lines.some((line) => isSame(line.outside, { ...inside, address: outside.address }));
    if (behaviour.ports === 'preserving' && isFree) expect(outside.port).toBe(inside.port);
    if (behaviour.pooling !== 'paired') return;
    const pair = paired.find(({ host }) => host === inside.address);
    if (pair) expect(outside.address).toBe(pair.address);
    else paired.push({ host: inside.address, address: outside.address });
  }

  function leave(
    now: number,
    { source, destination }: Flow,
    actual: NatDecision,
    events: MappingEvent[],
  ): Line {
    const known = lines.find(
      (line) => isSame(line.inside, source) && isOne(behaviour.mapping, line.madeFor, destination),
    );
    if (known) {
      const isNewEndpoint =
        behaviour.filtering !== 'EndpointIndependent' &&
        !known.sentTo.some((to) => isOne(behaviour.filtering, to, destination));
      known.sentTo.push(destination);
      refresh(known, now);
      events.push({ event: 'mapping-refreshed', mapping: snapshot(known), isNewEndpoint });
      return known;
    }
    const made = actual.events.find(({ event }) => event === 'mapping-made')?.mapping;
    if (!made) throw new Error('no mapping was made');
    assertAllowed(made);
    const line: Line = {
      ...{ id: ++lastId, inside: source, outside: made.outside, madeFor: destination, madeAt: now },
      ...{ expiresAt: 0, refreshed: 0, sentTo: [destination] },
    };
    refresh(line, now);
    lines.push(line);
    events.push({ event: 'mapping-made', mapping: snapshot(line) });
    return line;
  }

  function enter(now: number, line: Line, source: TransportAddress, events: MappingEvent[]): boolean {
    const { filtering, inboundRefresh } = behaviour;
    const isLetIn =
      filtering === 'EndpointIndependent' || line.sentTo.some((to) => isOne(filtering, to, source));
    if (isLetIn && inboundRefresh) {
      refresh(line, now);
      events.push({ event: 'mapping-refreshed', mapping: snapshot(line), isNewEndpoint: false });
    }
    return isLetIn;
  }

  const filtered = (line: Line, events: MappingEvent[]): NatDecision => ({
    verdict: 'drop',
    why: behaviour.filtering === 'AddressDependent' ? 'filtered-by-address' : 'filtered-by-address-and-port',
    mapping: snapshot(line),
    events,
  });

  function fromInside(now: number, flow: Flow, actual: NatDecision, events: MappingEvent[]): NatDecision {
    const isOwn = OUTSIDE.some((address) => address === flow.destination.address);
    const target = lines.find(({ outside }) => isSame(outside, flow.destination));
    if (isOwn && !target) return { verdict: 'drop', why: 'no-mapping', events };
    if (target && behaviour.hairpinning === 'none') {
      return { verdict: 'drop', why: 'no-hairpinning', mapping: snapshot(target), events };
    }
    const line = leave(now, flow, actual, events);
    if (!target) {
      const out = { ...flow, source: line.outside };
      return { verdict: 'out', flow: out, mapping: snapshot(line), events };
    }
    if (!enter(now, target, line.outside, events)) return filtered(target, events);
    const source = behaviour.hairpinning === 'internal' ? flow.source : line.outside;
    const turned = { ...flow, source, destination: target.inside };
    return { verdict: 'hairpin', flow: turned, mapping: snapshot(line), to: snapshot(target), events };
  }

  function fromOutside(now: number, flow: Flow, events: MappingEvent[]): NatDecision {
    const line = lines.find(({ outside }) => isSame(outside, flow.destination));
    if (!line) return { verdict: 'drop', why: 'no-mapping', events };
    if (!enter(now, line, flow.source, events)) return filtered(line, events);
    return { verdict: 'in', flow: { ...flow, destination: line.inside }, mapping: snapshot(line), events };
  }

  return {
    decide(now: number, way: 'out' | 'in', flow: Flow, actual: NatDecision): NatDecision {
      const ended = lines.filter(({ expiresAt }) => expiresAt <= now);
      lines = lines.filter(({ expiresAt }) => expiresAt > now);
      const events = ended
        .toSorted((a, b) => a.expiresAt - b.expiresAt || a.refreshed - b.refreshed)
        .map((line): MappingEvent => ({ event: 'mapping-ended', mapping: snapshot(line), why: 'idle' }));
      return way === 'out' ? fromInside(now, flow, actual, events) : fromOutside(now, flow, events);
    },
    table: () => lines.map(snapshot),
    nextTimeoutAt: () =>
      lines.length > 0 ? Math.min(...lines.map(({ expiresAt }) => expiresAt)) : undefined,
  };
}

const packet = fc.record({
  waitMs: fc.constantFrom(0, 0, 0, 1, MAPPING_MS / 2, MAPPING_MS - 1, MAPPING_MS),
  way: fc.constantFrom('out', 'out', 'in'),
  inside: fc.constantFrom(...INSIDE),
  remote: fc.constantFrom(...REMOTE),
  /** Which of the mappings that ever were; where it is undefined, and from inside, `remote` is meant. */
  mapping: fc.option(fc.nat(20), { nil: undefined }),
});

const rest = fc.record({
  keepsParity: fc.boolean(),
  pooling: fc.constantFrom('paired', 'arbitrary'),
  hairpinning: fc.constantFrom('none', 'external', 'internal'),
  inboundRefresh: fc.boolean(),
  // What Linux adds to the mappings of RFC 4787 has tests of its own: sessions.test.ts.
  keepsSessions: fc.constant(false),
});

describe.each(KINDS.flatMap((mapping) => KINDS.map((filtering) => ({ mapping, filtering }))))(
  'mapping $mapping, filtering $filtering',
  (kinds) => {
    it.each(['preserving', 'random', 'sequential'] as const)('ports %s', (ports) => {
      fc.assert(
        fc.property(rest, fc.nat(), fc.array(packet, { maxLength: 60 }), (options, seed, packets) => {
          const behaviour = { model: 'rfc4787', ...kinds, ...options, ports, mappingMs: MAPPING_MS } as const;
          const nat = createNat(behaviour, { addresses: OUTSIDE, random: seeded(seed) });
          const plain = reference(behaviour);
          const everMapped: TransportAddress[] = [at('203.0.113.1:9')];
          let now = 0;
          for (const { waitMs, way, inside, remote, mapping = 0 } of packets) {
            now += waitMs;
            const own = everMapped[mapping % everMapped.length] ?? inside;
            const isOutwards = way === 'out' && mapping === 0;
            const source = way === 'out' ? inside : remote;
            const flow: Flow = { protocol: 'udp', source, destination: isOutwards ? remote : own };
            const actual = way === 'out' ? nat.fromInside(now, flow) : nat.fromOutside(now, flow);
            expect(actual).toEqual(plain.decide(now, way, flow, actual));
            expect(nat.table()).toEqual(plain.table());
            expect(nat.nextTimeoutAt()).toBe(plain.nextTimeoutAt());
            everMapped.push(
              ...actual.events
                .filter(({ event }) => event === 'mapping-made')
                .map(({ mapping }) => mapping.outside),
            );
          }
        }),
        { numRuns: 60 },
      );
    });
  },
);
