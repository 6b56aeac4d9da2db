import { explainProblem } from '#src/components/gather/problem-words.ts';
import { HTML_LANG, type Locale } from '#src/i18n/locales.ts';
import { serverTest as messages } from '#src/i18n/messages/server-test.ts';
import type { GatherFault } from '#src/live/gather-events.ts';
import { MESSAGE_BYTES, MESSAGES } from '#src/live/relayed-data.ts';
import type { TesterPhase, TestEnd, TestRow } from './tester.svelte.ts';
import { isGood, overallOf, type Verdict } from './verdict.ts';

/** What a verdict is called, what it means, and what to try where it isn't good. */
export interface VerdictWords {
  readonly name: string;
  readonly means: string;
  readonly advice: string | undefined;
  /** What the browser said, in its own words. */
  readonly browserTexts: readonly string[];
}

/** Puts the result of one URL into words. */
export function wordsOf(
  row: TestRow & { readonly verdict: Verdict },
  { ownList, nowMs }: { readonly ownList: boolean; readonly nowMs: number },
  locale: Locale,
): VerdictWords {
  const { verdict, trial } = row;
  const { means, verdict: names } = messages[locale];
  const bytes = (n: number): string => n.toLocaleString(HTML_LANG[locale]);
  const name = verdict.kind === 'refused' ? names.refused(verdict.code) : names[verdict.kind];
  const browserTexts = trial?.errors.flatMap(({ text }) => text || []) ?? [];
  const say = (said: string, advice?: string): VerdictWords => ({ name, means: said, advice, browserTexts });
  switch (verdict.kind) {
    case 'works':
      return say(means.works(bytes(MESSAGES * MESSAGE_BYTES)));
    case 'sees-you':
      return say(means.seesYou);
    case 'no-data':
      return verdict.why === 'no-path'
        ? say(means.noPath, means.noPathTry)
        : say(
            means.bytesLost(bytes(trial?.data?.bytesBack ?? 0), bytes(MESSAGES * MESSAGE_BYTES)),
            means.bytesLostTry,
          );
    default: {
      const problem = explainProblem(
        { source: { index: 0, url: row.url }, code: codeOf(verdict), texts: [], atMs: 0 },
        { ownList, username: row.username, gaveCandidate: false, nowMs },
        locale,
      );
      const advice = verdict.kind === 'unauthorized' && !ownList ? means.siteTry : problem.advice;
      return say(problem.means.join(locale === 'en' ? ' ' : ''), advice);
    }
  }
}

type Bad = Exclude<Verdict, { readonly kind: 'works' | 'sees-you' | 'no-data' }>;

function codeOf(verdict: Bad): number | GatherFault | 'timeout' {
  switch (verdict.kind) {
    case 'unauthorized':
      return 401;
    case 'unreachable':
      return 701;
    case 'silent':
      return 'timeout';
    case 'refused':
      return verdict.code;
    case 'fault':
      return verdict.fault;
  }
}

export interface StatusOf {
  readonly phase: TesterPhase;
  readonly rows: readonly TestRow[];
  readonly end: TestEnd | undefined;
  readonly hasTypedError: boolean;
  readonly isLinked: boolean;
}

/** The status line: how far the test is, or what all its results say together. */
export function statusOf(
  { phase, rows, end, hasTypedError, isLinked }: StatusOf,
  locale: Locale,
): { words: string; tone: 'plain' | 'success' | 'failure' | 'waiting' } {
  const { status, overall } = messages[locale];
  if (phase === 'missing' || phase === 'blocked') return { words: status[phase], tone: 'failure' };
  if (phase === 'running') {
    const done = rows.filter(({ stage }) => stage === 'done').length;
    return { words: rows.length ? status.running(done, rows.length) : status.starting, tone: 'waiting' };
  }
  if (hasTypedError) return { words: status.typedError, tone: 'failure' };
  if (end === undefined) return { words: isLinked ? status.idleLinked : status.idle, tone: 'plain' };
  if (end === 'stopped' || end === 'left') return { words: status[end], tone: 'plain' };
  if (end !== 'done') return { words: status[end], tone: 'failure' };
  const results = rows.flatMap(({ url, verdict }) => (verdict ? { url, verdict } : []));
  const sum = overallOf(results);
  const failed = results.filter(({ verdict }) => !isGood(verdict)).length;
  return {
    words: overall[sum] + (failed > 0 ? overall.failed(failed, results.length) : ''),
    tone: sum === 'no-relay' || sum === 'stun-fails' ? 'failure' : 'success',
  };
}
