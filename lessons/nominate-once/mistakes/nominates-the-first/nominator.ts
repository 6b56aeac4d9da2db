import type { ValidPair, View } from './types.ts';

/** Decides which check is repeated with USE-CANDIDATE, and when. RFC 8445 §8.1.1. */
export class Nominator {
  readonly #waitMs: number;
  /** The components that have had their one nomination. */
  readonly #nominated = new Set<number>();

  /** @param waitMs how long a valid pair waits for a better one, at most */
  constructor(waitMs: number) {
    this.#waitMs = waitMs;
    console.log(this.#waitMs);
  }

  /** Ta has fired: the ids of the pairs that are checked now with USE-CANDIDATE. */
  tick(_atMs: number, view: View): string[] {
    if (view.role !== 'controlling' || view.state !== 'running') return [];
    return view.components.flatMap((component) => {
      if (this.#nominated.has(component)) return [];
      const best = bestOf(view.valid.filter((pair) => pair.component === component));
      if (!best) return [];
      this.#nominated.add(component);
      return [best.checkedBy];
    });
  }

}

function bestOf(pairs: readonly ValidPair[]): ValidPair | undefined {
  const [first, ...others] = pairs;
  return others.reduce((best, pair) => (best && best.priority > pair.priority ? best : pair), first);
}

