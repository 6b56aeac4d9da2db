import { describe, expect, it } from 'vitest';
import { simulate } from '#src/simulator/index.ts';
import { PRESETS } from '#src/simulator/scene/presets.ts';
import { createTimeline } from '../timeline/timeline.ts';
import { createExplainer } from './explainer.ts';
import type { Because, WhyKey } from './types.ts';

const TIMELINES = Object.entries(PRESETS).map(
  ([id, scene]) => [id, createTimeline(simulate(scene))] as const,
);

/** The sentences of one kind. */
function only<K extends WhyKey>(said: readonly Because[], key: K): Extract<Because, { key: K }>[] {
  return said.filter((because): because is Extract<Because, { key: K }> => because.key === key);
}

const keysOf = (said: readonly Because[]) => said.map(({ key }) => key);

function explainerOf(id: keyof typeof PRESETS) {
  const timeline = createTimeline(simulate(PRESETS[id]));
  return { timeline, explainer: createExplainer(timeline) };
}

describe('a packet that a filter refused', () => {
  it.each(TIMELINES)('comes from where nobody had sent to: %s', (_id, timeline) => {
    const explainer = createExplainer(timeline);
    for (const place of timeline.trace.events.keys()) {
      const said = explainer.event(place);
      for (const { params } of only(said, 'dropped-filtered-by-address-and-port')) {
        expect(params.contacted.length).toBeGreaterThan(0);
        expect(params.contacted).not.toContain(params.source);
      }
      for (const { params } of only(said, 'dropped-filtered-by-address')) {
        expect(params.contacted.length).toBeGreaterThan(0);
        expect(params.contacted).not.toContain(params.sourceAddress);
      }
    }
  });
});

describe('a request to the TURN server', () => {
  it.each([
    ['CreatePermission', '10.1', '10.2'],
    ['ChannelBind', '12.1', '12.2'],
  ])('%s is sent by RFC 8656 §%s and granted by §%s', (method, asked, granted) => {
    const { timeline, explainer } = explainerOf('address-and-port-dependent-both');
    const said = [
      ...timeline.trace.packets.flatMap(({ id }) => explainer.packet(id)),
      ...[...timeline.trace.events.keys()].flatMap((place) => explainer.event(place)),
    ];
    const sectionsOf = (sentences: readonly (Because & { params: { method: string } })[]) => [
      ...new Set(sentences.filter(({ params }) => params.method === method).map(({ rfc }) => rfc?.section)),
    ];
    expect(sectionsOf(only(said, 'turn-asked-wanted'))).toEqual([asked]);
    expect(sectionsOf(only(said, 'server-answered'))).toEqual([granted]);
  });
});

describe('home to office', () => {
  const { timeline, explainer } = explainerOf('home-to-office');
  const { packets } = timeline.trace;

  it('an answer names the request, the request the server, and what is relayed what it came by', () => {
    const said = packets.map(({ id }) => explainer.packet(id));
    expect(keysOf(said[0] ?? [])).toEqual([
      'server-asked',
      'sent',
      'mapping-made-for-all',
      'translated-out',
      'received',
      'server-reflects',
    ]);
    expect(said[1]?.[0]).toMatchObject({ key: 'answers', params: { packet: 1 } });
    for (const [index, sentences] of said.entries()) {
      for (const { params } of only(sentences, 'relays')) {
        // Of the server itself, and before.
        expect(params.packet).toBeLessThanOrEqual(index);
        expect(packets[index]?.sender).toBe('turn');
      }
    }
    expect(said.flatMap((sentences) => only(sentences, 'relays')).length).toBeGreaterThan(5);
  });

  it('a pair that nobody answered tells where its checks ended', () => {
    const alice = timeline.at(timeline.endMs).agents.find(({ node }) => node === 'alice');
    const toReflexive = alice?.dropped.find(
      ({ pair }) =>
        pair.local.type === 'host' && pair.remote.type === 'srflx' && pair.state === 'in-progress',
    );
    const said = explainer.pair('alice', toReflexive?.pair.id ?? 0, timeline.endMs);
    expect(only(said, 'last-dropped')).toMatchObject([{ params: { count: 2 } }]);
    expect(only(said, 'dropped-filtered-by-address-and-port')).toMatchObject([
      { params: { node: 'bob-router' } },
    ]);
    expect(said.at(-1)).toMatchObject({ key: 'pair-dropped-nominated' });
  });

  it('a pair by a relay to a private address was never checked: the server permits no such peer', () => {
    const alice = timeline.at(timeline.endMs).agents.find(({ node }) => node === 'alice');
    const toPrivate = alice?.dropped.find(
      ({ pair }) => pair.local.type === 'relay' && pair.remote.type === 'host',
    );
    const said = explainer.pair('alice', toPrivate?.pair.id ?? 0, timeline.endMs);
    expect(keysOf(said)).toContain('check-held');
  });

  it('the outcome says what was in the way', () => {
    expect(keysOf(explainer.outcome())).toEqual([
      'settled-relayed',
      'selected-types',
      'selected-types',
      'maps-by-destination',
      'checks-dropped',
      'dropped-filtered-by-address-and-port',
      'checks-dropped',
      'dropped-filtered-by-address-and-port',
    ]);
  });
});

describe('a failure', () => {
  const base = PRESETS['address-and-port-dependent-both'];
  const withoutRelay = {
    ...base,
    nodes: base.nodes.map((node) =>
      node.kind === 'host' && node.agent
        ? { ...node, agent: { ...node.agent, servers: [{ kind: 'stun' as const, server: 'turn' }] } }
        : node,
    ),
  };

  it('of two NATs that map by destination, without a relay, says so', () => {
    const timeline = createTimeline(simulate(withoutRelay));
    const said = createExplainer(timeline).outcome();
    expect(keysOf(said)).toEqual(
      expect.arrayContaining(['settled-failed', 'both-map-by-destination', 'no-relay']),
    );
  });

  it('of a pair that nobody answered says so, and no more of its state', () => {
    const timeline = createTimeline(simulate(withoutRelay));
    const [alice] = timeline.at(timeline.endMs).agents;
    const failed = alice?.pairs.find(({ state }) => state === 'failed');
    const said = createExplainer(timeline).pair('alice', failed?.id ?? 0, timeline.endMs);
    expect(keysOf(said)).toContain('check-failed-no-answer');
    expect(keysOf(said)).not.toContain('pair-ordinary-check');
  });
});

describe('a moment', () => {
  it('before a pair had a check knows nothing of the check', () => {
    const { timeline, explainer } = explainerOf('home-to-home');
    const formed = timeline.trace.events.find(
      (event) => event.kind === 'agent' && event.event === 'ice' && event.ice.event === 'pair-formed',
    );
    if (formed?.kind !== 'agent') throw new Error('no pair was formed');
    const before = keysOf(explainer.pair(formed.node, 1, formed.at));
    const after = keysOf(explainer.pair(formed.node, 1, timeline.endMs));
    expect(before[0]).toBe('pair-formed-candidates');
    expect(before).not.toContain('pair-dropped-nominated');
    expect(after).toContain('pair-dropped-nominated');
  });
});
