import { describe, expect, it } from 'vitest';
import { PRESETS, simulate } from '#src/simulator/index.ts';
import { createTimeline, type Timeline } from '#src/visuals/index.ts';
import { findMoment, type MomentName, NAMED_MOMENTS, readSteps } from './named-moments.ts';

describe('named moments', () => {
  const timeline = createTimeline(simulate(PRESETS['home-to-home']));

  it('stand in a session in the order in which ICE comes to them', () => {
    const early = ['first-candidate', 'first-mapping', 'first-answer', 'first-srflx', 'first-check'] as const;
    const late = [
      'first-filtered',
      'first-request',
      'first-succeeded',
      'nominated',
      'selected',
      'settled',
    ] as const;
    expectInOrder(timeline, [...early, ...late]);
  });

  it('stand in the order of RFC 8656 where only a relay is left', () => {
    const relayed = createTimeline(simulate(PRESETS['address-and-port-dependent-both']));
    const order = [
      'first-401',
      'allocated',
      'first-relay',
      'permitted',
      'first-succeeded',
      'selected',
      'channel-bound',
    ] as const;
    expectInOrder(relayed, order);
  });

  it('are not there where it never happened', () => {
    expect(findMoment(timeline, 'first-hairpin')).toBeUndefined();
    const behindOneCarrier = createTimeline(simulate(PRESETS.hairpin));
    expect(findMoment(behindOneCarrier, 'first-hairpin')).toBeDefined();
  });

  it('know a conflict of roles, and that only one side gives in', () => {
    expect(findMoment(timeline, 'role-conflict')).toBeUndefined();
    expect(findMoment(timeline, 'role-switched')).toBeUndefined();
    const conflict = createTimeline(simulate(PRESETS['two-controlling']));
    expectInOrder(conflict, ['first-check', 'role-conflict', 'role-switched', 'nominated']);
    const switched = conflict.trace.events.filter(
      (event) => event.kind === 'agent' && event.event === 'ice' && event.ice.event === 'role-switched',
    );
    expect(switched).toMatchObject([{ ice: { role: 'controlled' } }]);
  });

  it('say which packet it happens to, or by which', () => {
    const packetOf = (name: MomentName) => {
      const { packet = 0 } = findMoment(timeline, name) ?? {};
      return timeline.trace.packets[packet - 1];
    };
    // The check that bob's router drops, and the answer of the server, which tells alice where it saw her.
    expect(packetOf('first-filtered')).toMatchObject({ sender: 'alice', destination: { port: 62674 } });
    expect(packetOf('first-srflx')).toMatchObject({ sender: 'turn' });
    expect(packetOf('first-candidate')).toBeUndefined();
  });

  it('know a mapping for the peer from those for servers, and from what leads nowhere', () => {
    expect(findMoment(timeline, 'mapping-for-peer')).toBeUndefined();
    const { trace, ...office } = createTimeline(simulate(PRESETS['home-to-office']));
    const { event = -1 } = findMoment({ trace, ...office }, 'mapping-for-peer') ?? {};
    expect(trace.events[event]).toMatchObject({
      node: 'bob-router',
      mapping: { madeFor: { address: '203.0.113.1' } },
    });
  });

  it('come to a checklist in its order: pairs, pruning, the first that may begin, and what thaws', () => {
    const tunnel = createTimeline(simulate(PRESETS.vpn));
    expectInOrder(tunnel, [
      'first-pair',
      'first-redundant',
      'first-waiting',
      'first-check',
      'first-unfrozen',
    ]);
    expect(findMoment(timeline, 'first-unfrozen')).toBeUndefined();
  });

  it('call gathered who has told the end of candidates', () => {
    const { event = -1 } = findMoment(timeline, 'gathered') ?? {};
    expect(timeline.trace.events[event]).toMatchObject({ node: 'alice', event: 'end-of-candidates' });
  });

  it('call it gathered by all when the last has told it', () => {
    const vpn = createTimeline(simulate(PRESETS.vpn));
    const ends = vpn.trace.events.filter(
      (event) => event.kind === 'agent' && event.event === 'end-of-candidates',
    );
    expect(ends).toHaveLength(2);
    expect(findMoment(vpn, 'gathered')?.atMs).toBe(ends[0]?.at);
    expect(findMoment(vpn, 'all-gathered')?.atMs).toBe(ends[1]?.at);
  });

  it.each(NAMED_MOMENTS)('%s happens in one of the presets', (name) => {
    const scenes = [
      PRESETS['home-to-home'],
      PRESETS['cut-and-restart'],
      PRESETS['home-to-office'],
      PRESETS.hairpin,
      PRESETS.vpn,
      PRESETS['two-controlling'],
    ];
    expect(scenes.some((scene) => findMoment(createTimeline(simulate(scene)), name))).toBe(true);
  });
});

function expectInOrder(timeline: Timeline, names: readonly MomentName[]): void {
  const times = names.map((name) => findMoment(timeline, name)?.atMs ?? Number.NaN);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times).not.toContain(Number.NaN);
}

describe('the attribute steps', () => {
  it('is a list of names', () => {
    expect(readSteps('first-filtered, selected')).toEqual(['first-filtered', 'selected']);
    expect(readSteps('')).toEqual([]);
  });

  it('is refused with what there is, where a name is none', () => {
    expect(() => readSteps('first-filterd')).toThrow(/first-filterd.*first-filtered/);
  });
});
