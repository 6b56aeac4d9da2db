import type { CheckContext, Json, Learner } from '#lessons/contract.ts';
import { hasTurn, openConnections, seen, type Observed, type Run } from './observed.ts';

/** A relayed call stands within a second or two; on a busy machine it takes longer. */
const PATIENCE_MS = 15_000;
/** After the answer: time for the last statistics, and for `close()`. */
const AFTERWARDS_MS = 1_500;

/** Longer than both calls together. */
export const DEADLINE_MS = 40_000;

/** Lets the learner's function make a relay-only call, then one with every candidate, each with a text of its own. */
export async function observe(learner: Learner, { iceServers }: CheckContext): Promise<Observed> {
  const relayed = await callOnce(learner, iceServers as unknown as Json, 'relay', hasTurn(iceServers));
  const direct = relayed.answer?.ok
    ? await callOnce(learner, iceServers as unknown as Json, 'all', true)
    : undefined;
  return { relayed, direct };
}

async function callOnce(
  learner: Learner,
  iceServers: Json,
  policy: Run['policy'],
  isPossible: boolean,
): Promise<Run> {
  const text = `${policy}-${crypto.randomUUID()}`;
  const from = learner.observations.length;
  const soFar = (): Omit<Run, 'answer'> => ({
    policy,
    text,
    observations: learner.observations.slice(from),
  });
  const answer = await Promise.race([
    learner.call('callWith', iceServers, policy, text),
    // Where no relay is configured nothing can ever arrive.
    learner.waitFor(() => false, isPossible ? PATIENCE_MS : AFTERWARDS_MS),
  ]);
  const isSettled = (): boolean => {
    const run = { ...soFar(), answer: undefined };
    return openConnections(run) === 0 && seen(run, 'selected-pair').length >= 2;
  };
  if (!isSettled()) await learner.waitFor(isSettled, AFTERWARDS_MS);
  return { ...soFar(), answer: answer && 'ok' in answer ? answer : undefined };
}
