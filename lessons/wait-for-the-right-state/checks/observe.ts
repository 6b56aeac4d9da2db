import type { Json, Learner } from '#lessons/contract.ts';
import type { Call, Observed, Scene } from './observed.ts';

/** For a connection that works: far longer than it needs, even on a busy machine. */
const ENOUGH_MS = 10_000;
/** For one that doesn't: long enough that giving up at once can be told from waiting. */
const LIMIT_MS = 2_500;
/** How much later than its limit a call may answer: timers are late on a busy machine. */
export const TOLERANCE_MS = 2_500;
/** How much later the answer comes that is late: longer than anybody's guess, shorter than the limit. */
const LATE_MS = 1_500;
/** Long after everybody has gone. */
const NEVER_MS = 3_600_000;
/** For `close()` after the answer. */
const AFTERWARDS_MS = 500;

interface Plan {
  readonly scene: Scene;
  readonly withinMs: number;
  readonly settings: { [key: string]: Json };
}

/** A random part, so that no fixed time fits by chance. */
function plans(): Plan[] {
  const late = LATE_MS + Math.round(Math.random() * 500);
  return [
    { scene: 'at-once', withinMs: ENOUGH_MS, settings: { answerDelayMs: 0, iceTransportPolicy: 'all' } },
    { scene: 'late', withinMs: ENOUGH_MS, settings: { answerDelayMs: late, iceTransportPolicy: 'all' } },
    {
      scene: 'no-answer',
      withinMs: LIMIT_MS,
      settings: { answerDelayMs: NEVER_MS, iceTransportPolicy: 'all' },
    },
    {
      scene: 'no-addresses',
      withinMs: LIMIT_MS,
      settings: { answerDelayMs: 0, iceTransportPolicy: 'relay' },
    },
  ];
}

/** The four calls, one after the other, each with the longest that it may take, and something for the frame. */
export const DEADLINE_MS = 45_000;

export async function observe(learner: Learner): Promise<Observed> {
  const calls: Call[] = [];
  for (const plan of plans()) calls.push(await callTalk(learner, plan));
  return { calls };
}

/** Calls `talk` once; waits for its answer as long as the limit allows, and a moment longer. */
async function callTalk(learner: Learner, { scene, withinMs, settings }: Plan): Promise<Call> {
  const from = learner.observations.length;
  const text = crypto.randomUUID();
  const startedAt = performance.now();
  const answer = await Promise.race([
    learner.call('talk', text, settings, withinMs),
    learner.waitFor(() => false, withinMs + TOLERANCE_MS).then(() => undefined),
  ]);
  const tookMs = performance.now() - startedAt;
  const seen = () => observationsOf(learner, from);
  const isSettled = (): boolean => {
    const all = seen();
    const count = (kind: string): number => all.filter((each) => each.kind === kind).length;
    return count('connection-closed') >= count('connection-created');
  };
  if (!isSettled()) await learner.waitFor(isSettled, AFTERWARDS_MS);
  return { scene, text, withinMs, answer, tookMs, observations: seen() };
}

/** What was seen of the connections that were made since, and not of earlier ones that were left open. */
function observationsOf({ observations }: Learner, from: number): Call['observations'] {
  const later = observations.slice(from);
  const own = new Set(later.flatMap((seen) => (seen.kind === 'connection-created' ? [seen.connection] : [])));
  return later.filter((seen) => 'connection' in seen && own.has(seen.connection));
}
