import type { Observation } from './contract.ts';
import { LIMITS } from './limits.ts';

type Predicate = (observation: Observation) => boolean;

interface Waiter {
  readonly predicate: Predicate;
  readonly settle: (observation: Observation | undefined) => void;
}

/** What was observed in one run, in order, and who waits for more of it. */
export class ObservationLog {
  readonly #all: Observation[] = [];
  readonly #waiters = new Set<Waiter>();
  readonly #onFull: () => void;
  #closed = false;

  /** @param onFull called when more was observed than is kept: what comes after it stays unseen */
  constructor(onFull: () => void) {
    this.#onFull = onFull;
  }

  get all(): readonly Observation[] {
    return this.#all;
  }

  add(observation: Observation): void {
    if (this.#closed) return;
    if (this.#all.length >= LIMITS.observations) return this.#onFull();
    this.#all.push(observation);
    for (const waiter of this.#waiters) if (waiter.predicate(observation)) waiter.settle(observation);
  }

  /** The first observation that satisfies the predicate; undefined after `withinMs`, or when the run ends. */
  waitFor(predicate: Predicate, withinMs: number): Promise<Observation | undefined> {
    const seen = this.#all.find(predicate);
    if (seen || this.#closed) return Promise.resolve(seen);
    return new Promise((resolve) => {
      const waiter: Waiter = {
        predicate,
        settle: (observation) => {
          clearTimeout(timer);
          this.#waiters.delete(waiter);
          resolve(observation);
        },
      };
      const timer = setTimeout(() => waiter.settle(undefined), withinMs);
      this.#waiters.add(waiter);
    });
  }

  close(): void {
    this.#closed = true;
    for (const waiter of this.#waiters) waiter.settle(undefined);
  }
}
