import type { CallOutcome, Json, LearnerError } from '#lessons/contract.ts';
import { type Action, type Course, type Done, type Heard, type Settings } from './courses.ts';
import { ACTIONS } from './rules.ts';

/** What became of a course. */
export interface Played {
  readonly course: Course;
  /** Everything that was heard, in order, `time` included. */
  readonly heard: readonly Heard[];
  readonly done: readonly Done[];
  /** Why it ended before the script did. */
  readonly trouble?: Trouble;
}

export type Trouble =
  | { readonly kind: 'error'; readonly error: LearnerError }
  /** The answer is no decision. */
  | { readonly kind: 'no-decision' }
  /** `time` is asked for again and again. */
  | { readonly kind: 'restless' };

export type Decide = (
  memory: Json,
  happening: string,
  atMs: number,
  settings: Settings,
) => Promise<CallOutcome>;

const MOST_STEPS = 200;

/** Plays a course: the script's moments, and between them those that the learner asked for, on a clock of its own. */
export async function play(course: Course, decide: Decide): Promise<Played> {
  const heard: Heard[] = [];
  const done: Done[] = [];
  const script = [...course.script];
  let memory: Json = null;
  let wakeAtMs: number | null = null;
  for (let next = script[0]; next !== undefined; next = script[0]) {
    const isWake: boolean = wakeAtMs !== null && wakeAtMs < next.atMs;
    const moment: Heard = isWake && wakeAtMs !== null ? { atMs: wakeAtMs, happening: 'time' } : next;
    if (!isWake) script.shift();
    heard.push(moment);
    if (heard.length > MOST_STEPS) return { course, heard, done, trouble: { kind: 'restless' } };
    const outcome = await decide(memory, moment.happening, moment.atMs, course.settings);
    if (!outcome.ok) return { course, heard, done, trouble: { kind: 'error', error: outcome.error } };
    const decision = decisionOf(outcome.value);
    if (!decision) return { course, heard, done, trouble: { kind: 'no-decision' } };
    memory = decision.memory;
    // A wish for a moment that is past is met at once, as by a timer.
    wakeAtMs = decision.wakeAtMs === null ? null : Math.max(decision.wakeAtMs, moment.atMs);
    if (decision.action !== 'wait') done.push({ atMs: moment.atMs, action: decision.action });
  }
  return { course, heard, done };
}

function decisionOf(value: Json): { action: Action; wakeAtMs: number | null; memory: Json } | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const { wakeAtMs = null, memory = null } = value;
  const action = ACTIONS.find((one) => one === value['action']);
  if (!action || (wakeAtMs !== null && typeof wakeAtMs !== 'number')) return undefined;
  return { action, wakeAtMs, memory };
}
