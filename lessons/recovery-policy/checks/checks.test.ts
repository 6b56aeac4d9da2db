import { describe, expect, it } from 'vitest';
import { createChance, seeded } from '#lessons/chance.ts';
import type { CallOutcome, Json, Observation } from '#lessons/contract.ts';
import { decide as solved, type Memory } from '../solution/exercise.ts';
import { decide as doubtsAChange } from '../mistakes/doubts-a-change/exercise.ts';
import { decide as evenPauses } from '../mistakes/even-pauses/exercise.ts';
import { decide as neverGivesUp } from '../mistakes/never-gives-up/exercise.ts';
import { decide as restartsAgain } from '../mistakes/restarts-again/exercise.ts';
import { decide as restartsAtDisconnected } from '../mistakes/restarts-at-disconnected/exercise.ts';
import { decide as trustsTheTimer } from '../mistakes/trusts-the-timer/exercise.ts';
import { decide as waitsForFailed } from '../mistakes/waits-for-failed/exercise.ts';
import { type Course, type CourseId, drawCourses } from './courses.ts';
import exercise from './index.ts';
import type { Observed, Rehearsal } from './observe.ts';
import { type Decide, type Played, play } from './play.ts';
import { channelSurvives } from './rehearsal.ts';
import { actionsByRule } from './rules.ts';

const DRAWS = 50;

/** Its answer as it comes over the border. */
function learnerOf(decide: typeof solved): Decide {
  return (memory, happening, atMs, settings) => {
    const answer = decide(memory as Memory | null, happening as Parameters<typeof decide>[1], atMs, settings);
    return Promise.resolve<CallOutcome>({ ok: true, value: JSON.parse(JSON.stringify(answer)) as Json });
  };
}

async function playAll(decide: Decide, seed: number): Promise<Observed['played']> {
  const entries = Object.entries(drawCourses(createChance(seeded(seed))));
  const played: [string, Played[]][] = [];
  for (const [id, courses] of entries) {
    played.push([id, await Promise.all(courses.map((course) => play(course, decide)))]);
  }
  return Object.fromEntries(played) as Record<CourseId, Played[]>;
}

/** The checks that fail, of those that look at the decisions. */
async function failing(decide: Decide, seed: number): Promise<string[]> {
  const observed: Observed = { played: await playAll(decide, seed), rehearsal: SURVIVED };
  return Object.entries(exercise.checks)
    .filter(([, check]) => check(observed, { iceServers: [] }).verdict === 'fail')
    .map(([id]) => id);
}

const TEXTS = ['one', 'two', 'three'];
const candidates = (ufrags: readonly string[]): Observation[] =>
  ufrags.map((usernameFragment) => ({
    kind: 'remote-candidate',
    connection: 2,
    atMs: 0,
    usernameFragment,
    described: true,
  }));
const messages = (texts: readonly string[], channel = 2): Observation[] =>
  texts.map((text) => ({ kind: 'message', connection: 2, channel, atMs: 0, text }));
const made = (count: number): Observation[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: 'connection-created',
    connection: index + 1,
    atMs: 0,
    configuration: {},
  }));
const FOUND: Observation = { kind: 'candidate', connection: 1, atMs: 0, candidate: 'candidate:1' };
const rehearsed = (...observations: Observation[][]): Rehearsal => ({
  texts: TEXTS,
  answer: { ok: true, value: null },
  observations: observations.flat(),
});
const SURVIVED = rehearsed(made(2), [FOUND], candidates(['aaaa', 'bbbb']), messages(TEXTS));

