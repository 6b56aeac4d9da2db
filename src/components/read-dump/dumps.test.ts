import { describe, expect, it } from 'vitest';
import { DIAGNOSES } from '#lessons/diagnose-dumps/checks/dump.ts';
import { RECORDED } from '#lessons/diagnose-dumps/checks/recorded.ts';
import { readDump } from '#src/i18n/messages/read-dump.ts';
import { weigh } from './diagnosis.ts';
import { factsOf, readCandidate } from './facts.ts';
import { findingsOf } from './findings.ts';
import { candidateRows, eventRows, pairRows } from './rows.ts';
import { CASES } from './reader.svelte.ts';

describe('a recorded dump', () => {
  it.each(DIAGNOSES)('%s has the shape that it is said to have', (id) => {
    const { browser, configuration, events, snapshots } = RECORDED[id];
    expect(browser).toMatch(/^Chrom\w+\/\d+$/);
    // A credential would be the one thing to keep out of a dump.
    expect(JSON.stringify(configuration)).not.toMatch(/credential|username|secret/);
    expect(events.map(({ atMs }) => atMs)).toEqual(events.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
    for (const event of events)
      if ('candidate' in event && event.candidate !== '')
        expect(readCandidate(event.candidate), event.candidate).toHaveLength(1);
    expect(snapshots.length).toBeGreaterThan(0);
    for (const { reports } of snapshots) {
      expect(new Set(reports.map((report) => report.id)).size).toBe(reports.length);
      // Each pair leads to two candidates of the same snapshot.
      const ids = new Set(reports.map((report) => report.id));
      for (const pair of reports.filter(({ type }) => type === 'candidate-pair')) {
        expect(ids).toContain(pair['localCandidateId']);
        expect(ids).toContain(pair['remoteCandidateId']);
      }
      expect(reports.filter(({ type }) => type === 'transport')).toHaveLength(1);
    }
  });

  it.each(DIAGNOSES)('%s shows only addresses of the test networks', (id) => {
    const text = JSON.stringify(RECORDED[id]);
    const addresses = text.match(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g) ?? [];
    for (const address of addresses) expect(address).toMatch(/^(?:203\.0\.113\.|0\.0\.0\.0$)/);
  });

  it.each(DIAGNOSES.flatMap((id) => DIAGNOSES.map((guess) => [id, guess] as const)))(
    'of %s: the signs of %s are all there only if it is that',
    (id, guess) => {
      const { lacks } = weigh(factsOf(RECORDED[id]), guess);
      expect(lacks.length === 0).toBe(id === guess);
    },
  );

  it.each(DIAGNOSES)('%s has tables whose every row answers one of the questions', (id) => {
    const dump = RECORDED[id];
    expect(eventRows(dump)).toHaveLength(dump.events.length);
    for (const { reports } of dump.snapshots) {
      const count = (type: RegExp): number => reports.filter((report) => type.test(report.type)).length;
      expect(candidateRows(reports)).toHaveLength(count(/-candidate$/));
      expect(pairRows(reports)).toHaveLength(count(/^candidate-pair$/));
    }
  });
});

describe('what chapter 14 says of the dumps', () => {
  const facts = (id: (typeof DIAGNOSES)[number]) => factsOf(RECORDED[id]);

  it('a blocked network is silent: no error, and gathering does not end', () => {
    expect(facts('udp-blocked')).toMatchObject({ errors: [], hasGatheringEnded: false, lastState: 'failed' });
  });

  it('without a pair the state stays new for half a minute', () => {
    for (const id of ['mdns-only', 'candidates-never-came'] as const) {
      expect(facts(id)).toMatchObject({ lastState: 'new', checks: { sent: 0 } });
      expect(facts(id).endsAtMs).toBeGreaterThan(29_000);
    }
  });

  it('pairs are gone from the statistics once the connection has failed', () => {
    for (const id of ['no-turn', 'wrong-credential', 'udp-blocked', 'cut-mid-call'] as const) {
      const [early, late] = RECORDED[id].snapshots;
      expect(pairRows(early?.reports ?? []).length).toBeGreaterThan(0);
      expect(pairRows(late?.reports ?? [])).toEqual([]);
    }
  });

  it('what was never connected fails after fifteen seconds, though ICE itself says disconnected', () => {
    for (const id of ['no-turn', 'wrong-credential', 'udp-blocked'] as const) {
      const states = RECORDED[id].events.filter((event) => 'state' in event).slice(-2);
      expect(states.map(({ kind, state }) => [kind, state])).toEqual([
        ['iceconnectionstate', 'disconnected'],
        ['connectionstate', 'failed'],
      ]);
      expect(facts(id).lastStateAtMs / 1_000).toBeCloseTo(15, 0);
    }
  });

  it('a cut call is disconnected first, and has failed ten seconds later', () => {
    const states = RECORDED['cut-mid-call'].events.filter(({ kind }) => kind === 'connectionstate');
    const at = (state: string): number =>
      states.find((event) => 'state' in event && event.state === state)?.atMs ?? NaN;
    expect((at('failed') - at('disconnected')) / 1_000).toBeCloseTo(10, 0);
  });

  it('a relay can be the peer’s alone', () => {
    expect(facts('relayed').selected).toEqual({ local: 'prflx', remote: 'relay' });
  });

  it('the statistics of the first case list hosts that would open TCP, on port 9', () => {
    const rows = RECORDED[CASES[0]].snapshots.flatMap(({ reports }) => candidateRows(reports));
    expect(rows.filter(({ protocol }) => protocol === 'tcp active').map(({ port }) => port)).toContain(9);
  });

  it('every candidate of a host is a name, and has no address in the statistics', () => {
    for (const id of DIAGNOSES) {
      const hosts = RECORDED[id].snapshots.flatMap(({ reports }) =>
        candidateRows(reports).filter(({ type, isRemote }) => type === 'host' && !isRemote),
      );
      expect(hosts.length).toBeGreaterThan(0);
      expect(hosts.every(({ address }) => address === '')).toBe(true);
    }
  });
});

describe('the demo', () => {
  it('shows each dump once, and tells none by its title', () => {
    expect(CASES.toSorted()).toEqual(DIAGNOSES.toSorted());
  });

  it.each(['en', 'zh-cn'] as const)('answers each question of each dump in %s', (locale) => {
    for (const id of DIAGNOSES)
      for (const words of Object.values(findingsOf(RECORDED[id], locale))) expect(words).not.toBe('');
  });

  it('says in numbers what was found', () => {
    expect(findingsOf(RECORDED['wrong-credential'], 'en')).toMatchObject({
      own: expect.stringContaining('1 host, 1 srflx, 0 relay') as string,
      errors: '401 from turn:203.0.113.10:3478?transport=udp.',
      pair: readDump.en.found.noPair,
    });
  });
});
