import { describe, expect, it } from 'vitest';
import type { NatBehaviour, TraceEvent } from '#src/simulator/index.ts';
import { flowOf, host, mappingOf, natSpec, sceneOf, traceOf } from '../testing.ts';
import { createTimeline } from './timeline.ts';

const scene = sceneOf(
  [host('alice', 'home', '10.0.0.1', 'controlling'), natSpec('router', 'home', 'internet', '203.0.113.1')],
  ['home'],
);
const flow = flowOf('10.0.0.1:1000 > 192.0.2.1:3478');
const hop = (at: number, packet = 1, arrivesAt = at + 20): TraceEvent => {
  return { kind: 'hop', at, packet, from: 'alice', to: 'router', network: 'home', arrivesAt, flow };
};

describe('packets in flight', () => {
  const timeline = createTimeline(traceOf(scene, [hop(100), hop(110, 2)]));

  it.each([
    ['before it leaves', 99, []],
    ['as it leaves', 100, [[1, 0]]],
    [
      'half way, and another behind it',
      110,
      [
        [1, 0.5],
        [2, 0],
      ],
    ],
    ['as it arrives', 120, [[2, 0.5]]],
    ['after all', 130, []],
  ])('%s', (_when, ms, expected) => {
    expect(timeline.at(ms).flying.map(({ packet, progress }) => [packet, progress])).toEqual(expected);
  });
});

it('signalling in flight says what it carries', () => {
  const signal: TraceEvent = {
    kind: 'signal',
    at: 0,
    from: 'alice',
    to: 'bob',
    arrivesAt: 40,
    what: 'end-of-candidates',
  };
  const timeline = createTimeline(traceOf(scene, [signal]));
  expect(timeline.at(10).signals).toMatchObject([
    { from: 'alice', to: 'bob', progress: 0.25, signal: { what: 'end-of-candidates' }, event: 0 },
  ]);
  expect(timeline.at(40).signals).toEqual([]);
});

describe('the table of a NAT', () => {
  const made = mappingOf(1, '10.0.0.1:1000 = 203.0.113.1:1000', { madeAt: 10, expiresAt: 1010 });
  const refreshed = { ...made, expiresAt: 1500 };
  const of = (at: number, rest: object) => ({ kind: 'mapping', node: 'router', at, ...rest }) as TraceEvent;
  const timeline = createTimeline(
    traceOf(scene, [
      of(10, { event: 'mapping-made', mapping: made }),
      of(500, { event: 'mapping-refreshed', mapping: refreshed, isNewEndpoint: false }),
      of(1500, { event: 'mapping-ended', mapping: refreshed, why: 'idle' }),
    ]),
  );

  it.each([
    [9, []],
    [10, [[1000, 0]]],
    [499, [[511, 0]]],
    [500, [[1000, 1]]],
    [1499, [[1, 1]]],
    [1500, []],
  ])('at %d ms has these entries, with their time left and the event that says so', (ms, expected) => {
    const [nat] = timeline.at(ms).nats;
    expect(nat?.entries.map(({ remainingMs, event }) => [remainingMs, event])).toEqual(expected);
  });
});

describe('the scene at a moment', () => {
  const behaviour: NatBehaviour = { model: 'linux' };
  const timeline = createTimeline(
    traceOf(scene, [
      { kind: 'change', at: 10, change: { atMs: 10, do: 'set-nat', node: 'router', behaviour } },
      { kind: 'change', at: 20, change: { atMs: 20, do: 'cut', node: 'alice', network: 'home' } },
      {
        kind: 'change',
        at: 30,
        change: {
          atMs: 30,
          do: 'move',
          node: 'alice',
          from: 'home',
          to: { network: 'internet', ipv4: '198.51.100.9' },
        },
      },
      { kind: 'change', at: 40, change: { atMs: 40, do: 'mend', node: 'alice', network: 'home' } },
    ]),
  );

  it('is what was made of it so far', () => {
    expect(timeline.at(0).scene).toBe(scene);
    expect(timeline.at(10).scene.nodes[1]).toMatchObject({ behaviour });
    expect(timeline.at(29).scene.nodes[0]).toEqual(scene.nodes[0]);
    expect(timeline.at(30).scene.nodes[0]).toMatchObject({ interfaces: [{ network: 'internet' }] });
  });

  it('says which cables are cut', () => {
    expect(timeline.at(19).cuts).toEqual([]);
    expect(timeline.at(20).cuts).toEqual([{ node: 'alice', network: 'home' }]);
    expect(timeline.at(40).cuts).toEqual([]);
  });
});

