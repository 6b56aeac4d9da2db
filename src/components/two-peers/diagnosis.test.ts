import { describe, expect, it } from 'vitest';
import { LOCALES } from '#src/i18n/locales.ts';
import type { PairEnd, SelectedPair } from '#src/live/selected-pair.ts';
import type { PeerName, Signal } from '#src/live/signalling.ts';
import type { PeersEvent, PeersOutcome } from '#src/live/two-peers.ts';
import type { BreakKind } from './break.ts';
import { diagnose, type Diagnosis } from './diagnosis.ts';
import { applyEvent, changeRound, latestRound, type Round, type Session, startSession } from './session.ts';
import { wordsOf } from './words.ts';

interface Story {
  readonly breaking?: BreakKind;
  readonly hasTurn?: boolean;
  readonly signals: readonly (readonly [PeerName, Signal['what'], 'arrived' | 'lost'])[];
  readonly events?: readonly PeersEvent[];
  readonly outcome: PeersOutcome;
  readonly pairs?: Round['pairs'];
}

/** Plays a story and lets it end after 12 s, or after 0.2 s when it connects. */
function play({
  breaking = 'nothing',
  hasTurn = true,
  signals,
  events = [],
  outcome,
  pairs,
}: Story): Session {
  const told = signals.flatMap(([from, what, fate], index): PeersEvent[] => {
    const signal = { number: index + 1, from, what, text: '' };
    const found: PeersEvent[] =
      what === 'candidate' ? [{ type: 'candidate', atMs: 1, peer: from, line: '' }] : [];
    const ended: PeersEvent = { type: fate === 'lost' ? 'dropped' : 'arrived', atMs: 2, signal };
    return [...found, { type: 'sent', atMs: 1, signal }, ended];
  });
  const session = [...told, ...events].reduce(applyEvent, startSession(breaking, hasTurn));
  const endedAtMs = outcome === 'connected' ? 200 : 12_000;
  return changeRound(session, { outcome, endedAtMs, ...(pairs && { pairs }) });
}

function diagnosisOf(story: Story): Diagnosis | undefined {
  const session = play(story);
  return diagnose(session, latestRound(session));
}

function pair(local: string, remote: string): SelectedPair {
  const end = (type: string): PairEnd => ({
    type,
    protocol: 'udp',
    address: undefined,
    port: undefined,
    relayProtocol: undefined,
  });
  return {
    local: end(local),
    remote: end(remote),
    bytesSent: 0,
    bytesReceived: 0,
    roundTripTimeMs: undefined,
    role: undefined,
  };
}

const DESCRIBED = [
  ['a', 'offer', 'arrived'],
  ['b', 'answer', 'arrived'],
] as const;
const BOTH_LISTS = [
  ['a', 'candidate', 'arrived'],
  ['b', 'candidate', 'arrived'],
] as const;
const refusedBy = (code: number): PeersEvent => ({
  type: 'candidate-error',
  atMs: 3,
  peer: 'a',
  url: 'turn:turn.example',
  code,
  text: '',
});

const STORIES: Readonly<Record<Diagnosis['kind'], Story>> = {
  connected: {
    signals: [...DESCRIBED, ...BOTH_LISTS],
    outcome: 'connected',
    pairs: { a: pair('host', 'prflx'), b: pair('host', 'host') },
  },
  healed: {
    breaking: 'candidates-of-b',
    signals: [
      ...DESCRIBED,
      ['a', 'candidate', 'arrived'],
      ['b', 'candidate', 'lost'],
      ['b', 'candidate', 'lost'],
    ],
    outcome: 'connected',
    pairs: { a: pair('host', 'prflx'), b: pair('host', 'host') },
  },
  repaired: { signals: [], outcome: 'connected' },
  'answer-lost': {
    breaking: 'answer',
    signals: [['a', 'offer', 'arrived'], ['b', 'answer', 'lost'], ...BOTH_LISTS],
    events: [{ type: 'state', atMs: 5, peer: 'b', which: 'ice', state: 'checking' }],
    outcome: 'timeout',
  },
  'candidates-lost': {
    breaking: 'candidates',
    signals: [
      ...DESCRIBED,
      ['a', 'candidate', 'lost'],
      ['b', 'candidate', 'lost'],
      ['b', 'candidate', 'lost'],
    ],
    outcome: 'timeout',
  },
  credential: { breaking: 'credential', signals: DESCRIBED, events: [refusedBy(401)], outcome: 'timeout' },
  'no-turn': { breaking: 'credential', hasTurn: false, signals: DESCRIBED, outcome: 'timeout' },
  'no-relay': { breaking: 'credential', signals: DESCRIBED, events: [refusedBy(701)], outcome: 'failed' },
  'no-network': { signals: DESCRIBED, outcome: 'timeout' },
  unanswered: { signals: [...DESCRIBED, ...BOTH_LISTS], outcome: 'failed' },
};

