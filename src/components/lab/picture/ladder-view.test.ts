import { describe, expect, it } from 'vitest';
import { PRESETS, simulate } from '#src/simulator/index.ts';
import { createLadder } from '#src/visuals/index.ts';
import { ladderView, nextHop } from './ladder-view.ts';
import { createPacketLooks } from './packet-look.ts';

const trace = simulate(PRESETS['home-to-home']);
const ladder = createLadder(trace);
const viewOf = (width: number, locale: 'en' | 'zh-cn' = 'en') =>
  ladderView({
    locale,
    trace,
    shown: ladder.window(0, Infinity),
    lookOf: createPacketLooks(trace),
    xOf: (x) => (x * width) / ladder.width,
    width,
  });

describe('a ladder’s words', () => {
  const view = viewOf(1000);

  it('every hop can be pressed, and says what it is, from where, to where and when', () => {
    const hops = trace.events.filter(({ kind }) => kind === 'hop');
    expect(view.packets).toHaveLength(hops.length);
    for (const { name } of view.packets) expect(name).toMatch(/^.+, [\w-]+ to [\w-]+, at [\d.]+ m?s$/);
  });

  it('a packet’s title stands at its sender only', () => {
    const sent = new Set(trace.events.flatMap((event, place) => (event.kind === 'sent' ? [place + 1] : [])));
    const shown = view.packets.filter(({ isShown }) => isShown);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.every(({ arrow }) => sent.has(arrow.event))).toBe(true);
  });

  it('every drop says why', () => {
    const drops = trace.events.filter(({ kind }) => kind === 'dropped');
    const failures = view.notes.filter(({ note }) => note.kind === 'dropped');
    expect(drops.length).toBeGreaterThan(0);
    expect(failures.map(({ tone, words }) => [tone, words.length > 0])).toEqual(
      drops.map(() => ['failure', true]),
    );
  });

  it('signals tell which candidate they carry', () => {
    expect(view.signals.map(({ words }) => words)).toContain('candidate: srflx');
  });

  it('fewer words fit a phone, and no mark is lost', () => {
    const phone = viewOf(320);
    const count = ({ packets, notes }: typeof view) =>
      [...packets, ...notes].filter((item) => item.isShown).length;
    expect(count(phone)).toBeLessThan(count(view));
    expect(phone.packets).toHaveLength(view.packets.length);
    expect(phone.notes).toHaveLength(view.notes.length);
  });

  it('speaks Chinese', () => {
    expect(viewOf(1000, 'zh-cn').packets[0]?.name).toMatch(/^.+，从 [\w-]+ 到 [\w-]+，[\d.]+ 毫秒$/);
  });
});

it('from hop to hop, down and up again', () => {
  const hops = trace.events.flatMap((event, place) => (event.kind === 'hop' ? [place] : []));
  const walk = (from: number, step: number): number[] => {
    const next = nextHop(trace, ladder, from, step);
    return next ? [next.event, ...walk(next.event, step)] : [];
  };
  expect(walk(-1, 1)).toEqual(hops);
  expect(walk(trace.events.length, -1)).toEqual(hops.toReversed());
});