describe('steps and marks', () => {
  const drop: TraceEvent = {
    kind: 'dropped',
    at: 120,
    packet: 1,
    node: 'router',
    why: 'no-route',
    flow,
  };
  const settled: TraceEvent = { kind: 'settled', at: 300, outcome: 'failed' };
  const timeline = createTimeline(traceOf(scene, [hop(100), drop, settled]));

  it('go from packet to packet, both ways', () => {
    expect([timeline.next(0), timeline.next(100), timeline.next(120)]).toEqual([100, 120, undefined]);
    expect([timeline.previous(500), timeline.previous(120), timeline.previous(100)]).toEqual([
      120,
      100,
      undefined,
    ]);
  });

  it('go from mark to mark, both ways', () => {
    expect([timeline.next(0, 'mark'), timeline.next(120, 'mark'), timeline.next(300, 'mark')]).toEqual([
      120,
      300,
      undefined,
    ]);
    expect([timeline.previous(300, 'mark'), timeline.previous(120, 'mark')]).toEqual([120, undefined]);
  });

  it('say what was decided', () => {
    expect(timeline.marks).toEqual([
      { atMs: 120, kind: 'dropped', event: 1, node: 'router', packet: 1, why: 'no-route' },
      { atMs: 300, kind: 'settled', event: 2, outcome: 'failed' },
    ]);
    expect(timeline.at(300).outcome).toBe('failed');
  });
});

describe('a long trace', () => {
  /** Packets, and a mapping made or ended every so often. */
  const longTrace = (length: number) => {
    const events: TraceEvent[] = [];
    for (let n = 0; events.length < length; n += 1) {
      events.push(hop(n, n + 1, n + 5.5));
      const mapping = mappingOf(Math.floor(n / 3), `10.0.0.1:${n % 60_000} = 203.0.113.1:9`, {
        madeAt: n,
        expiresAt: n + 1000,
      });
      if (n % 3 === 0)
        events.push({ kind: 'mapping', node: 'router', at: n, event: 'mapping-made', mapping });
      else if (n > 200)
        events.push({
          kind: 'mapping',
          node: 'router',
          at: n,
          event: 'mapping-ended',
          mapping: { ...mapping, id: mapping.id - 60 + (n % 3) },
          why: 'idle',
        });
    }
    return traceOf(scene, events);
  };

  it('gives at any moment what reading it from the beginning gives', () => {
    const trace = longTrace(5_000);
    const timeline = createTimeline(trace);
    for (let ms = -1; ms <= timeline.endMs + 1; ms += 13.5) {
      const soFar = trace.events.filter(({ at }) => at <= ms);
      const mappings = new Map<number, unknown>();
      for (const event of soFar)
        if (event.kind === 'mapping' && event.event === 'mapping-ended') mappings.delete(event.mapping.id);
        else if (event.kind === 'mapping') mappings.set(event.mapping.id, event.mapping);
      const moment = timeline.at(ms);
      expect(moment.nats[0]?.entries.map(({ mapping }) => mapping)).toEqual([...mappings.values()]);
      expect(moment.flying.map(({ packet }) => packet)).toEqual(
        soFar.flatMap((event) => (event.kind === 'hop' && event.arrivesAt > ms ? [event.packet] : [])),
      );
    }
  });

  it('costs no more to look at than a short one', () => {
    const timeOfLooks = (length: number): number => {
      const timeline = createTimeline(longTrace(length));
      const look = (): number => {
        const start = performance.now();
        for (let n = 0; n < 200; n += 1) timeline.at((timeline.endMs * ((n * 37) % 200)) / 200);
        return performance.now() - start;
      };
      look();
      return Math.min(look(), look(), look());
    };
    // A walk from the beginning would take twenty times as long.
    expect(timeOfLooks(100_000)).toBeLessThan(8 * timeOfLooks(5_000));
  });
});
