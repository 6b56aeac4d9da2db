import { describe, expect, it } from 'vitest';
import type { StatPair } from '#src/live/candidate-pairs.ts';
import { knownTo, learnedByA } from './view.ts';

const pair = (type: string, port: number, state: string): StatPair => ({
  id: `${type}${port}${state}`,
  local: { type: 'host', protocol: 'udp', address: undefined, port: 1 },
  remote: { type, protocol: 'udp', address: undefined, port },
  state,
  nominated: false,
  selected: state === 'succeeded',
  priority: undefined,
  requestsSent: undefined,
  responsesReceived: undefined,
  bytesSent: 0,
  bytesReceived: 0,
  roundTripTimeMs: undefined,
});

describe('what a side knows of the other', () => {
  const told = { a: [], b: ['candidate:1 1 udp 5 x.local 5000 typ host'] };
  const of = (pairs: StatPair[], lines = told) =>
    knownTo('a', { told: lines, statistics: { a: { role: 'controlling', pairs }, b: undefined } });

  it('is told, learned, or learned under the port of something that was told', () => {
    const known = of([
      pair('host', 5000, 'failed'),
      pair('prflx', 5000, 'succeeded'),
      pair('prflx', 6000, 'waiting'),
    ]);
    expect(known.map(({ how }) => how)).toEqual(['told', 'renamed', 'learned']);
    expect(learnedByA(known)).toBe(1);
  });

  it('is one row a candidate, with the states of all its pairs', () => {
    const known = of([pair('prflx', 6000, 'succeeded'), pair('prflx', 6000, 'frozen')], { a: [], b: [] });
    expect(known).toMatchObject([{ how: 'learned', states: ['succeeded', 'frozen'], selected: true }]);
  });
});
