import type { Pair, View } from './types.ts';

/** Decides which check is repeated with USE-CANDIDATE, and when. RFC 8445 §8.1.1. */
export class Nominator {
  readonly #waitMs: number;
  /** By component: when it was first seen to have a valid pair. */
  readonly #validSinceMs = new Map<number, number>();
  /** The components that have had their one nomination. */
  readonly #nominated = new Set<number>();

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
      if (this.#nominated.has(component)) return [];
      const best = rivalsOf(view, component).toSorted(byPriority)[0];
      if (!best || !(isReady(view, component) || this.#hasWaited(component, atMs))) return [];
      this.#nominated.add(component);
      return [best.id];
    });
  }

  #hasWaited(component: number, atMs: number): boolean {
    return atMs - (this.#validSinceMs.get(component) ?? atMs) >= this.#waitMs;
  }
}

/** The pairs of a component that haven't failed. */
function rivalsOf({ pairs }: View, component: number): Pair[] {
  return pairs.filter((pair) => pair.component === component && pair.state !== 'failed');
}

function byPriority(a: Pair, b: Pair): number {
  return a.priority > b.priority ? -1 : 1;
}

function isReady(view: View, component: number): boolean {
  return view.isComplete && rivalsOf(view, component).toSorted(byPriority)[0]?.state === 'succeeded';
}
