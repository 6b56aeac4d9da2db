import { describe, expect, it } from 'vitest';
import { type Note, notesOn, type NotesInput } from './notes.ts';
import type { Race } from './race.ts';
import { state, wayThatOpens } from './test-events.ts';

const TRICKLE = wayThatOpens({ offer: 20, answer: 340, delay: 300, open: 700 });
const FAST = wayThatOpens({
  offer: 95,
  answer: 480,
  delay: 300,
  open: 840,
  candidates: 4,
  gathered: [94, 478],
});
const CUT = wayThatOpens({ offer: 3_020, answer: 6_340, delay: 300, open: 6_700, candidates: 4 });

function notes(wait: typeof FAST, changes: Partial<NotesInput> = {}): Note[] {
  const race: Race = {
    trickle: { events: TRICKLE, outcome: 'connected' },
    wait: { events: wait, outcome: 'connected' },
  };
  return notesOn({ race, delayMs: 300, hasSilent: false, hasServers: true, ...changes });
}
const kinds = (list: readonly Note[]) => list.map(({ kind }) => kind);

describe('notes on a race', () => {
  it('say what the offers held, how long each side waited, and what the channel cost both', () => {
    expect(notes(FAST)).toEqual([
      { kind: 'offers', trickleMs: 20, trickleCandidates: 0, waitMs: 95, waitCandidates: 4 },
      { kind: 'waited', aMs: 95, bMs: 85 },
      { kind: 'delay', ms: 300 },
      { kind: 'background' },
      { kind: 'littleToSave' },
    ]);
  });

  it('say that our own limit ended the wait for the silent server', () => {
    expect(kinds(notes(CUT, { hasSilent: true }))).toEqual([
      'offers',
      'waited',
      'cut',
      'delay',
      'background',
    ]);
  });

  it('say that B had found a path while it gathered, and so did not wait for its end', () => {
    const early = wayThatOpens({
      offer: 3_020,
      answer: 3_325,
      delay: 300,
      open: 3_630,
      gathered: [3_630, 3_324],
    });
    const found = [...early, state(3_324, 'b', 'ice', 'connected')];
    expect(kinds(notes(found, { hasSilent: true }))).toEqual([
      'offers',
      'waited',
      'cut',
      'answererFound',
      'delay',
      'background',
    ]);
    const later = [...early, state(3_326, 'b', 'ice', 'connected')];
    expect(kinds(notes(later, { hasSilent: true }))).not.toContain('answererFound');
  });

  it('say that a browser did not wait for the silent server', () => {
    expect(kinds(notes(FAST, { hasSilent: true }))).toContain('silentDidNotHold');
  });

  it('leave out a delay of nothing, and explain a gathering without servers', () => {
    expect(kinds(notes(FAST, { delayMs: 0, hasServers: false }))).toEqual([
      'offers',
      'waited',
      'background',
      'noServers',
    ]);
  });

  it('do not call a long gathering short, whoever is slow', () => {
    expect(kinds(notes(CUT))).not.toContain('littleToSave');
  });

  it('are none without a result', () => {
    expect(notes([])).toEqual([]);
  });
});
