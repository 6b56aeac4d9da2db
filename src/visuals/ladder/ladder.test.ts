import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Packet, TraceEvent } from '#src/simulator/index.ts';
import { flowOf, host, natSpec, sceneOf, traceOf } from '../testing.ts';
import { createLadder } from './ladder.ts';
import type { Arrow, Ladder } from './types.ts';

const scene = sceneOf(
  [
    host('alice', 'a', '10.0.1.2', 'controlling'),
    natSpec('na', 'a', 'internet', '203.0.113.1'),
    natSpec('nb', 'b', 'internet', '203.0.113.2'),
    host('bob', 'b', '10.0.2.2', 'controlled'),
  ],
  ['a', 'b'],
);
const flow = flowOf('10.0.1.2:1000 > 203.0.113.2:2000');
const NETWORKS: Record<string, string> = { 'alice na': 'a', 'na nb': 'internet', 'nb bob': 'b' };

/** A packet from alice to bob, or as far as it comes, 10 ms for each cable. */
function flight(
  packet: number,
  at: number,
  end: 'received' | 'filtered' | 'lost' = 'received',
): TraceEvent[] {
  const way = {
    received: ['alice', 'na', 'nb', 'bob'],
    filtered: ['alice', 'na', 'nb'],
    lost: ['alice', 'na'],
  }[end];
  const hops = way.slice(1).map((to, index): TraceEvent => {
    const from = way[index] ?? '';
    const network = NETWORKS[`${from} ${to}`] ?? '';
    const leaves = at + 10 * index;
    return { kind: 'hop', at: leaves, packet, from, to, network, arrivesAt: leaves + 10, flow };
  });
  const translated: TraceEvent = {
    kind: 'translated',
    at: at + 10,
    packet,
    node: 'na',
    way: 'out',
    before: flow,
    after: flow,
    mapping: 1,
  };
  const last: TraceEvent =
    end === 'received'
      ? { kind: 'received', at: at + 30, packet, node: 'bob', flow }
      : end === 'filtered'
        ? { kind: 'dropped', at: at + 20, packet, node: 'nb', why: 'no-mapping', flow }
        : { kind: 'dropped', at: at + 10, packet, node: 'na', why: 'link-loss', network: 'internet', flow };
  return [{ kind: 'sent', at, packet, node: 'alice' }, ...hops, translated, last];
}

/** In order of time; where times are equal as given. */
const inOrder = (events: readonly TraceEvent[]) => events.toSorted((a, b) => a.at - b.at);
const all = (ladder: Ladder) => ladder.window(-Infinity, Infinity);
const lengthOf = ({ from, to }: Arrow) => to.y - from.y;

describe('a packet on the ladder', () => {
  const ladder = createLadder(traceOf(scene, inOrder(flight(1, 0))));

  it('goes down from lane to lane, where it came in there it goes on', () => {
    const { arrows } = all(ladder);
    expect(ladder.lanes.map(({ node }) => node)).toEqual(['alice', 'na', 'nb', 'bob']);
    expect(arrows.map(({ end }) => end)).toEqual(['passed-on', 'passed-on', 'received']);
    for (const [index, arrow] of arrows.entries()) {
      expect(lengthOf(arrow)).toBeGreaterThan(0);
      const next = arrows[index + 1];
      if (next) expect(next.from).toEqual(arrow.to);
    }
  });

  it.each([
    ['filtered', ['passed-on', 'dropped'], 'nb'],
    // It had been passed on: no arrow shows how far it came.
    ['lost', ['passed-on'], 'na'],
  ] as const)('%s ends there', (end, expected, node) => {
    const { arrows, notes } = all(createLadder(traceOf(scene, inOrder(flight(1, 0, end)))));
    expect(arrows.map((arrow) => arrow.end)).toEqual(expected);
    expect(notes).toMatchObject([{ kind: 'dropped', node }]);
  });

  it('to everybody leaves once, and ends where nobody takes it too', () => {
    const to = (name: string): TraceEvent => {
      return { kind: 'hop', at: 0, packet: 1, from: 'alice', to: name, network: 'a', arrivesAt: 10, flow };
    };
    const events: TraceEvent[] = [
      to('na'),
      to('bob'),
      { kind: 'received', at: 10, packet: 1, node: 'bob', flow },
      { kind: 'settled', at: 20, outcome: 'direct' },
    ];
    const { arrows } = all(createLadder(traceOf(scene, events)));
    expect(arrows.map(({ end }) => end)).toEqual(['unheard', 'received']);
    expect(new Set(arrows.map(({ from }) => from.y)).size).toBe(1);
    for (const arrow of arrows) expect(lengthOf(arrow)).toBeGreaterThan(0);
  });

  it('that a trace leaves on its way reaches the ladder’s end', () => {
    const cut = createLadder(traceOf(scene, inOrder(flight(1, 0)).slice(0, 2)));
    expect(all(cut).arrows).toMatchObject([{ end: 'flying', to: { y: cut.height } }]);
  });

  it('can be left out', () => {
    const packets = [1, 2].map((id): Packet => {
      return { id, sender: 'alice', bytes: new Uint8Array(), ...flow, sentAt: 0 };
    });
    const events = inOrder([...flight(1, 0), ...flight(2, 5)]);
    const some = createLadder(traceOf(scene, events, packets), { shows: ({ id }) => id === 2 });
    expect(new Set(all(some).arrows.map(({ packet }) => packet))).toEqual(new Set([2]));
  });
});

