import { otherPeer, type PeerName } from '#src/live/signalling.ts';
import type { PairsSample } from '#src/live/watch-pairs.ts';
import type { Role } from '#src/protocol/ice/agent/types.ts';
import { type Comparison, compare } from './compare.ts';

/** One side's comparison, and the role that its browser tells. */
export interface View extends Comparison {
  readonly side: PeerName;
  readonly role: Role | undefined;
}

/** How a sample looks from one side. A makes the offer, so it controls unless the browser says otherwise. */
export function viewOf(side: PeerName, { told, statistics }: Pick<PairsSample, 'told' | 'statistics'>): View {
  const own = statistics[side] ?? { role: undefined, pairs: [] };
  const role = own.role ?? (side === 'a' ? 'controlling' : 'controlled');
  return { side, role: own.role, ...compare(role, told[side], told[otherPeer(side)], own) };
}

/** What can be said about a comparison; each has its words in `messages/pair-stats.ts`. */
export type Note = 'rounded' | 'unfrozen' | 'cancelled' | 'frozen' | 'learned' | 'names' | 'notBest';

/** What a reader may notice, in the order of reading. */
export function notesOn({ rows }: Comparison): Note[] {
  const pairs = rows.flatMap(({ browsers }) => browsers ?? []);
  if (pairs.length === 0) return [];
  const has = (state: string): boolean => pairs.some((pair) => pair.state === state);
  const selected = rows.findIndex(({ browsers }) => browsers?.selected);
  return [
    ...when(
      rows.some(({ samePriority }) => samePriority),
      'rounded',
    ),
    ...when(has('waiting') && !has('frozen'), 'unfrozen'),
    ...when(has('frozen'), 'frozen'),
    ...when(has('cancelled'), 'cancelled'),
    ...when(
      rows.some(({ match }) => match === 'learned'),
      'learned',
    ),
    ...when(
      rows.some(({ match }) => match === 'name' || match === 'renamed'),
      'names',
    ),
    ...when(selected > 0, 'notBest'),
  ];
}

function when(condition: boolean, note: Note): Note[] {
  return condition ? [note] : [];
}
