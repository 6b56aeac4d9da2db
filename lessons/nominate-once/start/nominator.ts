import type { View } from './types.ts';

/** Decides which check is repeated with USE-CANDIDATE, and when. RFC 8445 §8.1.1. */
export class Nominator {
  readonly #waitMs: number;

  /** @param waitMs how long a valid pair waits for a better one, at most */
  constructor(waitMs: number) {
    this.#waitMs = waitMs;
  }

  /** Ta has fired: the ids of the pairs that are checked now with USE-CANDIDATE. */
  tick(atMs: number, view: View): string[] {
    console.log(atMs, this.#waitMs, view.valid.length);
    return ['the best?'];
  }
}
