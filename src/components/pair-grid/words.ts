import type { Locale } from '#src/i18n/locales.ts';
import { pairGrid } from '#src/i18n/messages/pair-grid.ts';
import type { Role } from '#src/protocol/ice/agent/types.ts';
import { STREAMS } from './candidates.ts';
import type { Cell, Fate, Grid, Step } from './model.ts';

/** What a cell shows at a step, and how it looks. */
export interface Mark {
  readonly text: string;
  readonly name: string;
  readonly look: 'none' | 'pair' | 'gone' | 'frozen' | 'waiting' | 'succeeded' | 'failed';
}

/** The few characters in a cell, and their name for who doesn't see them. */
export function markOf({ fate, rank, redundantWith, place, state }: Cell, step: Step, locale: Locale): Mark {
  const { marks, letters, states } = pairGrid[locale];
  if (fate.fault === 'link-local') return { text: '–', name: marks.linkLocal, look: 'none' };
  if (fate.fault) return { text: '–', name: marks.family, look: 'none' };
  if (step === 'form' || rank === undefined) return { text: '●', name: marks.pair, look: 'pair' };
  if (step === 'order') return { text: String(rank), name: marks.rank(rank), look: 'pair' };
  if (redundantWith !== undefined) {
    return { text: `=${redundantWith}`, name: marks.redundant(redundantWith), look: 'gone' };
  }
  if (place === undefined || state === undefined) return { text: '×', name: marks.limit, look: 'gone' };
  if (step === 'prune') return { text: String(rank), name: marks.rank(rank), look: 'pair' };
  return {
    text: letters[state],
    name: marks.place(place, states[state]),
    look: state === 'in-progress' ? 'waiting' : state,
  };
}

/** What is so of the whole grid at a step, in one sentence. */
export function summaryOf({ counts, last, next }: Grid, step: Step, locale: Locale): string {
  const { summary, last: lastWords, none } = pairGrid[locale];
  if (counts.combinations === 0) return none;
  switch (step) {
    case 'form':
      return summary.form(counts.combinations, counts.pairs);
    case 'order':
      return summary.order(counts.pairs);
    case 'prune':
      return summary.prune(counts.pairs, counts.kept, counts.overLimit);
    case 'freeze':
      return summary.freeze(counts.waiting, counts.frozen);
    case 'check': {
      const stand = summary.check(counts.succeeded, counts.failed, counts.waiting, counts.frozen);
      const ended =
        last?.outcome === 'failed' ? lastWords.failed : last && lastWords.succeeded(last.released);
      return [ended, stand, next === undefined ? lastWords.over : undefined].filter(Boolean).join(' ');
    }
  }
}

/** What is so of one cell at a step, as sentences. */
export function detailOf(cell: Cell, grid: Grid, step: Step, role: Role, locale: Locale): string[] {
  const { detail, states, kinds, streamNames, marks } = pairGrid[locale];
  const { fate, rank, redundantWith, place, state, stream } = cell;
  const chosen = detail.chosen(
    kinds[fate.local.kind],
    kinds[fate.remote.kind],
    streamNames[STREAMS[stream] ?? 'audio'],
  );
  if (fate.fault) return [chosen, fate.fault === 'link-local' ? detail.linkLocal : detail.family];
  if (step === 'form' || rank === undefined) return [chosen, detail.pair];
  const ofStream = grid.cells.filter((other) => other.stream === stream && other.rank !== undefined).length;
  if (step === 'order') return [chosen, priorityOf(fate, role, locale), detail.rank(rank, ofStream)];
  if (redundantWith !== undefined) return [chosen, detail.redundant(redundantWith)];
  if (place === undefined || state === undefined) return [chosen, detail.limit];
  if (step === 'prune') return [chosen, detail.stays(place)];
  const foundation = detail.foundation(fate.foundation);
  if (state === 'frozen' && cell.first !== undefined) {
    const first = grid.cells.find(({ key }) => key === cell.first);
    const words = detail.frozen(
      streamNames[STREAMS[first?.stream ?? 0] ?? 'audio'],
      marks.rank(first?.place ?? 0),
    );
    return [chosen, foundation, words];
  }
  return [chosen, foundation, step === 'freeze' ? detail.begins : detail.state(states[state])];
}

function priorityOf({ local, remote, priority }: Fate, role: Role, locale: Locale): string {
  const [g, d] =
    role === 'controlling' ? [local.priority, remote.priority] : [remote.priority, local.priority];
  return pairGrid[locale].detail.priority(String(g), String(d), String(priority));
}
