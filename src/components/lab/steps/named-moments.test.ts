import { describe, expect, it } from 'vitest';
import { PRESETS, simulate } from '#src/simulator/index.ts';
import { createTimeline } from '#src/visuals/index.ts';
import { findMoment, NAMED_MOMENTS, readSteps } from './named-moments.ts';

describe('named moments', () => {
  const timeline = createTimeline(simulate(PRESETS['home-to-home']));

  it('stand in a session in the order in which ICE comes to them', () => {
    const order = [
      'first-candidate',
      'first-mapping',
      'first-srflx',
      'first-check',
      'first-filtered',
    ] as const;
    const late = ['first-succeeded', 'nominated', 'selected', 'settled'] as const;
    const times = [...order, ...late].map((name) => findMoment(timeline, name)?.atMs ?? Number.NaN);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('are not there where it never happened', () => {
    expect(findMoment(timeline, 'first-hairpin')).toBeUndefined();
    const behindOneCarrier = createTimeline(simulate(PRESETS.hairpin));
    expect(findMoment(behindOneCarrier, 'first-hairpin')).toBeDefined();
  });

  it.each(NAMED_MOMENTS)('%s happens in one of the presets', (name) => {
    const scenes = [PRESETS['home-to-home'], PRESETS['home-to-office'], PRESETS.hairpin];
    expect(scenes.some((scene) => findMoment(createTimeline(simulate(scene)), name))).toBe(true);
  });
});

describe('the attribute steps', () => {
  it('is a list of names', () => {
    expect(readSteps('first-filtered, selected')).toEqual(['first-filtered', 'selected']);
    expect(readSteps('')).toEqual([]);
  });

  it('is refused with what there is, where a name is none', () => {
    expect(() => readSteps('first-filterd')).toThrow(/first-filterd.*first-filtered/);
  });
});
