import type { Check, Checklist, Pair } from './types.ts';

/** Decides which check leaves when the timer Ta fires. RFC 8445 §6.1.4.2. */
export class Scheduler {
  readonly #checklists: readonly Checklist[];
  /** The place of the checklist whose turn it is. */
  #turn = 0;

  /** @param checklists the checklist set, in its order, with its initial states */
  constructor(checklists: readonly Checklist[]) {
    this.#checklists = checklists;
  }

  /** Ta has fired: the check to send, its pair In-Progress; or nothing, if no list has one. */
  next(): Check | undefined {
    for (let step = 0; step < this.#checklists.length; step += 1) {
      const place = (this.#turn + step) % this.#checklists.length;
      const checklist = this.#checklists[place];
      const check = checklist?.state === 'running' ? this.#pick(checklist) : undefined;
      if (!check) continue;
      check.pair.state = 'in-progress';
      this.#turn = place + 1;
      return check;
    }
    return undefined;
  }

  /** Steps 1 to 3, for one checklist. */
  #pick(checklist: Checklist): Check | undefined {
    const triggered = checklist.triggered.shift();
    if (triggered) return { pair: triggered, kind: 'triggered' };
    if (!checklist.pairs.some(isWaiting)) this.#thaw(checklist);
    const [best] = checklist.pairs.filter(isWaiting).sort(byPriority);
    return best && { pair: best, kind: 'ordinary' };
  }

  /** Lets a frozen pair wait, if none of its foundation waits or is being checked in the whole set. */
  #thaw({ pairs }: Checklist): void {
    for (const pair of pairs.filter(({ state }) => state === 'frozen')) {
      const isBusy = this.#checklists.some((checklist) =>
        checklist.pairs.some(
          ({ foundation, state }) =>
            foundation === pair.foundation && (state === 'waiting' || state === 'in-progress'),
        ),
      );
      if (isBusy) continue;
      pair.state = 'waiting';
      return;
    }
  }
}

function isWaiting({ state }: Pair): boolean {
  return state === 'waiting';
}

/** The highest priority first; of equals the lowest component. */
function byPriority(a: Pair, b: Pair): number {
  if (a.priority !== b.priority) return a.priority > b.priority ? -1 : 1;
  return a.component - b.component;
}
