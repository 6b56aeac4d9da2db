import type { Chance } from '#lessons/chance.ts';

/** The words of the exercise. */
export type Happening = 'connected' | 'disconnected' | 'failed' | 'network-changed' | 'time';
export type Action = 'wait' | 'restart' | 'give-up';

/** A type and no interface: it crosses the border as JSON. */
export type Settings = Record<'patienceMs' | 'attemptMs' | 'pauseMs' | 'attempts', number>;

/** What happens to a call from outside, and what a program has to do about it. */
export interface Course {
  readonly settings: Settings;
  readonly script: readonly Heard[];
  /** Whatever is not `wait`; undefined where the rules are applied (`rules.ts`). */
  readonly expected?: readonly Done[];
}

export interface Heard {
  readonly atMs: number;
  readonly happening: Happening;
}

export interface Done {
  readonly atMs: number;
  readonly action: Action;
}

/** Which check a course is for. */
export type CourseId =
  'waits-a-moment' | 'restarts-at-once' | 'one-at-a-time' | 'backs-off' | 'gives-up' | 'any-course';

export const ANY_COURSES = 20;
const HAPPENINGS: readonly Happening[] = [
  'connected',
  'disconnected',
  'disconnected',
  'failed',
  'failed',
  'network-changed',
  'time',
];

/** All courses of a run, drawn anew. */
export function drawCourses(chance: Chance): Record<CourseId, readonly Course[]> {
  const settings = drawSettings(chance);
  return {
    'waits-a-moment': waiting(settings, chance),
    'restarts-at-once': atOnce(settings, chance),
    'one-at-a-time': oneAtATime(settings, chance),
    'backs-off': backingOff(settings, chance),
    'gives-up': givingUp(settings, chance),
    'any-course': Array.from({ length: ANY_COURSES }, () => anyCourse(chance)),
  };
}

function drawSettings(chance: Chance): Settings {
  return {
    patienceMs: 3_000 + chance.below(4_000),
    attemptMs: 10_000 + chance.below(6_000),
    pauseMs: 1_000 + chance.below(2_000),
    attempts: 3 + chance.below(3),
  };
}

const at = (atMs: number, happening: Happening): Heard => ({ atMs, happening });
const restart = (atMs: number): Done => ({ atMs, action: 'restart' });

/** A trouble that passes, one that is repeated by the browser, and one that lasts. */
function waiting(settings: Settings, chance: Chance): Course[] {
  const { patienceMs } = settings;
  const from = 1_000 + chance.below(100_000);
  const soon = from + 1 + chance.below(patienceMs - 1);
  return [
    { settings, script: [at(from, 'disconnected'), at(soon, 'connected')], expected: [] },
    {
      settings,
      script: [at(0, 'connected'), at(from, 'disconnected'), at(soon, 'disconnected')],
      expected: [restart(from + patienceMs)],
    },
  ].map((course) => ended(course, from + patienceMs + 10));
}

function atOnce(settings: Settings, chance: Chance): Course[] {
  const from = 1_000 + chance.below(100_000);
  const later = from + 1 + chance.below(settings.patienceMs - 1);
  return [
    { settings, script: [at(0, 'connected'), at(from, 'failed')], expected: [restart(from)] },
    { settings, script: [at(0, 'connected'), at(from, 'network-changed')], expected: [restart(from)] },
    { settings, script: [at(from, 'disconnected'), at(later, 'failed')], expected: [restart(later)] },
    {
      settings,
      script: [at(from, 'disconnected'), at(later, 'network-changed')],
      expected: [restart(later)],
    },
  ].map((course) => ended(course, later + 10));
}

/** Everything that can happen happens while a restart is under way. */
function oneAtATime(settings: Settings, chance: Chance): Course[] {
  return (['failed', 'network-changed', 'disconnected'] as const).map((happening) => {
    const from = 1_000 + chance.below(100_000);
    const during = from + 1 + chance.below(settings.attemptMs - 1);
    return ended(
      { settings, script: [at(from, 'failed'), at(during, happening)], expected: [restart(from)] },
      from + settings.attemptMs + settings.pauseMs - 1,
    );
  });
}

/** The attempts of a path that doesn't come back, each with its pause before it. */
function attemptsOf({ attemptMs, pauseMs, attempts }: Settings, from: number): number[] {
  const times = [from];
  for (let failed = 1; failed < attempts; failed += 1) {
    times.push((times.at(-1) ?? from) + attemptMs + pauseMs * 2 ** (failed - 1));
  }
  return times;
}

function backingOff(settings: Settings, chance: Chance): Course[] {
  const from = 1_000 + chance.below(100_000);
  const times = attemptsOf(settings, from);
  const last = times.at(-1) ?? from;
  // In the first pause the browser says once more what is known.
  const again = from + settings.attemptMs + 1 + chance.below(settings.pauseMs - 1);
  return [
    ended(
      { settings, script: [at(from, 'failed'), at(again, 'failed')], expected: times.map(restart) },
      last + 10,
    ),
  ];
}

function givingUp(settings: Settings, chance: Chance): Course[] {
  const from = 1_000 + chance.below(100_000);
  const times = attemptsOf(settings, from);
  const end = (times.at(-1) ?? from) + settings.attemptMs;
  const given: Done[] = [...times.map(restart), { atMs: end, action: 'give-up' }];
  const later = end + 1_000 + chance.below(60_000);
  // The second attempt succeeds; the next trouble has all attempts again.
  const second = times[1] ?? from;
  const anew = second + settings.attemptMs + chance.below(60_000);
  const anewTimes = attemptsOf(settings, anew);
  const anewEnd = (anewTimes.at(-1) ?? anew) + settings.attemptMs;
  return [
    ended({ settings, script: [at(from, 'failed'), at(later, 'failed')], expected: given }, later + 60_000),
    ended(
      {
        settings,
        script: [at(from, 'failed'), at(later, 'network-changed')],
        expected: [...given, restart(later)],
      },
      later + 10,
    ),
    ended(
      {
        settings,
        script: [at(from, 'failed'), at(second + 10, 'connected'), at(anew, 'failed')],
        expected: [
          restart(from),
          restart(second),
          ...anewTimes.map(restart),
          { atMs: anewEnd, action: 'give-up' },
        ],
      },
      anewEnd + 10,
    ),
  ];
}

function anyCourse(chance: Chance): Course {
  const script: Heard[] = [];
  let atMs = chance.below(100_000);
  for (let step = 0; step < 12; step += 1) {
    atMs += 1 + chance.below([500, 6_000, 40_000][chance.below(3)] ?? 1);
    script.push(at(atMs, HAPPENINGS[chance.below(HAPPENINGS.length)] ?? 'time'));
  }
  return { settings: drawSettings(chance), script };
}

/** The course, at whose end `time` comes once more, for whoever missed what was due. */
function ended(course: Course, atMs: number): Course {
  return { ...course, script: [...course.script, at(atMs, 'time')] };
}
