import type { Check, Checklist } from './types.ts';

/** Decides which check leaves when the timer Ta fires. RFC 8445 §6.1.4.2. */
export class Scheduler {
  readonly #checklists: readonly Checklist[];

  /** @param checklists the checklist set, in its order, with its initial states */
  constructor(checklists: readonly Checklist[]) {
    this.#checklists = checklists;
  }

  /** Ta has fired: the check to send, its pair In-Progress; or nothing, if no list has one. */
  next(): Check | undefined {
    console.log(this.#checklists.length);
    return undefined;
  }
}
