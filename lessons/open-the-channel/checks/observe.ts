import type { Learner } from '#lessons/contract.ts';
import { connections, isOpen, type Observed, received, stillOpen } from './observed.ts';

/** For the first connection to be created, on a busy machine. */
const START_MS = 4_000;
/** Two peers in one page connect in less than a second; we wait for a slow machine, not for a miracle. */
const OPEN_MS = 9_000;
const ARRIVE_MS = 3_000;
const ANSWER_MS = 2_000;
/** After the answer, for `close()` and for what is still on its way. */
const AFTERWARDS_MS = 1_000;

/** Longer than everything above together, so that a run normally ends by itself. */
export const DEADLINE_MS = 25_000;

/** Calls `openChannel` once, with a text that nobody knows, and watches what really happens. */
export async function observe(learner: Learner): Promise<Observed> {
  const text = `${crypto.randomUUID()} ✓ 你好`;
  const answer = await Promise.race([learner.call('openChannel', text), whenHopeless(learner, text)]);
  const isSettled = (): boolean => stillOpen(learner.observations) <= 0;
  if (!isSettled()) await learner.waitFor(isSettled, AFTERWARDS_MS);
  return { text, answer, observations: [...learner.observations] };
}

/** Resolves when there is no point in waiting for the answer any longer. */
async function whenHopeless(learner: Learner, text: string): Promise<undefined> {
  const steps: readonly [hasHappened: () => boolean, withinMs: number][] = [
    [() => connections(learner.observations).length > 0, START_MS],
    [() => isOpen(learner.observations), OPEN_MS],
    [() => received(learner.observations).includes(text), ARRIVE_MS],
  ];
  for (const [hasHappened, withinMs] of steps) {
    if (!hasHappened()) await learner.waitFor(hasHappened, withinMs);
    if (!hasHappened()) return;
  }
  await learner.waitFor(() => false, ANSWER_MS);
}