describe('the decisions of recovery-policy', () => {
  it('of the solution are right, whatever is drawn', async () => {
    for (let seed = 0; seed < DRAWS; seed += 1) expect(await failing(learnerOf(solved), seed)).toEqual([]);
  });

  it.for([
    ['doubts-a-change', doubtsAChange, 'restarts-at-once'],
    ['even-pauses', evenPauses, 'backs-off'],
    ['never-gives-up', neverGivesUp, 'gives-up'],
    ['restarts-again', restartsAgain, 'one-at-a-time'],
    ['restarts-at-disconnected', restartsAtDisconnected, 'waits-a-moment'],
    ['trusts-the-timer', trustsTheTimer, 'any-course'],
    ['waits-for-failed', waitsForFailed, 'waits-a-moment'],
  ] as const)('%s are caught, whatever is drawn', async ([, decide, check]) => {
    for (let seed = 0; seed < DRAWS; seed += 1) {
      expect(await failing(learnerOf(decide as typeof solved), seed)).toContain(check);
    }
  });

  it('that are wrong are shown beside the settings that they should have followed', async () => {
    const played = await playAll(learnerOf(evenPauses), 1);
    const verdict = exercise.checks['backs-off']?.({ played, rehearsal: SURVIVED }, { iceServers: [] });
    const settings = played['backs-off'][0]?.course.settings;
    if (verdict?.verdict !== 'fail' || !settings) throw new Error('it passed');
    for (const words of [verdict.expected?.en, verdict.expected?.['zh-cn']]) {
      for (const [name, value] of Object.entries(settings)) expect(words).toContain(`${name} ${value}`);
    }
  });

  it('are also right of somebody who looks at the clock more often than needed', async () => {
    const often: typeof solved = (memory, happening, atMs, settings) => {
      const decision = solved(memory, happening, atMs, settings);
      const { wakeAtMs } = decision;
      return { ...decision, wakeAtMs: wakeAtMs === null ? null : Math.min(wakeAtMs, atMs + 5_000) };
    };
    expect(await failing(learnerOf(often), 1)).toEqual([]);
  });

  it('are wrong where there is no decision, an error, or no end', async () => {
    const no: Decide = () => Promise.resolve({ ok: true, value: 'restart' });
    expect(await failing(no, 1)).toHaveLength(6);
    const restless: Decide = (_memory, _happening, atMs) =>
      Promise.resolve({ ok: true, value: { action: 'wait', wakeAtMs: atMs, memory: null } });
    expect(await failing(restless, 1)).toHaveLength(6);
  });

  it('are those that the directed courses expect, by the rules as by hand', () => {
    for (let seed = 0; seed < DRAWS; seed += 1) {
      const courses: Course[] = Object.values(drawCourses(createChance(seeded(seed)))).flat();
      for (const course of courses) {
        if (course.expected) expect(actionsByRule(course)).toEqual(course.expected);
      }
    }
  });
});

describe('the rehearsal of recovery-policy', () => {
  const seenIn = (...observations: Observation[][]): string => {
    const verdict = channelSurvives(rehearsed(...observations));
    return verdict.verdict === 'fail' ? verdict.seen.en : verdict.verdict;
  };

  it('passes with two connections, one restart, and every text on one channel', () => {
    expect(channelSurvives(SURVIVED)).toEqual({ verdict: 'pass' });
  });

  it('fails with other connections, none or two restarts, and texts that are missing or out of order', () => {
    expect(seenIn(made(4), [FOUND])).toBe('4 connections were made');
    expect(seenIn(made(2), [FOUND], candidates(['aaaa']), messages(TEXTS))).toBe('0 restarts');
    expect(seenIn(made(2), [FOUND], candidates(['aaaa', 'bbbb', 'cccc']), messages(TEXTS))).toBe(
      '2 restarts',
    );
    expect(seenIn(made(2), [FOUND], candidates(['aaaa', 'bbbb']), messages(['one', 'three']))).toBe(
      '2 of 3 texts arrived',
    );
    expect(
      seenIn(made(2), [FOUND], candidates(['aaaa', 'bbbb']), messages(['two', 'one', 'three'])),
    ).toContain('of 3 texts');
    expect(
      seenIn(made(2), [FOUND], candidates(['aaaa', 'bbbb']), messages(['one']), messages(['two'], 4)),
    ).toContain('several channels');
  });

  it('blames nobody where there is no network', () => {
    expect(seenIn(made(2))).toBe('error');
  });
});
