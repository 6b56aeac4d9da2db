import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNat } from '#lessons/translate-packets/solution/nat.ts';
import type { Dependence, Endpoint, Packet } from '#lessons/translate-packets/solution/packet.ts';
import type { EndpointDependence } from '#src/protocol/index.ts';
import { createNat as createLabNat } from '#src/simulator/nat/index.ts';
import { randomFor } from '#src/simulator/random.ts';

/*
 * The exercise holds a learner's NAT against RFC 4787, written down in its checks, and its solution passes them. Here the
 * solution goes the same way as the Lab's NAT, packet by packet: so all three agree. The Lab's nine kinds were measured
 * against Linux (docs/nat-matrix.md); what Linux adds to RFC 4787, sessions, is left out.
 */

const KINDS: readonly (readonly [Dependence, EndpointDependence])[] = [
  ['endpoint-independent', 'EndpointIndependent'],
  ['address-dependent', 'AddressDependent'],
  ['address-and-port-dependent', 'AddressAndPortDependent'],
];
const NINE = KINDS.flatMap((mapping) => KINDS.map((filtering) => ({ mapping, filtering })));
const ADDRESS = '203.0.113.1';
const INSIDE = ['192.168.1.10:5000', '192.168.1.10:5001', '192.168.1.20:5000'].map(endpoint);
const REMOTE = ['198.51.100.7:4001', '198.51.100.7:4002', '192.0.2.9:4001'].map(endpoint);

const packet = fc.record({
  isOut: fc.boolean(),
  inside: fc.constantFrom(...INSIDE),
  remote: fc.constantFrom(...REMOTE),
  /** Which of the endpoints that are mapped; beyond the last of them, one that isn't. */
  row: fc.nat(6),
});

describe.each(NINE)('the solution and the Lab, mapping $mapping.0, filtering $filtering.0', (kind) => {
  it('do the same to each packet', () => {
    fc.assert(
      fc.property(fc.array(packet, { maxLength: 60 }), (packets) => {
        const given: number[] = [];
        const { mapping, filtering } = kind;
        const own = createNat({
          mapping: mapping[0],
          filtering: filtering[0],
          address: ADDRESS,
          freePort: () => given.shift() ?? 0,
        });
        const labs = createLabNat(
          {
            model: 'rfc4787',
            mapping: mapping[1],
            filtering: filtering[1],
            ports: 'random',
            keepsSessions: false,
          },
          { addresses: [ADDRESS], random: randomFor(1, 'test') },
        );
        const mapped: Endpoint[] = [];
        for (const { isOut, inside, remote, row } of packets) {
          const sent: Packet = isOut
            ? { from: 'inside', source: inside, destination: remote }
            : { from: 'outside', source: remote, destination: mapped[row] ?? { address: ADDRESS, port: 1 } };
          const flow = {
            protocol: 'udp',
            source: { family: 4, ...sent.source },
            destination: { family: 4, ...sent.destination },
          } as const;
          const decision = isOut ? labs.fromInside(0, flow) : labs.fromOutside(0, flow);
          // The port is the NAT's own choice: the solution gets the one that the Lab has drawn.
          for (const { event, mapping: made } of decision.events) {
            if (event !== 'mapping-made') continue;
            given.push(made.outside.port);
            mapped.push({ address: made.outside.address, port: made.outside.port });
          }
          expect(own.translate(sent)).toEqual(
            decision.verdict === 'drop'
              ? { ok: false, why: decision.why === 'no-mapping' ? 'no-mapping' : 'filtered' }
              : {
                  ok: true,
                  source: plain(decision.flow.source),
                  destination: plain(decision.flow.destination),
                },
          );
          expect(given).toEqual([]);
        }
      }),
    );
  });
});

function plain({ address, port }: Endpoint): Endpoint {
  return { address, port };
}

function endpoint(text: string): Endpoint {
  const [address = '', port] = text.split(':');
  return { address, port: Number(port) };
}
