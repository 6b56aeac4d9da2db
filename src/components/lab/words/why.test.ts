import { describe, expect, it } from 'vitest';
import { RFC_TEXTS } from '#src/components/chapter/rfc-sections.ts';
import { labWhyAgents } from '#src/i18n/messages/lab-why-agents.ts';
import { labWhyPackets } from '#src/i18n/messages/lab-why-packets.ts';
import { labWhyPairs } from '#src/i18n/messages/lab-why-pairs.ts';
import { labWhyScene } from '#src/i18n/messages/lab-why-scene.ts';
import { pairPriority } from '#src/protocol/index.ts';
import { type Trace, simulate } from '#src/simulator/index.ts';
import { PRESETS } from '#src/simulator/scene/presets.ts';
import { type Because, createExplainer, createTimeline } from '#src/visuals/index.ts';
import { PLACES } from '#src/visuals/why/places.ts';
import { NOT_CHECKED } from '#tests/text/citations.ts';
import { sayWhy } from './why.ts';

const TRACES = Object.entries(PRESETS).map(([id, scene]): [string, Trace] => [id, simulate(scene)]);

/** A sentence in both languages, whole, without holes in it. */
function expectSentence(because: Because): void {
  for (const locale of ['en', 'zh-cn'] as const) {
    const sentence = sayWhy(because, locale);
    expect(sentence, because.key).toMatch(locale === 'en' ? /[.:]$/ : /[。：]$/);
    expect(sentence, because.key).not.toMatch(/undefined|NaN|null|\[object| {2}| ,/);
  }
}

describe.each(TRACES)('in the preset %s', (_id, trace) => {
  const timeline = createTimeline(trace);
  const explainer = createExplainer(timeline);

  it('every event says something; a hop is seen, and consent that expired was told by its pair', () => {
    for (const [place, event] of trace.events.entries()) {
      const said = explainer.event(place);
      const isSilent = event.kind === 'hop' || (event.kind === 'agent' && event.event === 'consent-expired');
      expect(said.length > 0, `${place} ${event.kind}`).toBe(!isSilent);
      for (const because of said) expectSentence(because);
    }
  });

  it('every packet has a reason, a sender and an end', () => {
    for (const { id, tcp } of trace.packets) {
      const keys = explainer.packet(id).map(({ key }) => key);
      // A segment without data, and one with half a message, are TCP's own doing.
      if (!tcp) expect(keys.indexOf('sent'), `packet ${id}: ${keys.join(' ')}`).toBeGreaterThan(0);
      expect(
        keys.some((key) => key === 'received' || key.startsWith('dropped-')),
        `packet ${id}`,
      ).toBe(true);
    }
  });

  it('every pair’s priority is what the formula gives with the numbers that are shown', () => {
    for (const { node, pairs, dropped } of timeline.at(timeline.endMs).agents) {
      for (const { id } of [...pairs, ...dropped.map(({ pair }) => pair)]) {
        const said = explainer.pair(node, id, timeline.endMs);
        for (const because of said) expectSentence(because);
        const [priority] = said.filter(({ key }) => key === 'pair-priority');
        if (priority?.key !== 'pair-priority') throw new Error(`pair ${id} of ${node} has no priority`);
        const { controlling, controlled } = priority.params;
        expect(priority.params.priority).toBe(pairPriority(controlling, controlled));
      }
    }
  });

  it('the outcome is the session’s', () => {
    const [first, ...rest] = explainer.outcome();
    expect(first?.key).toBe(`settled-${trace.result.outcome}`);
    for (const because of rest) expectSentence(because);
  });
});

/** Whatever any sentence asks for. */
const ANYTHING = {
  ...{ node: 'alice', from: 'alice', to: 'bob', peer: 'P', client: 'C', server: 'S', name: 'N', text: 'T' },
  ...{
    source: 'A',
    destination: 'B',
    sourceAddress: 'A',
    network: 'net',
    inside: 'I',
    outside: 'O',
    endpoint: 'E',
  },
  ...{
    contacted: ['X', 'Y'],
    isPortKept: false,
    expiresAtMs: 1500,
    before: 'A',
    after: 'B',
    address: 'D',
    type: 'host',
  },
  ...{
    priority: 1n,
    typePreference: 126,
    localPreference: 65535,
    component: 1,
    controlling: 5,
    controlled: 6,
  },
  ...{
    pair: 1,
    other: 2,
    local: 'L',
    remote: 'R',
    localType: 'host',
    remoteType: 'relay',
    insteadOf: 'I',
    mapped: 'M',
  },
  ...{
    code: 401,
    phrase: 'Unauthenticated',
    method: 'Allocate',
    reason: 'paused',
    role: 'controlled',
    ufrag: 'U',
  },
  ...{ roundTripMs: 10, untilMs: 100, packet: 3, count: 2, bytes: 5 },
};

describe('explanations', () => {
  it('are whole sentences, also those that no preset needs', () => {
    const keys = [labWhyAgents, labWhyPackets, labWhyPairs, labWhyScene].flatMap(({ en }) => Object.keys(en));
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expectSentence({ key, params: ANYTHING } as unknown as Because);
  });

  it('name a section that the RFC has', () => {
    for (const [key, [rfc, section]] of Object.entries(PLACES)) {
      const text = RFC_TEXTS[rfc];
      if (!text) expect(NOT_CHECKED[rfc], key).toBeDefined();
      else if (section !== undefined) expect(Object.keys(text.sections), key).toContain(section);
    }
  });
});
