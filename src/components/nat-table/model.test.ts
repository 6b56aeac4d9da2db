import { describe, expect, it } from 'vitest';
import {
  type Action,
  DEPENDENCES,
  type Moment,
  OUTSIDE_IDS,
  type OutsideId,
  type Settings,
  momentAfter,
  oldNameOf,
  whoGetsIn,
} from './model.ts';

const USUAL: Settings = {
  mapping: 'EndpointIndependent',
  filtering: 'AddressDependent',
  timerMs: 300_000,
  inboundRefresh: false,
};
const MINUTE_MS = 60_000;

const send = (to: OutsideId): Action => ({ do: 'send', to });
const receive = (from: OutsideId, seenBy: OutsideId): Action => ({ do: 'receive', from, seenBy });
const wait = (minutes: number): Action => ({ do: 'wait', ms: minutes * MINUTE_MS });
const kinds = ({ steps }: Moment) => steps.map(({ kind }) => kind);

describe('the table of a NAT', () => {
  // RFC 4787 §4.1: X1':x1' equals X2':x2' always; if Y2 equals Y1; if Y2:y2 equals Y1:y1.
  it.each([
    ['EndpointIndependent', 1],
    ['AddressDependent', 2],
    ['AddressAndPortDependent', 4],
  ] as const)('has, with %s mapping, %i lines for one socket and four destinations', (mapping, count) => {
    const moment = momentAfter(OUTSIDE_IDS.map(send), { ...USUAL, mapping });
    expect(moment.lines).toHaveLength(count);
    expect(new Set([...moment.seen.values()].map(({ port }) => port)).size).toBe(count);
  });

  // RFC 4787 §5, of one packet that was sent to A:4001.
  it.each([
    ['EndpointIndependent', ['A:4001', 'A:4002', 'B:4001', 'B:4002']],
    ['AddressDependent', ['A:4001', 'A:4002']],
    ['AddressAndPortDependent', ['A:4001']],
  ] as const)('lets in, with %s filtering and whatever mapping, %j', (filtering, expected) => {
    for (const mapping of DEPENDENCES) {
      const settings = { ...USUAL, mapping, filtering };
      expect([...whoGetsIn([send('A:4001')], settings, 'A:4001')]).toEqual(expected);
      const history = [send('A:4001'), ...OUTSIDE_IDS.map((id) => receive(id, 'A:4001'))];
      const { steps } = momentAfter(history, settings);
      expect(steps.flatMap((step) => (step.kind === 'in' ? [step.from] : []))).toEqual(expected);
    }
  });

  it('keeps a line for as long as its timer says, and shows then that it has ended (RFC 4787 §4.3)', () => {
    const early = momentAfter([send('A:4001'), wait(4)], USUAL);
    expect(early.lines).toMatchObject([{ leftMs: MINUTE_MS }]);
    const late = momentAfter([send('A:4001'), wait(4), wait(1), receive('A:4001', 'A:4001')], USUAL);
    expect(late.lines).toMatchObject([{ leftMs: 0 }]);
    expect(late.steps.at(-2)).toMatchObject({ kind: 'wait', ended: [{ id: 1 }] });
    expect(late.steps.at(-1)).toMatchObject({ kind: 'dropped', why: 'no-mapping' });
  });

  it('starts the timer anew for what leaves, and for what comes in only if it was told to (REQ-6 of RFC 4787)', () => {
    const left = (history: readonly Action[], inboundRefresh: boolean) =>
      momentAfter(history, { ...USUAL, inboundRefresh }).lines[0]?.leftMs;
    expect(left([send('A:4001'), wait(4), send('A:4001')], false)).toBe(5 * MINUTE_MS);
    expect(left([send('A:4001'), wait(4), receive('A:4001', 'A:4001')], false)).toBe(MINUTE_MS);
    expect(left([send('A:4001'), wait(4), receive('A:4001', 'A:4001')], true)).toBe(5 * MINUTE_MS);
    // What the filter drops keeps nothing alive.
    expect(left([send('A:4001'), wait(4), receive('B:4001', 'A:4001')], true)).toBe(MINUTE_MS);
  });

  it('says what a packet changed: a line made, a filter opened, or only the timer', () => {
    const { steps } = momentAfter([send('A:4001'), send('B:4001'), send('B:4002'), send('A:4001')], USUAL);
    expect(steps.map((step) => (step.kind === 'out' ? step.change : step.kind))).toEqual([
      'made',
      'opened',
      'refreshed',
      'refreshed',
    ]);
  });

  it('takes one history through every kind: who mapped otherwise is written to at another port', () => {
    const history = [
      send('A:4001'),
      send('B:4001'),
      receive('B:4001', 'A:4001'),
      receive('B:4001', 'B:4001'),
    ];
    expect(kinds(momentAfter(history, USUAL))).toEqual(['out', 'out', 'in', 'in']);
    const byAddress = momentAfter(history, { ...USUAL, mapping: 'AddressDependent' });
    expect(kinds(byAddress)).toEqual(['out', 'out', 'dropped', 'in']);
  });

  it('has an old name for four of the nine kinds, and a doubtful one for a fifth', () => {
    const names = DEPENDENCES.flatMap((mapping) =>
      DEPENDENCES.map((filtering) => oldNameOf({ mapping, filtering })),
    );
    expect(names).toEqual([
      ...['full-cone', 'restricted-cone', 'port-restricted-cone'],
      ...['none', 'none', 'none'],
      ...['none', 'unclear', 'symmetric'],
    ]);
  });

  it('is left as it was by the question who would get in', () => {
    const history = [send('A:4001'), wait(4)];
    const settings = { ...USUAL, inboundRefresh: true };
    whoGetsIn(history, settings, 'A:4001');
    expect(momentAfter(history, settings).lines[0]?.leftMs).toBe(MINUTE_MS);
  });
});