describe('the diagnosis', () => {
  it.each(Object.entries(STORIES).filter(([kind]) => kind !== 'repaired'))('knows %s', (kind, story) => {
    expect(diagnosisOf(story)?.kind).toBe(kind);
  });

  it('goes by what was lost, not by what was switched', () => {
    expect(diagnosisOf({ ...STORIES['answer-lost'], breaking: 'nothing' })?.kind).toBe('answer-lost');
    expect(diagnosisOf({ ...STORIES.connected, breaking: 'answer' })?.kind).toBe('connected');
  });

  it('gives the facts that its words need', () => {
    expect(diagnosisOf(STORIES.connected)).toEqual({ kind: 'connected', ms: 200, prflxAt: ['a'] });
    expect(diagnosisOf(STORIES.healed)).toMatchObject({ lostOf: 'b', lost: 2, hasPrflx: true });
    expect(diagnosisOf({ ...STORIES.healed, pairs: {} })).toMatchObject({ hasPrflx: false });
    expect(diagnosisOf(STORIES['answer-lost'])).toMatchObject({ seconds: 12, iceOfB: 'checking' });
    expect(diagnosisOf(STORIES['candidates-lost'])).toMatchObject({ ofA: 1, ofB: 2 });
    expect(diagnosisOf(STORIES['no-relay'])).toMatchObject({ codes: [701] });
  });

  it('says nothing of a round that runs or was stopped', () => {
    const running = startSession('nothing', true);
    expect(diagnose(running, latestRound(running))).toBeUndefined();
    expect(diagnosisOf({ signals: DESCRIBED, outcome: 'closed' })).toBeUndefined();
  });

  it('knows a repair by its round', () => {
    const session = play(STORIES['answer-lost']);
    const repair: Round = { kind: 'repair', startedAtMs: 13_000, endedAtMs: 13_200, outcome: 'connected' };
    expect(diagnose({ ...session, rounds: [...session.rounds, repair] }, repair)).toEqual({
      kind: 'repaired',
      ms: 200,
      replaced: false,
    });
    expect(diagnose(session, { ...repair, replaced: true })).toMatchObject({ replaced: true });
  });

  it('does not blame a repair for what was lost before it', () => {
    const session = play(STORIES['answer-lost']);
    const repair: Round = { kind: 'repair', startedAtMs: 13_000, endedAtMs: 25_000, outcome: 'timeout' };
    expect(diagnose({ ...session, rounds: [...session.rounds, repair] }, repair)?.kind).toBe('unanswered');
  });
});

describe('its words', () => {
  const diagnosed = Object.values(STORIES).flatMap((story) => diagnosisOf(story) ?? []);

  it.each(LOCALES)(
    'are there in %s for each diagnosis: what happened, why, and what was in the way',
    (locale) => {
      const repaired = [false, true].map((replaced) => ({ kind: 'repaired', ms: 200, replaced }) as const);
      for (const diagnosis of [...diagnosed, ...repaired]) {
        const { what, why, way } = wordsOf(diagnosis, locale);
        for (const sentence of [what, ...why, way]) expect(sentence).toMatch(/[.。]$/);
        expect([what, ...why, way].join()).not.toMatch(/undefined|NaN|\[object/);
      }
    },
  );

  it('say who and how many', () => {
    const words = (kind: Diagnosis['kind']) => {
      const diagnosis = diagnosisOf(STORIES[kind]);
      if (!diagnosis) throw new Error(kind);
      const { what, why, way } = wordsOf(diagnosis, 'en');
      return [what, ...why, way].join(' ');
    };
    expect(words('connected')).toContain('In the selected pair of A the other end is of type prflx');
    expect(words('healed')).toContain('not one of B’s 2 candidates arrived');
    expect(words('healed')).toContain('B had the addresses of A');
    expect(words('answer-lost')).toContain('its ICE is “checking”');
    expect(words('candidates-lost')).toContain('A knows 1 of its own addresses, B knows 2');
    expect(words('no-relay')).toContain('(701)');
  });
});
