import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTable } from '#lessons/mapping-timers/solution/table.ts';
import { createNat } from '#src/simulator/nat/index.ts';
import { randomFor } from '#src/simulator/random.ts';

/*
 * The exercise holds a learner's table against RFC 4787 §4.3 and RFC 6888 §3, written down in its checks. Here its
 * solution and the Lab's NAT let rows end at the same times. The Lab's ports don't rest; with ports to spare that is all one.
 */

const ADDRESS = '203.0.113.1';
const REMOTE = { family: 4, address: '198.51.100.7', port: 4001 } as const;
const INSIDE = [1, 2, 3].map((last) => ({ family: 4, address: `100.64.0.${last}`, port: 5000 }) as const);

const step = fc.record({
  waitMs: fc.constantFrom(0, 1, 30_000, 60_000, 119_999, 120_000, 200_000, 300_000),
  isOut: fc.boolean(),
  inside: fc.constantFrom(...INSIDE),
  /** Which of the rows that ever were, the first of them as 0. */
  row: fc.nat(5),
});

describe.each([false, true])('the solution and the Lab, inbound refresh %s', (inboundRefresh) => {
  it.each([120_000, 300_000])('let a row of %i ms end at the same time', (timerMs) => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const ports = Array.from({ length: 41 }, (_, index) => 40_000 + index);
        const table = createTable({ timerMs, inboundRefresh, ports, rowsPerCustomer: 10 });
        const nat = createNat(
          {
            model: 'rfc4787',
            mapping: 'EndpointIndependent',
            filtering: 'EndpointIndependent',
            ports: 'random',
            mappingMs: timerMs,
            inboundRefresh,
          },
          { addresses: [ADDRESS], random: randomFor(1, 'test') },
        );
        /** Ports of the rows in the order in which they were made, here and there. */
        const own: number[] = [];
        const labs: number[] = [];
        let nowMs = 0;
        for (const { waitMs, isOut, inside, row } of steps) {
          nowMs += waitMs;
          if (isOut) {
            const decision = nat.fromInside(nowMs, { protocol: 'udp', source: inside, destination: REMOTE });
            if (decision.verdict === 'drop') throw new Error(decision.why);
            const port = table.leave(nowMs, { address: inside.address, port: inside.port });
            if (port === undefined) throw new Error('a port was to spare');
            const isNew = decision.events.some(({ event }) => event === 'mapping-made');
            // A port that rested may come back, so the newest row of a port is meant.
            if (isNew)
              [own, labs].forEach((made, i) => made.push(i === 0 ? port : decision.flow.source.port));
            expect(own.lastIndexOf(port)).toBe(labs.lastIndexOf(decision.flow.source.port));
            continue;
          }
          const [port, labPort] = [own[row], labs[row]];
          if (port === undefined || labPort === undefined || own.lastIndexOf(port) !== row) continue;
          const destination = { family: 4, address: ADDRESS, port: labPort } as const;
          const decision = nat.fromOutside(nowMs, { protocol: 'udp', source: REMOTE, destination });
          const expected = decision.verdict === 'in' ? decision.flow.destination.address : undefined;
          expect(table.enter(nowMs, port)?.address).toBe(expected);
        }
      }),
    );
  });
});
