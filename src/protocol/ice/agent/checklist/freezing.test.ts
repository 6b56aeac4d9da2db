import { describe, expect, it } from 'vitest';
import { createSession, createState } from '../state.ts';
import type { Checklist, Pair } from '../state.ts';
import { pairsToBeginWith, pairsToThaw, pairsToUnfreeze, startsWaiting } from './freezing.ts';

/*
 * Tables as the RFCs draw them: a row a checklist (RFC 8445) or a component of one (RFC 8838), a column a foundation,
 * `f`, `w`, `p`, `s`, `x` for Frozen, Waiting, In-Progress, Succeeded and Failed.
 */
const STATES = { f: 'frozen', w: 'waiting', p: 'in-progress', s: 'succeeded', x: 'failed' } as const;

interface Row {
  readonly stream: number;
  readonly component: number;
  readonly cells: string;
}

const settings = createState({
  role: 'controlling',
  credentials: { ufrag: 'u', pwd: 'p' },
  tiebreaker: 0n,
  random: () => 0,
}).settings;

/** Checklists of a table; pairs get ids and priorities in reading order, the first the highest. */
function checklistsOf(rows: readonly Row[]): readonly Checklist[] {
  const streams = Math.max(...rows.map(({ stream }) => stream)) + 1;
  const { checklists } = createSession(
    { ...settings, streams: Array.from({ length: streams }, () => 2) },
    { ufrag: 'u', pwd: 'p' },
  );
  let id = 0;
  for (const { stream, component, cells } of rows) {
    for (const [column, cell] of cells.split(' ').entries()) {
      if (!(cell in STATES)) continue;
      id += 1;
      checklists[stream]?.pairs.push({
        id,
        stream,
        component,
        foundation: `f${column + 1}`,
        priority: BigInt(1000 - id),
        state: STATES[cell as keyof typeof STATES],
      } as Pair);
    }
  }
  return checklists;
}

/** `stream/component foundation` */
const names = (pairs: readonly Pair[]) =>
  pairs.map(({ stream, component, foundation }) => `m${stream + 1}/${component} ${foundation}`).toSorted();

describe('the initial states, RFC 8445 §6.1.2.6', () => {
  it('are those of Table 1', () => {
    const checklists = checklistsOf([
      { stream: 0, component: 1, cells: 'f f f - -' },
      { stream: 1, component: 1, cells: 'f f f f -' },
      { stream: 2, component: 1, cells: 'f - - - f' },
    ]);
    // m1: w-cp w-cp w-cp; m2: f-cp f-cp f-cp w-cp; m3: f-cp … w-cp
    expect(names(pairsToBeginWith(checklists))).toEqual([
      'm1/1 f1',
      'm1/1 f2',
      'm1/1 f3',
      'm2/1 f4',
      'm3/1 f5',
    ]);
  });

  it('begin with the lowest component ID, though another has a higher priority', () => {
    const checklists = checklistsOf([
      { stream: 0, component: 2, cells: 'f f' },
      { stream: 0, component: 1, cells: 'f -' },
    ]);
    expect(names(pairsToBeginWith(checklists))).toEqual(['m1/1 f1', 'm1/2 f2']);
  });

  it('of equal components begin with the highest priority', () => {
    const [checklist] = checklistsOf([
      { stream: 0, component: 1, cells: 'f' },
      { stream: 0, component: 1, cells: 'f' },
    ]);
    expect(pairsToBeginWith(checklist ? [checklist] : []).map(({ id }) => id)).toEqual([1]);
  });
});

describe('the state of a pair that comes later, RFC 8838 §12', () => {
  /** The rows of the RFC's tables, with the new pair as the last of its column. */
  const table = (cells: readonly [string, string, string, string]) =>
    checklistsOf([
      { stream: 0, component: 1, cells: cells[0] },
      { stream: 0, component: 2, cells: cells[1] },
      { stream: 1, component: 1, cells: cells[2] },
      { stream: 1, component: 2, cells: cells[3] },
    ]);
  const at = (checklists: readonly Checklist[], name: string) => {
    const pair = checklists.flatMap(({ pairs }) => pairs).find((one) => names([one])[0] === name);
    if (!pair) throw new Error(name);
    return startsWaiting(checklists, pair);
  };

  it('rule 1, Table 4: the topmost of its column waits', () => {
    expect(at(table(['s w w - f', 'w f f w -', 'w - - - -', 'w - - - -']), 'm1/1 f5')).toBe(true);
  });

  it('rule 2, Table 5: waits where one of its foundation has succeeded', () => {
    expect(at(table(['s w w - s', 'w f f w f', 'w - - - -', 'w - - - -']), 'm1/2 f5')).toBe(true);
  });

  it('rule 3, Table 6: is frozen otherwise', () => {
    expect(at(table(['s w w - s', 'w f f w w', 'w - f - -', 'w - - - -']), 'm2/1 f3')).toBe(false);
  });
});

describe('a success, RFC 8445 §7.2.5.3.3', () => {
  it('unfreezes "all other Frozen candidate pairs in all checklists with the same foundation"', () => {
    const checklists = checklistsOf([
      { stream: 0, component: 1, cells: 's w' },
      { stream: 0, component: 2, cells: 'f f' },
      { stream: 1, component: 1, cells: 'f f' },
    ]);
    expect(names(pairsToUnfreeze(checklists, 'f1'))).toEqual(['m1/2 f1', 'm2/1 f1']);
  });
});

describe('thawing where no pair waits, RFC 8445 §6.1.4.2, step 2', () => {
  it.each([
    ['nobody of the foundation is on the way', 'x', 'f', ['m1/2 f1']],
    ['one of them is being checked', 'p', 'f', []],
    ['one of them waits', 'w', 'f', []],
  ])('%s', (_what, first, second, thawed) => {
    const [checklist] = checklistsOf([
      { stream: 0, component: 1, cells: first },
      { stream: 0, component: 2, cells: second },
    ]);
    if (!checklist) throw new Error();
    expect(names(pairsToThaw([checklist], checklist))).toEqual(thawed);
  });

  it('looks into every checklist of the set', () => {
    const checklists = checklistsOf([
      { stream: 0, component: 1, cells: 'p -' },
      { stream: 1, component: 1, cells: 'f f' },
    ]);
    const [, second] = checklists;
    if (!second) throw new Error();
    expect(names(pairsToThaw(checklists, second))).toEqual(['m2/1 f2']);
  });

  it('waits for nobody on a checklist that has failed: what is left there is not checked any more', () => {
    const checklists = checklistsOf([
      { stream: 0, component: 1, cells: 'w' },
      { stream: 1, component: 1, cells: 'f' },
    ]);
    const [first, second] = checklists;
    if (!first || !second) throw new Error();
    first.state = 'failed';
    expect(names(pairsToThaw(checklists, second))).toEqual(['m2/1 f1']);
  });
});
