import type { CheckContext, Json, Learner } from '#lessons/contract.ts';
import { allEnded, gatheringConnections } from './observed.ts';
import type { Observed } from './observed.ts';

/** A connection that has something to gather for starts within milliseconds, on a busy machine within seconds. */
const START_MS = 6_000;
/** How long after the end of gathering an answer may still come. */
const ANSWER_MS = 2_000;
/** A silent server keeps a browser gathering for longer than anyone wants to watch. */
const PATIENCE_MS = 22_000;
/** After the answer: time for the candidates that came too late for it, and for `close()`. */
const AFTERWARDS_MS = 1_500;

/** Longer than everything above together, so that a run normally ends by itself. */
export const DEADLINE_MS = 35_000;

/** Calls `gatherCandidates` once and watches what really happens, during the call and a moment longer. */
export async function observe(learner: Learner, { iceServers }: CheckContext): Promise<Observed> {
  const answer = await Promise.race([
    learner.call('gatherCandidates', iceServers as unknown as Json),
    whenHopeless(learner),
  ]);
  const seenAtAnswer = learner.observations.length;
  if (!isSettled(learner)) await learner.waitFor(() => isSettled(learner), AFTERWARDS_MS);
  return { answer, seenAtAnswer, observations: [...learner.observations] };
}

/** Resolves when there is no point in waiting for the answer any longer. */
async function whenHopeless(learner: Learner): Promise<undefined> {
  const isGathering = (): boolean => gatheringConnections(learner.observations).length > 0;
  if (!isGathering()) await learner.waitFor(isGathering, START_MS);
  if (!isGathering()) return;
  const hasEnded = (): boolean => allEnded(learner.observations);
  if (!hasEnded()) await learner.waitFor(hasEnded, PATIENCE_MS);
  if (hasEnded()) await learner.waitFor(() => false, ANSWER_MS);
}

/** Nothing more can come: every connection was closed. */
function isSettled({ observations }: Learner): boolean {
  const opened = observations.filter(({ kind }) => kind === 'connection-created').length;
  const closed = observations.filter(({ kind }) => kind === 'connection-closed').length;
  return closed >= opened;
}
