import { describe, expect, it } from 'vitest';
import { type Trace, simulate } from '#src/simulator/index.ts';
import { PRESETS } from '#src/simulator/scene/presets.ts';
import { createLadder, createTimeline, layOut } from './index.ts';

/* What pictures show of real sessions. What single pieces do, their own tests say. */

const TRACES = Object.entries(PRESETS).map(([id, scene]): [string, Trace] => [id, simulate(scene)]);

describe.each(TRACES)('of the preset %s', (_id, trace) => {
  const timeline = createTimeline(trace);
  const last = timeline.at(timeline.endMs);

  it('the last moment is the session’s result', () => {
    expect(last.outcome).toBe(trace.result.outcome);
    for (const { node, pair } of trace.result.selected) {
      const agent = last.agents.find((view) => view.node === node);
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
    const { cables, place, width, height } = layOut(trace.scene);
    for (let ms = 0; ms <= timeline.endMs; ms += timeline.endMs / 200) {
      const { flying } = timeline.at(ms);
      const unicast = flying.filter(({ flow }) => !flow.destination.address.startsWith('224.'));
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
      if (end === 'unheard') expect(hop.flow.destination.port).toBe(5353);
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
