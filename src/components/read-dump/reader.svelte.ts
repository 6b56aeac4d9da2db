import { DIAGNOSES, type Diagnosis } from '#lessons/diagnose-dumps/checks/dump.ts';
import { RECORDED } from '#lessons/diagnose-dumps/checks/recorded.ts';
import { weigh } from './diagnosis.ts';
import { factsOf } from './facts.ts';
import { MARKS, type Mark } from './marks.ts';

/** The cases in the order in which they are shown: not by what they turn out to be. */
export const CASES = [
  'no-turn',
  'direct',
  'wrong-credential',
  'mdns-only',
  'cut-mid-call',
  'relayed',
  'udp-blocked',
  'candidates-never-came',
] as const satisfies readonly Diagnosis[];

export { DIAGNOSES };

/** What the reader looks at, which marks are on, and what they think. */
export function createReader() {
  let phase = $state<'unmounted' | 'ready'>('unmounted');
  let chosenCase = $state<Diagnosis>(CASES[0]);
  let on = $state.raw<readonly Mark[]>([]);
  let snapshotIndex = $state(0);
  let guess = $state<Diagnosis>();
  const dump = $derived(RECORDED[chosenCase]);
  const facts = $derived(factsOf(dump));

  return {
    get phase() {
      return phase;
    },
    get chosenCase() {
      return chosenCase;
    },
    /** Another case begins without marks and without a guess. */
    set chosenCase(value) {
      chosenCase = value;
      on = [];
      snapshotIndex = 0;
      guess = undefined;
    },
    get dump() {
      return dump;
    },
    get snapshotIndex() {
      return snapshotIndex;
    },
    set snapshotIndex(value) {
      snapshotIndex = value;
    },
    get snapshot() {
      return dump.snapshots[snapshotIndex] ?? { atMs: 0, reports: [] };
    },
    get guess() {
      return guess;
    },
    set guess(value) {
      guess = value;
    },
    get isRight() {
      return guess === chosenCase;
    },
    /** What is to be said of the guess: the signs that are there, or those that are missing. */
    get weighed() {
      return guess && weigh(facts, guess);
    },
    get marksOn() {
      return on;
    },
    /** The first question that isn't answered yet. */
    get nextMark() {
      return MARKS.find((mark) => !on.includes(mark));
    },
    toggle(mark: Mark) {
      on = on.includes(mark) ? on.filter((one) => one !== mark) : [...on, mark];
    },
    mount() {
      phase = 'ready';
    },
  };
}

export type DumpReader = ReturnType<typeof createReader>;
