import type { ValidPair, View } from './types.ts';

/** Decides which check is repeated with USE-CANDIDATE, and when. RFC 8445 §8.1.1. */
export class Nominator {
  readonly #waitMs: number;
  /** By component: when it was first seen to have a valid pair. */
  readonly #validSinceMs = new Map<number, number>();
  /** By component: what was nominated last. */
  readonly #nominated = new Map<number, string>();

  /** @param waitMs how long a valid pair waits for a better one, at most */
  constructor(waitMs: number) {
    this.#waitMs = waitMs;
  }

  /** Ta has fired: the ids of the pairs that are checked now with USE-CANDIDATE. */
  tick(atMs: number, view: View): string[] {
    for (const { component } of view.valid) {
      if (!this.#validSinceMs.has(component)) this.#validSinceMs.set(component, atMs);
    }
    if (view.role !== 'controlling' || view.state !== 'running') return [];
    return view.components.flatMap((component) => {
      const best = bestOf(view.valid.filter((pair) => pair.component === component));
      if (!best || !(isUnrivalled(best, view) || this.#hasWaited(component, atMs))) return [];
      if (this.#nominated.get(component) === best.checkedBy) return [];
      this.#nominated.set(component, best.checkedBy);
      return [best.checkedBy];
    });
  }

  #hasWaited(component: number, atMs: number): boolean {
    return atMs - (this.#validSinceMs.get(component) ?? atMs) >= this.#waitMs;
  }
}

function bestOf(pairs: readonly ValidPair[]): ValidPair | undefined {
  const [first, ...others] = pairs;
  return others.reduce((best, pair) => (best && best.priority > pair.priority ? best : pair), first);
}

/** Whether nothing better can come: no candidate, and no check of a pair with a higher priority. */
function isUnrivalled({ component, priority }: ValidPair, { pairs, isComplete }: View): boolean {
  return (
    isComplete &&
    !pairs.some(
      (pair) =>
        pair.component === component &&
        pair.priority > priority &&
        pair.state !== 'succeeded' &&
        pair.state !== 'failed',
    )
  );
}
