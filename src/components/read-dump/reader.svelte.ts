import { DIAGNOSES, type Diagnosis, type Dump } from '#lessons/diagnose-dumps/checks/dump.ts';
import { RECORDED } from '#lessons/diagnose-dumps/checks/recorded.ts';
import { weigh } from './diagnosis.ts';
import { factsOf } from './facts.ts';
import type { InternalsError } from './internals/read.ts';
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

/** One of the recorded ones, or the reader's own by its place. */
export type CaseId = Diagnosis | `own-${number}`;

/** What the reader looks at, which marks are on, and what they think. */
export function createReader() {
  let phase = $state<'unmounted' | 'ready'>('unmounted');
  let chosenCase = $state<CaseId>(CASES[0]);
  let own = $state.raw<readonly Dump[]>([]);
  let ownError = $state<InternalsError>();
  let on = $state.raw<readonly Mark[]>([]);
  let snapshotIndex = $state(0);
  let guess = $state<Diagnosis>();
  const recorded = $derived(DIAGNOSES.find((one) => one === chosenCase));
  const dump = $derived.by(() => {
    if (recorded) return RECORDED[recorded];
    return own[Number(chosenCase.slice('own-'.length))] ?? RECORDED[CASES[0]];
  });
  const facts = $derived(factsOf(dump));

  function choose(id: CaseId): void {
    chosenCase = id;
    on = [];
    snapshotIndex = 0;
    guess = undefined;
  }

  return {
    get phase() {
      return phase;
    },
    get chosenCase() {
      return chosenCase;
    },
    /** Another case begins without marks and without a guess. */
    set chosenCase(value) {
      choose(value);
    },
    get own() {
      return own;
    },
    get ownError() {
      return ownError;
    },
    get isOwn() {
      return recorded === undefined;
    },
    /** The diagnoses whose every sign is in the dump. */
    get fitting() {
      return DIAGNOSES.filter((one) => weigh(facts, one).lacks.length === 0);
    },
    /** Reads a file of chrome://webrtc-internals, or its text. The code for it comes when it is needed. */
    async readOwn(given: Blob | string): Promise<void> {
      const [{ readInternals }, { unpackInternals }] = await Promise.all([
        import('./internals/read.ts'),
        import('./internals/unpack.ts'),
      ]);
      const text = typeof given === 'string' ? given : await unpackInternals(given);
      const read = text === undefined ? ({ ok: false, error: 'too-long' } as const) : readInternals(text);
      ownError = read.ok ? undefined : read.error;
      if (!read.ok) return;
      own = read.dumps;
      choose('own-0');
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
