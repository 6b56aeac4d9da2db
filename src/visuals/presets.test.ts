import { describe, expect, it } from 'vitest';
import { type Scene, type Trace, simulate } from '#src/simulator/index.ts';
import { MDNS_PORT } from '#src/simulator/mdns/index.ts';
import { PRESETS } from '#src/simulator/scene/presets.ts';
import { createLadder, createTimeline, layOut } from './index.ts';

/* What pictures show of real sessions. What single pieces do, their own tests say. */

const HOME = PRESETS['home-to-home'];
const alice = { node: 'alice', network: 'alice-lan' };

/** What readers do to a running session. */
const CHANGED: Record<string, Scene> = {
  'cut for ever': { ...HOME, untilMs: 60_000, changes: [{ atMs: 3000, do: 'cut', ...alice }] },
  'cut, mended and restarted': {
    ...HOME,
    untilMs: 60_000,
    changes: [
      { atMs: 3000, do: 'cut', ...alice },
      { atMs: 40_000, do: 'mend', ...alice },
      { atMs: 41_000, do: 'restart', node: 'alice' },
    ],
  },
  moved: {
    ...HOME,
    untilMs: 10_000,
    changes: [
      {
        ...{ atMs: 3000, do: 'move', node: 'alice', from: 'alice-lan' },
        to: { network: 'bob-lan', ipv4: '192.168.2.77' },
      },
    ],
  },
  'closed by one': { ...HOME, untilMs: 60_000, changes: [{ atMs: 3000, do: 'close', node: 'bob' }] },
};

const TRACES = Object.entries({ ...PRESETS, ...CHANGED }).map(([id, scene]): [string, Trace] => [
  id,
  simulate(scene),
]);

describe.each(TRACES)('of the session %s', (_id, trace) => {
  const timeline = createTimeline(trace);
  const last = timeline.at(timeline.endMs);

  it('the last moment is the session’s result', () => {
    expect(last.outcome ?? 'undecided').toBe(trace.result.outcome);
    for (const { node, pair } of trace.result.selected) {
      const agent = last.agents.find((view) => view.node === node);
      // The simulation remembers it; the agent sends nothing over it any more.
      if (agent?.consentExpired) continue;
      expect(agent?.selected).toBe(pair.id);
      expect(agent?.pairs.find(({ id }) => id === pair.id)).toMatchObject({
        local: pair.local,
        remote: pair.remote,
        priority: pair.priority,
        nominated: true,
      });
    }
  });

  it('a packet is on one cable at a time, and it is one of the picture’s', () => {
    for (let ms = 0; ms <= timeline.endMs; ms += timeline.endMs / 200) {
      const { flying, scene } = timeline.at(ms);
      const { cables, place, width, height } = layOut(scene);
      const unicast = flying.filter(({ flow }) => flow.destination.port !== MDNS_PORT);
      expect(new Set(unicast.map(({ packet }) => packet)).size).toBe(unicast.length);
      for (const packet of flying) {
        for (const node of [packet.from, packet.to])
          expect(cables.some((cable) => cable.node === node && cable.network === packet.network)).toBe(true);
        const { x, y } = place(packet);
        expect(x >= 0 && x <= width && y >= 0 && y <= height).toBe(true);
      }
    }
  });

  it('the ladder shows each hop once, downwards, from the lane where it left to that where it arrives', () => {
    const ladder = createLadder(trace);
    const xOf = new Map(ladder.lanes.map(({ node, x }) => [node, x]));
    const { arrows } = ladder.window(0, ladder.height);
    const hops = trace.events.flatMap((event, place) => (event.kind === 'hop' ? [place] : []));
    const shown = arrows.filter(({ kind }) => kind === 'packet');
    expect(shown.map(({ event }) => event)).toEqual(hops);
    for (const { event, from, to, end } of shown) {
      const hop = trace.events[event];
      if (hop?.kind !== 'hop') throw new Error(`event ${event} is no hop`);
      expect([from.x, to.x]).toEqual([xOf.get(hop.from), xOf.get(hop.to)]);
      expect(to.y).toBeGreaterThan(from.y);
      if (end === 'unheard') expect(hop.flow.destination.port).toBe(MDNS_PORT);
    }
  });

  it('steps from packet to packet lead through it, and back', () => {
    const there: number[] = [];
    for (let ms = timeline.next(-1); ms !== undefined; ms = timeline.next(ms)) there.push(ms);
    const back: number[] = [];
    for (let ms = timeline.previous(Infinity); ms !== undefined; ms = timeline.previous(ms)) back.push(ms);
    expect(back.toReversed()).toEqual(there);
    expect(there.length).toBeGreaterThan(10);
  });
});
