import type { Scheduler } from './scheduler.ts';
import type { Checklist, Pair } from './types.ts';

/** What becomes of a check: how it ends, and how many milliseconds after it was sent. */
export interface Outcome {
  readonly afterMs: number;
  readonly state: 'succeeded' | 'failed';
}

/** A line of the trace. */
export interface Sent {
  readonly atMs: number;
  readonly pair: string;
  readonly kind: 'triggered' | 'ordinary';
}

/** Ta. RFC 8445 §14.2. */
export const TA_MS = 50;

/**
 * A simulated clock: Ta fires, the scheduler picks, and checks end as it is told. A success unfreezes its foundation
 * (RFC 8445 §7.2.5.3.3). Ends when nothing is on its way and Ta brings no check any more.
 */
export function run(
  scheduler: Scheduler,
  checklists: readonly Checklist[],
  outcomeOf: (pair: Pair) => Outcome,
): Sent[] {
  const sent: Sent[] = [];
  const ending: { atMs: number; pair: Pair; state: Outcome['state'] }[] = [];
  for (let atMs = 0; sent.length < 1_000; atMs += TA_MS) {
    for (const ended of ending.splice(0)) {
      if (ended.atMs > atMs) ending.push(ended);
      else end(checklists, ended.pair, ended.state);
    }
    const check = scheduler.next();
    if (check) {
      sent.push({ atMs, pair: check.pair.id, kind: check.kind });
      const { afterMs, state } = outcomeOf(check.pair);
      ending.push({ atMs: atMs + afterMs, pair: check.pair, state });
    } else if (ending.length === 0) break;
  }
  return sent;
}

function end(checklists: readonly Checklist[], pair: Pair, state: Outcome['state']): void {
  pair.state = state;
  if (state === 'failed') return;
  for (const other of checklists.flatMap(({ pairs }) => pairs)) {
    if (other.state === 'frozen' && other.foundation === pair.foundation) other.state = 'waiting';
  }
}
