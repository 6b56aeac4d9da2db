import { describe, expect, it } from 'vitest';
import { PRESETS, simulate } from '#src/simulator/index.ts';
import { createTimeline } from '#src/visuals/index.ts';
import { actsBefore } from './acts.ts';

const timeline = createTimeline(simulate(PRESETS['two-port-restricted']));
const { events } = timeline.trace;

describe('what has just happened', () => {
  it('a NAT has just translated a packet, with a mapping that it made for it', () => {
    const made = events.find((event) => event.kind === 'mapping' && event.event === 'mapping-made');
    if (made?.kind !== 'mapping') throw new Error('no mapping was made');
    const [translation] = actsBefore(timeline, made.at, 40).translations;
    expect(translation).toMatchObject({ node: made.node, way: 'out', isNew: true, mapping: made.mapping.id });
  });

  it('a mapping is new once', () => {
    const all = events.flatMap(({ at }) => actsBefore(timeline, at, 0).translations);
    const newOnes = all.filter(({ isNew }) => isNew);
    const made = events.filter((event) => event.kind === 'mapping' && event.event === 'mapping-made');
    expect(new Set(newOnes.map(({ event }) => event)).size).toBe(made.length);
    expect(all.some(({ isNew }) => !isNew)).toBe(true);
  });

  it('a drop lingers as long as it is told to, and is no longer there', () => {
    const place = events.findIndex(({ kind }) => kind === 'dropped');
    const at = events[place]?.at ?? 0;
    const isSeen = (ms: number) => actsBefore(timeline, ms, 40).drops.some(({ event }) => event === place);
    expect([at - 0.01, at, at + 40, at + 40.01].map(isSeen)).toEqual([false, true, true, false]);
  });

  it('at the beginning nothing has', () => {
    expect(actsBefore(timeline, -1, 40)).toEqual({ translations: [], drops: [] });
  });
});
