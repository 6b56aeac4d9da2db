import { detailOf } from '#lessons/learner-error.ts';
import type { Locale } from '#src/i18n/locales.ts';
import type { LocalizedText } from '#src/i18n/messages.ts';
import { exercise as messages } from '#src/i18n/messages/exercise.ts';
import { runner } from '#src/i18n/messages/runner.ts';
import type { LearnerError, OutputLine, RunEnd } from '#src/runner/contract.ts';
import type { CheckVerdict, RunReport } from '../run/report.ts';
import type { RunState } from '../run/run-state.ts';

/** What one check's item says. `verdict` is the public name (`data-verdict`). */
export interface CheckWords {
  readonly verdict: 'pending' | 'pass' | 'fail' | 'error';
  readonly expected?: string;
  readonly seen?: string;
  /** Id of the hint that helps here. */
  readonly hint?: string;
}

/** The words for each check of an exercise, in its order. */
export function wordsOfCheck(
  check: { readonly id: string; readonly title: string },
  state: RunState,
  locale: Locale,
): CheckWords {
  const found: CheckVerdict | undefined =
    state.phase === 'done' ? state.report.verdicts[check.id] : undefined;
  const t = messages[locale];
  const say = (text: LocalizedText): string => text[locale];
  switch (found?.verdict) {
    case undefined:
      return { verdict: 'pending' };
    case 'pass':
      return { verdict: 'pass', ...(found.seen && { seen: say(found.seen) }) };
    case 'fail':
      return {
        verdict: 'fail',
        expected: say(found.expected),
        seen: say(found.seen),
        ...(found.hint !== undefined && { hint: found.hint }),
      };
    case 'error':
      return { verdict: 'error', seen: say(found.seen) };
    case 'broken':
      return { verdict: 'error', seen: t.broken(brokenBecause(state, found.message, locale)) };
    case 'unreached':
      // The learner stopped the run themselves: nothing was promised, nothing failed.
      return state.phase === 'done' && state.report.state === 'stopped'
        ? { verdict: 'pending' }
        : { verdict: 'fail', expected: check.title, seen: t.unreached };
  }
}

/** One sentence on where the run stands, for the status line. */
export function wordsOfRun(state: RunState, locale: Locale): string {
  const { status } = messages[locale];
  if (state.phase === 'idle') return status.idle;
  if (state.phase === 'running') return state.stopping ? status.stopping : status.running;
  return wordsOfReport(state.report, locale);
}

function wordsOfReport({ end, verdicts, state }: RunReport, locale: Locale): string {
  if (end.kind !== 'finished') return wordsOfEnd(end, locale);
  const { status } = messages[locale];
  const all = Object.values(verdicts);
  const passed = all.filter(({ verdict }) => verdict === 'pass').length;
  if (state === 'passed') return status.passed(all.length);
  const notMade = all.filter(({ verdict }) => verdict === 'error' || verdict === 'broken').length;
  return notMade > 0 ? status.error(passed, all.length, notMade) : status.failed(passed, all.length);
}

/** Why a run ended before its time, in a sentence. */
export function wordsOfEnd(end: Exclude<RunEnd, { kind: 'finished' }>, locale: Locale): string {
  const { status, learnerError } = messages[locale];
  switch (end.kind) {
    case 'stopped':
      return status.stopped;
    case 'deadline':
      return status.deadline(Math.round(end.deadlineMs / 1000));
    case 'hung':
      return status.hung;
    case 'too-many-observations':
      return status.tooManyObservations(end.limit);
    case 'left':
      return status.left;
    case 'failed-to-start':
      return status.failedToStart(startFailure(end, locale));
    case 'learner-error':
      return `${learnerError[end.error.kind]} ${wordsOfError(end.error, locale)}`;
  }
}

/** A line of output in words: the learner's own, or the runner's in the page's language. */
export function wordsOfLine({ text, notice }: OutputLine, locale: Locale): string {
  const t = messages[locale];
  switch (notice?.kind) {
    case 'cut':
      return t.outputCut(notice.lines);
    case 'datagrams-lost':
      return t.datagramsLost(notice.limit);
    case 'uncaught':
      return `${t.uncaught} ${wordsOfError(notice.error, locale)}`;
    case 'blocked':
      return t.blocked(notice.what);
    case undefined:
      return text;
  }
}

/**
 * The error that a run came to: the one that ended it, or, where checks failed, the first that a call into the
 * learner's code ended with. A run may pass though its code throws: an exercise can ask for that.
 */
export function errorOfRun({ state, end, thrown }: RunReport): LearnerError | undefined {
  if (end.kind === 'learner-error') return end.error;
  return state === 'failed' ? thrown : undefined;
}

/** An error of the learner's code with its place: `TypeError: x is not a function (exercise.ts, line 3)`. */
export function wordsOfError(error: LearnerError, locale: Locale): string {
  const what = detailOf(error)[locale];
  const { place } = error;
  return place ? `${what} (${messages[locale].at(place.file, place.line)})`.trimStart() : what;
}

function brokenBecause(state: RunState, message: string, locale: Locale): string {
  const end = state.phase === 'done' ? state.report.end : undefined;
  return end?.kind === 'failed-to-start' ? startFailure(end, locale) : message;
}

/** Why a run could not start: the runner's own reason in the page's language, or else what a browser said. */
function startFailure(
  { reason, cause }: Extract<RunEnd, { kind: 'failed-to-start' }>,
  locale: Locale,
): string {
  if (cause === undefined) return reason;
  return cause === 'no-frame' ? runner[locale].noFrame : runner[locale].noParser;
}

/** The first line of a text, and the rest. */
export function splitFirstLine(text: string): readonly [first: string, rest: string] {
  const end = text.indexOf('\n');
  return end === -1 ? [text, ''] : [text.slice(0, end), text.slice(end + 1).trim()];
}
