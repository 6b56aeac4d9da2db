import { describe, expect, it } from 'vitest';
import { PRESETS, simulate } from '#src/simulator/index.ts';
import { createTimeline } from '#src/visuals/index.ts';
import { pairLanes } from './pair-lanes.ts';

const trace = simulate(PRESETS['home-to-home']);
const timeline = createTimeline(trace);

describe.each(['alice', 'bob'])('the pairs of %s over time', (node) => {
  const { lanes = [], endMs = 0 } = pairLanes(trace).get(node) ?? {};

  it('follow each other without a gap, inside the picture', () => {
    expect(lanes.length).toBeGreaterThan(0);
    for (const { spans } of lanes)
      for (const [index, { fromMs, toMs }] of spans.entries()) {
        expect(toMs).toBeGreaterThan(fromMs);
        expect(toMs).toBeLessThanOrEqual(endMs);
        if (index > 0) expect(fromMs).toBe(spans[index - 1]?.toMs);
      }
  });

  it('are those that lived: what was redundant at once is left out', () => {
    const formed = trace.events.filter(
      (event) =>
        event.kind === 'agent' &&
        event.node === node &&
        event.event === 'ice' &&
        event.ice.event === 'pair-formed',
    );
    expect(lanes.length).toBeLessThan(formed.length);
    expect(lanes.every(({ spans }) => spans.length > 0)).toBe(true);
  });

  it('are in the states that the checklist has at that moment', () => {
    for (const { pair, spans } of lanes)
      for (const { state, fromMs, toMs } of spans) {
        const agent = timeline.at((fromMs + toMs) / 2).agents.find((one) => one.node === node);
        expect(agent?.pairs.find(({ id }) => id === pair)?.state, `pair ${pair}`).toBe(state);
      }
  });

  it('tell which was nominated, and when', () => {
    const selected = trace.result.selected.find((one) => one.node === node);
    const lane = lanes.find(({ pair }) => pair === selected?.pair.id);
    expect(lane?.nominatedMs).toBeGreaterThan(0);
    expect(lane?.nominatedMs).toBeLessThanOrEqual(trace.result.settledAt ?? 0);
  });
});

it('of a node without an agent are none', () => {
  expect(pairLanes(trace).get('turn')).toEqual({ lanes: [], endMs: 0 });
});