const anyTrace = fc
  .array(
    fc.record({
      at: fc.nat(200),
      end: fc.constantFrom('received' as const, 'filtered' as const, 'lost' as const),
    }),
    { maxLength: 30 },
  )
  .map((flights) =>
    traceOf(scene, inOrder(flights.flatMap(({ at, end }, index) => flight(index + 1, at, end)))),
  );

describe('laid out by event', () => {
  it('things in one lane never stand on each other, and nothing goes up', () => {
    fc.assert(
      fc.property(anyTrace, (trace) => {
        const ladder = createLadder(trace);
        const { arrows, notes } = all(ladder);
        const inLane = new Map<number, number[]>();
        const put = (x: number, y: number) => inLane.set(x, [...(inLane.get(x) ?? []), y]);
        for (const { from, to, end } of arrows) {
          expect(to.y).toBeGreaterThanOrEqual(from.y);
          if (end !== 'passed-on') put(to.x, to.y);
          put(from.x, from.y);
        }
        for (const { x, y } of notes) put(x, y);
        for (const ys of inLane.values()) {
          const sorted = ys.toSorted((a, b) => a - b);
          for (const [index, y] of sorted.slice(1).entries())
            expect(y - (sorted[index] ?? 0)).toBeGreaterThanOrEqual(22);
        }
      }),
    );
  });

  it('time goes down: what is later stands lower, and a place has its moment', () => {
    fc.assert(
      fc.property(anyTrace, (trace) => {
        const ladder = createLadder(trace);
        let last = -1;
        for (let ms = 0; ms <= 240; ms += 0.5) {
          const y = ladder.yAt(ms);
          expect(y).toBeGreaterThanOrEqual(last);
          last = y;
        }
        for (const { at } of trace.events) {
          if (ladder.yAt(at) > 0) expect(ladder.msAt(ladder.yAt(at))).toBeCloseTo(at);
        }
      }),
    );
  });

  it('a window shows what of all crosses it', () => {
    fc.assert(
      fc.property(anyTrace, fc.nat(800), fc.nat(200), (trace, top, size) => {
        const ladder = createLadder(trace);
        const bottom = top + size;
        const { arrows, notes } = all(ladder);
        expect(ladder.window(top, bottom)).toMatchObject({
          arrows: arrows.filter(({ from, to }) => from.y <= bottom && to.y >= top),
          notes: notes.filter(({ y }) => y >= top && y <= bottom),
        });
      }),
    );
  });
});

describe('laid out to scale', () => {
  const trace = traceOf(scene, inOrder([...flight(1, 0), ...flight(2, 1000)]));
  const ladder = createLadder(trace, { by: 'time', secondHeight: 1000 });

  it('a millisecond is as long everywhere', () => {
    const { arrows } = all(ladder);
    expect(arrows.map(({ from, to }) => [from.y, to.y])).toEqual(
      arrows.map(({ leftMs, arrivesMs }) => [leftMs, arrivesMs]),
    );
    expect([ladder.yAt(500), ladder.msAt(500)]).toEqual([500, 500]);
  });

  it('has labels at round moments', () => {
    expect(ladder.window(0, 250).ticks.map(({ ms }) => ms)).toEqual([0, 100, 200]);
  });
});

it('a window costs what is in it, not what the whole trace has', () => {
  const timeOfWindows = (packets: number): number => {
    const events = Array.from({ length: packets }, (_, n) => flight(n + 1, n * 3)).flat();
    const ladder = createLadder(traceOf(scene, inOrder(events)));
    const look = (): number => {
      const start = performance.now();
      for (let n = 0; n < 300; n += 1) {
        const top = (ladder.height * ((n * 37) % 300)) / 300;
        ladder.window(top, top + 800);
      }
      return performance.now() - start;
    };
    look();
    return Math.min(look(), look(), look());
  };
  // Fifty times the length; caches and a busy machine may make it a few times slower, a walk through all fifty times.
  expect(timeOfWindows(50_000)).toBeLessThan(16 * timeOfWindows(1_000));
});
