import type { CallOutcome, CheckContext, Json, Learner, LearnerError } from '#lessons/contract.ts';
import { hasGathered, isEnd, startedGathering } from './observed.ts';
import type { Observed, Pace, Run, Taken } from './observed.ts';

/** A connection that has something to gather for starts within milliseconds, on a busy machine within seconds. */
const START_MS = 6_000;
/** A silent server keeps a browser gathering for longer than anyone wants to watch. */
const PATIENCE_MS = 15_000;
/** After the end of gathering: how long we go on asking for an end that isn't there. */
const END_MS = 3_000;
/** After the end was taken: how long an answer and `close()` may take. */
const ANSWER_MS = 2_000;

/** Longer than everything above together, so that a run normally ends by itself. */
export const DEADLINE_MS = 50_000;

/** Calls `trickle` with an eager channel, and when that came to an end with a slow one. */
export async function observe(learner: Learner, { iceServers }: CheckContext): Promise<Observed> {
  const runs: Run[] = [];
  for (const pace of ['eager', 'slow'] as const) {
    const run = await runOnce(learner, iceServers as unknown as Json, pace);
    runs.push(run);
    if (run.gatheredAtMs === undefined || run.nextError) break;
  }
  return { runs, observations: [...learner.observations] };
}

async function runOnce(learner: Learner, iceServers: Json, pace: Pace): Promise<Run> {
  const first = learner.observations.length;
  const observed = () => learner.observations.slice(first);
  const answers: NonNullable<Run['answer']>[] = [];
  const answered = learner.call('trickle', iceServers).then(
    (outcome: CallOutcome) => {
      answers.push({ atMs: performance.now(), outcome });
    },
    () => undefined, // the run is over: the runner says why
  );
  const desk = openDesk(learner, pace === 'eager' ? [10, 50] : [40, 250]);

  const asking = pace === 'eager' ? desk.askUntilEnd() : undefined;
  const gathered = await untilGathered(learner, observed);
  const gatheredAtMs = gathered ? performance.now() : undefined;
  if (gathered && pace === 'slow') {
    await pause(between(1_200, 2_600));
    await Promise.race([desk.askUntilEnd(), pause(END_MS + 2_000)]);
  } else if (gathered) {
    await Promise.race([asking, pause(END_MS)]);
  }
  await Promise.race([answered, pause(ANSWER_MS)]);
  await closing(learner, observed);
  await desk.close();
  const { taken, error } = desk;
  const [answer] = answers;
  return { pace, taken, nextError: error(), answer, gatheredAtMs, observations: observed() };
}

/** Asks `next()` again and again, with a pause of its own each time, and keeps what it was given. */
function openDesk(learner: Learner, [fromMs, toMs]: readonly [number, number]) {
  const taken: Taken[] = [];
  let error: LearnerError | undefined;
  let isClosed = false;
  const ask = async (): Promise<void> => {
    const outcome = await learner.call('next');
    if (!outcome.ok) error = outcome.error;
    else if (outcome.value !== null) taken.push({ atMs: performance.now(), value: outcome.value });
  };
  return {
    taken,
    error: () => error,
    async askUntilEnd(): Promise<void> {
      while (!isClosed && !error && !learner.signal.aborted && !taken.some(isEnd)) {
        await pause(between(fromMs, toMs));
        await ask();
      }
    },
    /** Once more for what may have been put behind the end, then no more. */
    async close(): Promise<void> {
      isClosed = true;
      for (let more = 0; more < 3 && !error && !learner.signal.aborted; more += 1) await ask();
    },
  };
}

async function untilGathered(learner: Learner, observed: () => Learner['observations']): Promise<boolean> {
  const started = () => startedGathering(observed());
  const ended = () => hasGathered(observed());
  if (!started()) await learner.waitFor(started, START_MS);
  if (!started()) return false;
  if (!ended()) await learner.waitFor(ended, PATIENCE_MS);
  return ended();
}

/** Gives the connections a moment to be closed after the answer. */
async function closing(learner: Learner, observed: () => Learner['observations']): Promise<void> {
  const isClosed = () => {
    const count = (kind: string) => observed().filter((seen) => seen.kind === kind).length;
    return count('connection-closed') >= count('connection-created');
  };
  if (!isClosed()) await learner.waitFor(isClosed, 500);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function between(fromMs: number, toMs: number): number {
  return fromMs + Math.random() * (toMs - fromMs);
}
