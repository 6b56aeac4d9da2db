import { defineChecks, text } from '#lessons/contract.ts';
import type { LocalizedText, Verdict } from '#lessons/contract.ts';
import { wordsOfLearnerError } from '#lessons/learner-error.ts';
import type { CourseId, Done } from './courses.ts';
import { DEADLINE_MS, type Observed, observe } from './observe.ts';
import type { Played, Trouble } from './play.ts';
import { channelSurvives } from './rehearsal.ts';
import { actionsByRule } from './rules.ts';

const PASS: Verdict = { verdict: 'pass' };

/** Whether a course came to what it should. */
function goesRight(id: CourseId, hint: string): (observed: Observed) => Verdict {
  return ({ played }) => {
    for (const one of played[id]) {
      const expected = one.course.expected ?? actionsByRule(one.course);
      if (one.trouble) {
        return { verdict: 'fail', expected: wanted(expected, one), seen: inTrouble(one.trouble), hint };
      }
      if (!isSame(expected, one.done)) {
        return { verdict: 'fail', expected: wanted(expected, one), seen: listed(one.done, one), hint };
      }
    }
    return PASS;
  };
}

function isSame(expected: readonly Done[], done: readonly Done[]): boolean {
  return (
    expected.length === done.length &&
    expected.every(({ atMs, action }, index) => done[index]?.atMs === atMs && done[index].action === action)
  );
}

/** What should have come, and the settings that it follows from: they are drawn anew for each run. */
function wanted(expected: readonly Done[], played: Played): LocalizedText {
  const { patienceMs, attemptMs, pauseMs, attempts } = played.course.settings;
  const { en, 'zh-cn': zhCn } = listed(expected, played);
  const settings = Object.entries({ patienceMs, attemptMs, pauseMs, attempts })
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
  return text(`${en}; settings: ${settings}`, `${zhCn}；设置：${settings}`);
}

/** A course's actions, each with what was heard last before it: `restart at 5.20 s`. Times count from the first moment. */
function listed(done: readonly Done[], { course, heard }: Played): LocalizedText {
  const zero = course.script[0]?.atMs ?? 0;
  const seconds = (atMs: number): string => `${((atMs - zero) / 1000).toFixed(2)} s`;
  const script = course.script
    .slice(0, -1)
    .map(({ atMs, happening }) => `${happening} ${seconds(atMs)}`)
    .join(', ');
  const actions = done.map(({ atMs, action }) => `${action} ${seconds(atMs)}`).join(', ');
  const calls = heard.length;
  return actions === ''
    ? text(`only “wait”, in ${calls} calls; heard: ${script}`, `${calls} 次调用都是 wait；听到：${script}`)
    : text(`${actions}; heard: ${script}`, `${actions}；听到：${script}`);
}

function inTrouble(trouble: Trouble): LocalizedText {
  switch (trouble.kind) {
    case 'error':
      return wordsOfLearnerError(trouble.error);
    case 'no-decision':
      return text(
        'an answer without a known action, or with a wakeAtMs that is no number',
        '返回值里没有已知的 action，或者 wakeAtMs 不是数',
      );
    case 'restless':
      return text('“time” is asked for again and again', '不停地要求 time');
  }
}

export default defineChecks({
  deadlineMs: DEADLINE_MS,
  observe,
  checks: {
    'waits-a-moment': goesRight('waits-a-moment', 'may-pass'),
    'restarts-at-once': goesRight('restarts-at-once', 'known-cause'),
    'one-at-a-time': goesRight('one-at-a-time', 'under-way'),
    'backs-off': goesRight('backs-off', 'double-it'),
    'gives-up': goesRight('gives-up', 'count-them'),
    'any-course': goesRight('any-course', 'write-it-down'),
    'channel-survives': ({ rehearsal }) => channelSurvives(rehearsal),
  },
});
