import { createChance } from '#lessons/chance.ts';
import type { CallOutcome, Learner, Observation } from '#lessons/contract.ts';
import { type CourseId, drawCourses } from './courses.ts';
import { type Played, play } from './play.ts';

/** One run of `rehearse`, with real connections. */
export interface Rehearsal {
  readonly texts: readonly string[];
  readonly answer: CallOutcome | undefined;
  readonly observations: readonly Observation[];
}

/** What a run leaves behind. */
export interface Observed {
  readonly played: Readonly<Record<CourseId, readonly Played[]>>;
  readonly rehearsal: Rehearsal;
}

/** Courses and rehearsal take three seconds; in a tab in the background every timer takes one. */
export const DEADLINE_MS = 60_000;
const REHEARSAL_MS = 35_000;
const TEXTS = 16;
/** Each way. Both changes come before the answer to the first can be there. */
const SIGNALLING_MS = 200;

export async function observe(learner: Learner): Promise<Observed> {
  const courses = Object.entries(drawCourses(createChance()));
  const played: [string, Played[]][] = [];
  for (const [id, drawn] of courses) {
    const results: Played[] = [];
    for (const course of drawn) {
      const result = await play(course, (...args) => learner.call('decide', ...args));
      results.push(result);
      if (result.trouble) break; // the others would say the same
    }
    played.push([id, results]);
  }
  const rehearsal = await rehearse(learner);
  return { played: Object.fromEntries(played) as Record<CourseId, Played[]>, rehearsal };
}

/** The network changes twice in a row, in name: a real call goes on meanwhile. */
async function rehearse(learner: Learner): Promise<Rehearsal> {
  const from = learner.observations.length;
  const texts = Array.from({ length: TEXTS }, () => crypto.randomUUID());
  const firstMs = 200 + Math.round(Math.random() * 200);
  const settings = { patienceMs: 5_000, attemptMs: 15_000, pauseMs: 2_000, attempts: 4 };
  const answer = await Promise.race([
    learner.call('rehearse', texts, [firstMs, firstMs + 100], SIGNALLING_MS, settings),
    learner.waitFor(() => false, REHEARSAL_MS).then(() => undefined),
  ]);
  return { texts, answer, observations: learner.observations.slice(from) };
}
