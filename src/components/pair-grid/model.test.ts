import { describe, expect, it } from 'vitest';
import { type Choice, gridOf } from './model.ts';

const CHOICE: Choice = {
  own: ['host6', 'host4', 'srflx', 'relay'],
  peer: ['host6', 'host4', 'srflx', 'relay'],
  role: 'controlling',
  streams: 2,
  limit: 100,
};

/** The expected numbers were counted by hand from RFC 8445 §6.1.2. */
describe('the pair grid', () => {
  it('forms a pair of two addresses of one family only', () => {
    const { counts, cells } = gridOf({ ...CHOICE, streams: 1 }, []);
    // 4 × 4; IPv6 meets IPv6 once, three IPv4 candidates meet three.
    expect(counts).toMatchObject({ combinations: 16, pairs: 10 });
    expect(cells.find(({ key }) => key === '0 host6 srflx')?.fate.fault).toBe('family');
  });

  it('prunes every pair of an own reflexive candidate, and none of the peer’s', () => {
    const { counts, cells } = gridOf({ ...CHOICE, streams: 1 }, []);
    expect(counts.kept).toBe(7);
    const pruned = cells.filter(({ redundantWith }) => redundantWith !== undefined);
    expect(pruned.map(({ key }) => key)).toEqual(['0 srflx host4', '0 srflx srflx', '0 srflx relay']);
    const srflx = pruned[0];
    const host = cells.find(({ key }) => key === '0 host4 host4');
    expect(srflx?.redundantWith).toBe(host?.rank);
  });

  it('freezes nothing in one stream of one component: each pair has a foundation of its own', () => {
    const { counts } = gridOf({ ...CHOICE, streams: 1 }, []);
    expect(counts).toMatchObject({ waiting: 7, frozen: 0 });
  });

  it('freezes a second stream as a whole, and one success lets its like go', () => {
    const before = gridOf(CHOICE, []);
    expect(before.counts).toMatchObject({ waiting: 7, frozen: 7 });
    expect(before.cells.filter(({ state }) => state === 'frozen').every(({ stream }) => stream === 1)).toBe(
      true,
    );
    expect(before.cells.find(({ key }) => key === '1 host4 srflx')?.first).toBe('0 host4 srflx');
    const after = gridOf(CHOICE, ['succeeded']);
    expect(after.last).toEqual({ key: '0 host6 host6', outcome: 'succeeded', released: 1 });
    expect(after.cells.find(({ key }) => key === '1 host6 host6')?.state).toBe('waiting');
    // The checklists take turns.
    expect(after.next).toBe('1 host6 host6');
  });

  it('lets one wait again where all of a foundation have failed', () => {
    const { next, cells } = gridOf(CHOICE, ['failed']);
    // The video list has nothing that waits, and its best pair's foundation is free again.
    expect(next).toBe('1 host6 host6');
    expect(cells.find(({ key }) => key === '0 host6 host6')?.state).toBe('failed');
  });

  it('keeps to the limit', () => {
    const { counts } = gridOf({ ...CHOICE, limit: 4 }, []);
    expect(counts).toMatchObject({ kept: 4, overLimit: 10 });
  });

  it('gives both sides the same order of the same paths', () => {
    const order = (choice: Choice): string[] =>
      gridOf(choice, [])
        .cells.filter(({ fate }) => !fate.fault)
        .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
        .map(({ fate }) => String(fate.priority));
    expect(order(CHOICE)).toEqual(order({ ...CHOICE, role: 'controlled' }));
  });

  it('pairs link-local addresses with each other only', () => {
    const { cells } = gridOf({ ...CHOICE, streams: 1, own: ['link6'], peer: ['link6', 'host6'] }, []);
    expect(cells.map(({ fate }) => fate.fault)).toEqual(['link-local', undefined]);
  });
});
