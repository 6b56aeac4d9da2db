import {
  type PairFate,
  type StatedFate,
  afterCheck,
  formChecklists,
  nextOf,
} from '#src/protocol/ice/agent/checklist/steps.ts';
import type { Role } from '#src/protocol/ice/agent/types.ts';
import { type GridCandidate, type Kind, candidatesOf } from './candidates.ts';

export const STEPS = ['form', 'order', 'prune', 'freeze', 'check'] as const;
export type Step = (typeof STEPS)[number];
export const LIMITS = [100, 8, 4] as const;

/** What the reader has chosen. */
export interface Choice {
  readonly own: readonly Kind[];
  readonly peer: readonly Kind[];
  readonly role: Role;
  readonly streams: 1 | 2;
  readonly limit: number;
}

export type Fate = PairFate<GridCandidate>;
export type Stated = StatedFate<GridCandidate>;
export type Outcome = 'succeeded' | 'failed';

/** A cell of the grid: what becomes of one local and one remote candidate. */
export interface Cell {
  readonly key: string;
  readonly stream: number;
  readonly fate: Fate;
  /** Its place by priority among all pairs of its stream, from 1; before any is taken away. */
  readonly rank: number | undefined;
  /** The rank of the pair that makes it redundant. */
  readonly redundantWith: number | undefined;
  /** Its place on the checklist, from 1. */
  readonly place: number | undefined;
  readonly state: Stated['state'] | undefined;
  /** Frozen: the key of the pair that goes first for its foundation. */
  readonly first: string | undefined;
}

/** The whole picture at a moment. */
export interface Grid {
  readonly cells: readonly Cell[];
  readonly counts: Readonly<
    Record<'combinations' | 'pairs' | 'kept' | 'overLimit' | Stated['state'], number>
  >;
  /** The cell whose check comes next. */
  readonly next: string | undefined;
  /** The one whose check ended last, and what its end unfroze. */
  readonly last: { readonly key: string; readonly outcome: Outcome; readonly released: number } | undefined;
}

/** Names a cell. */
export function keyOf({
  local,
  remote,
}: {
  readonly local: GridCandidate;
  readonly remote: GridCandidate;
}): string {
  return `${local.stream} ${local.kind} ${remote.kind}`;
}

/** The picture for a choice, after checks that ended like this. */
export function gridOf(choice: Choice, outcomes: readonly Outcome[]): Grid {
  const { role, streams, limit } = choice;
  const formed = formChecklists(
    role,
    candidatesOf('own', choice.own, streams),
    candidatesOf('peer', choice.peer, streams),
    limit,
  );
  const played = play(formed.checklists, outcomes);
  const ranks = ranksOf(formed.fates);
  const begins = new Map(
    formed.checklists
      .flat()
      .flatMap((pair) => (pair.state === 'waiting' ? [[pair.foundation, keyOf(pair)]] : [])),
  );
  const cells = formed.fates.map((fate): Cell => {
    const key = keyOf(fate);
    const list = played.checklists.find((pairs) => pairs.some((pair) => keyOf(pair) === key)) ?? [];
    const index = list.findIndex((pair) => keyOf(pair) === key);
    const state = list[index]?.state;
    return {
      key,
      stream: fate.local.stream,
      fate,
      rank: ranks.get(key),
      redundantWith: fate.redundantWith && ranks.get(keyOf(fate.redundantWith)),
      place: index < 0 ? undefined : index + 1,
      state,
      first: state === 'frozen' ? begins.get(fate.foundation) : undefined,
    };
  });
  return { cells, counts: countsOf(cells), next: played.next, last: played.last };
}

function ranksOf(fates: readonly Fate[]): Map<string, number> {
  const ranks = new Map<string, number>();
  for (const stream of new Set(fates.map(({ local }) => local.stream))) {
    fates
      .filter(({ local, fault }) => local.stream === stream && !fault)
      .toSorted((a, b) => (a.priority > b.priority ? -1 : 1))
      .forEach((fate, index) => ranks.set(keyOf(fate), index + 1));
  }
  return ranks;
}

function countsOf(cells: readonly Cell[]): Grid['counts'] {
  const of = (state: Stated['state']): number => cells.filter((cell) => cell.state === state).length;
  return {
    combinations: cells.length,
    pairs: cells.filter(({ fate }) => !fate.fault).length,
    kept: cells.filter(({ place }) => place !== undefined).length,
    overLimit: cells.filter(({ fate }) => fate.isOverLimit).length,
    frozen: of('frozen'),
    waiting: of('waiting'),
    'in-progress': of('in-progress'),
    succeeded: of('succeeded'),
    failed: of('failed'),
  };
}

interface Played {
  readonly checklists: readonly (readonly Stated[])[];
  readonly next: string | undefined;
  readonly last: Grid['last'];
}

/** Lets checks end one after the other; the checklists take turns, RFC 8445 §6.1.4.2. */
function play(initial: readonly (readonly Stated[])[], outcomes: readonly Outcome[]): Played {
  let checklists = initial;
  let turn = 0;
  let last: Grid['last'];
  for (const outcome of outcomes) {
    const picked = pick(checklists, turn);
    if (!picked) break;
    const before = frozenIn(checklists);
    checklists = afterCheck(checklists, picked.list, outcome);
    last = { key: keyOf(picked.pair), outcome, released: before - frozenIn(checklists) };
    turn = picked.list + 1;
  }
  const next = pick(checklists, turn);
  return { checklists, next: next && keyOf(next.pair), last };
}

function pick(
  checklists: readonly (readonly Stated[])[],
  turn: number,
): { readonly list: number; readonly pair: Stated } | undefined {
  for (let step = 0; step < checklists.length; step += 1) {
    const list = (turn + step) % checklists.length;
    const next = nextOf(checklists, list);
    if (next) return { list, pair: next.pair };
  }
  return undefined;
}

function frozenIn(checklists: readonly (readonly Stated[])[]): number {
  return checklists.flat().filter(({ state }) => state === 'frozen').length;
}
