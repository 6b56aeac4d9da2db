import { describe, expect, it } from 'vitest';
import { PRESETS, simulate } from '#src/simulator/index.ts';
import { createTimeline } from '#src/visuals/index.ts';
import { actsBefore } from './acts.ts';
import { captionOf } from './caption.ts';
import { createPacketLooks } from './packet-look.ts';

const timeline = createTimeline(simulate(PRESETS['home-to-home']));
const { events } = timeline.trace;
const lookOf = createPacketLooks(timeline.trace);
const said = (ms: number, locale: 'en' | 'zh-cn' = 'en') =>
  captionOf(locale, timeline.at(ms), actsBefore(timeline, ms, 0), lookOf);
const atOf = (is: (event: (typeof events)[number]) => boolean) => events.find(is)?.at ?? NaN;

describe('the present moment in words', () => {
  it('tells of a new mapping by both its addresses', () => {
    const at = atOf((event) => event.kind === 'mapping' && event.event === 'mapping-made');
    expect(said(at)).toMatch(
      /alice-router makes a mapping: 192\.168\.1\.\d+:\d+ is 203\.0\.113\.1:\d+ outside\./,
    );
  });

  it('tells of a drop and its reason', () => {
    expect(said(atOf(({ kind }) => kind === 'dropped'))).toMatch(/Dropped at [\w-]+: .+\./);
  });

  it('tells what flies, from where to where', () => {
    expect(said(0, 'en')).toMatch(/^At 0 ms: .+ on its way from alice to alice-router\./);
    expect(said(0, 'zh-cn')).toMatch(/^0 毫秒时：“.+”正从 alice 去往 alice-router。/);
  });

  it('says so where nothing does', () => {
    expect(said(timeline.endMs + 1)).toMatch(/nothing is on its way\.$/);
  });
});
