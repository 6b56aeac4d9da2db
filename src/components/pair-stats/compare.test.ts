import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type PairStatistics, readCandidatePairs } from '#src/live/candidate-pairs.ts';
import { type Told, withSignal } from '#src/live/watch-pairs.ts';
import { type Comparison, compare } from './compare.ts';

/**
 * Chromium 156 and Firefox 153 ESR, with this site's server and without a NAT, 860 ms after the answer. `whole`: each
 * side waited for all of its candidates. Firefox could not look up the names of host candidates.
 */
const RECORDINGS = JSON.parse(readFileSync(new URL('recordings.json', import.meta.url), 'utf8')) as Record<
  'chromium' | 'firefox',
  Record<'whole' | 'trickle', { told: Told; a: { id: string }[]; b: { id: string }[] }>
>;

function recorded(browser: 'chromium' | 'firefox', how: 'whole' | 'trickle'): [Told, PairStatistics] {
  const { told, a } = RECORDINGS[browser][how];
  return [told, readCandidatePairs(new Map(a.map((stat) => [stat.id, stat as Record<string, unknown>])))];
}

function ofA(browser: 'chromium' | 'firefox', how: 'whole' | 'trickle'): Comparison {
  const [told, statistics] = recorded(browser, how);
  return compare(statistics.role ?? 'controlling', told.a, told.b, statistics);
}

const shown = ({ rows }: Comparison): string[] =>
  rows.map(({ match, ours, browsers }) => {
    const [local, remote] = ours ? [ours.local, ours.remote] : [browsers?.local, browsers?.remote];
    return `${local?.type} ${remote?.type}: ${match} ${browsers?.state ?? ''}`.trim();
  });

describe('our checklist beside that of a browser', () => {
  it('reads role, selected pair and counters from the statistics of both', () => {
    for (const browser of ['chromium', 'firefox'] as const) {
      const [, { role, pairs }] = recorded(browser, 'whole');
      expect(role).toBe('controlling');
      expect(pairs.filter(({ selected }) => selected)).toMatchObject([{ state: 'succeeded' }]);
    }
    expect(recorded('firefox', 'whole')[1].pairs[0]?.requestsSent).toBeUndefined();
    expect(recorded('chromium', 'whole')[1].pairs[0]?.requestsSent).toBeGreaterThan(0);
  });

  it('has every pair of Chromium, and never another priority for the same kinds', () => {
    const comparison = ofA('chromium', 'whole');
    expect(comparison.rows.some(({ match }) => match === 'extra' || match === 'learned')).toBe(false);
    expect(comparison.rows.filter(({ match }) => match === 'same').length).toBeGreaterThan(0);
    for (const { match, samePriority } of comparison.rows) {
      if (match === 'same') expect(samePriority).toBe(true);
    }
    // Its own server-reflexive candidate adds a pair with each of the peer's, and all of them go.
    expect(comparison.counts.pruned).toBeGreaterThan(0);
  });

  it('has every pair of Firefox; what it lacks are those with a name', () => {
    const { rows, counts } = ofA('firefox', 'whole');
    // 9: three bases in IPv4 (a host, two relays), three remote addresses that are no names.
    expect(rows.filter(({ match }) => match === 'same')).toHaveLength(9);
    expect(rows.filter(({ match }) => match === 'absent')).toHaveLength(0);
    expect(counts.tcp).toBe(4);
  });

  it('finds what only the browser can know: a candidate that a check has shown', () => {
    const rows = shown(ofA('firefox', 'trickle'));
    // Between the ports of two host candidates whose names Firefox couldn't look up.
    expect(rows).toContain('host host: learned succeeded');
  });

  it('takes a pair between the same two ports for the same path under another name', () => {
    const { rows } = ofA('chromium', 'whole');
    const renamed = rows.filter(({ match }) => match === 'renamed');
    expect(renamed.length).toBeGreaterThan(0);
    for (const { repeats, browsers } of renamed) {
      const better = rows.find(({ place }) => place === repeats);
      if (repeats !== undefined) expect(better).toMatchObject({ match: 'same', browsers });
    }
  });

  it('shows each pair of the browser’s once', () => {
    for (const browser of ['chromium', 'firefox'] as const) {
      for (const how of ['whole', 'trickle'] as const) {
        const { rows } = ofA(browser, how);
        const shownPairs = rows.flatMap(({ browsers, repeats }) =>
          browsers && repeats === undefined ? [browsers.id] : [],
        );
        const all = recorded(browser, how)[1].pairs.map(({ id }) => id);
        expect(shownPairs.toSorted()).toEqual(all.toSorted());
      }
    }
  });
});

describe('what is told', () => {
  it('comes one by one, or in a description; each line counts once', () => {
    const sdp = 'v=0\r\na=candidate:1 1 udp 5 192.0.2.1 1 typ host\r\na=end-of-candidates\r\n';
    const told = withSignal({ a: [], b: [] }, { from: 'a', what: 'offer', text: sdp });
    const line = 'candidate:1 1 udp 5 192.0.2.1 1 typ host';
    expect(told).toEqual({ a: [line], b: [] });
    expect(withSignal(told, { from: 'a', what: 'candidate', text: line })).toBe(told);
  });
});
