import { isTurnUrl, parseIceUrl } from '#src/live/ice-server-url.ts';
import { DEADLINE_MS } from '#src/live/gather.ts';
import { HTML_LANG, type Locale } from '#src/i18n/locales.ts';
import { gatherProblems } from '#src/i18n/messages/gather-problems.ts';
import { iceServers } from '#src/i18n/messages/ice-servers.ts';
import type { GatherProblem } from './run.ts';

/** What a problem means, and what to try. */
export interface ProblemWords {
  readonly means: readonly string[];
  readonly advice: string;
}

/** What the words depend on besides the problem itself. */
export interface ProblemContext {
  readonly ownList: boolean;
  /** The username that was used; never the credential. */
  readonly username?: string | undefined;
  /** Whether the same server gave a candidate all the same. */
  readonly gaveCandidate: boolean;
  readonly nowMs: number;
}

/** Explains one problem in words that are true for Chromium and for Firefox. */
export function explainProblem(
  problem: GatherProblem,
  context: ProblemContext,
  locale: Locale,
): ProblemWords {
  const words = gatherProblems[locale];
  const url = problem.source.url ?? '';
  switch (problem.code) {
    case 401:
      return explainUnauthorized(context, locale);
    case 701:
      return explainUnreachable(url, context, locale);
    case 'timeout':
      return explainTimeout(url, context, locale);
    case 'no-network':
      return { means: [words.noNetwork.means], advice: words.noNetwork.try };
    case 'bad-url':
      return explainBadUrl(url, locale);
    case 'no-credential':
      return { means: [words.noCredential.means], advice: words.noCredential.try };
    case 'unsupported':
      return { means: [words.unsupported.means], advice: words.unsupported.try };
    case 'nothing':
      return { means: [words.nothing.means], advice: words.nothing[nothingKey(url)] };
    case 'unreadable':
      return { means: [words.unreadable.means], advice: words.unreadable.try };
    default:
      return explainCode(problem.code, locale);
  }
}

function explainUnauthorized(
  { username = '', ownList, nowMs }: ProblemContext,
  locale: Locale,
): ProblemWords {
  const words = gatherProblems[locale].unauthorized;
  const means: string[] = [words.means];
  const seconds = secondsSinceExpiry(username, nowMs);
  if (seconds !== undefined) means.push(words.expired(ago(seconds, locale)));
  return { means, advice: ownList ? words.ownTry : words.siteTry };
}

/** Time-limited credentials have the username `<seconds since 1970>:<id>`; undefined while they are valid. */
function secondsSinceExpiry(username: string, nowMs: number): number | undefined {
  const expiry = /^(\d{9,11})(:|$)/.exec(username)?.[1];
  if (expiry === undefined) return undefined;
  const seconds = nowMs / 1_000 - Number(expiry);
  return seconds < 0 ? undefined : seconds;
}

/** “10 minutes ago”, in the largest unit that fits. */
function ago(seconds: number, locale: Locale): string {
  const units = [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ] as const;
  const [unit, length] = units.find(([, size]) => seconds >= size) ?? (['second', 1] as const);
  return new Intl.RelativeTimeFormat(HTML_LANG[locale]).format(-Math.floor(seconds / length), unit);
}

function explainUnreachable(url: string, { gaveCandidate }: ProblemContext, locale: Locale): ProblemWords {
  const words = gatherProblems[locale].unreachable;
  if (gaveCandidate) return { means: [words.someInterface], advice: words.someInterfaceTry };
  const parsed = parseIceUrl(url);
  const host = parsed.ok ? parsed.value.host : '';
  if (/^(localhost|127\..*|::1)$/i.test(host)) return { means: [words.means], advice: words.loopbackTry };
  if (/^turns:/i.test(url)) return { means: [words.means], advice: words.tlsTry };
  const isAddress = /^[\d.]+$/.test(host) || host.includes(':');
  return { means: [words.means], advice: isAddress ? words.addressTry : words.nameTry(host) };
}

function explainTimeout(url: string, { gaveCandidate }: ProblemContext, locale: Locale): ProblemWords {
  const words = gatherProblems[locale].timeout;
  if (url === '') return { means: [words.host], advice: words.hostTry };
  const say = gaveCandidate ? words.partly : words.means;
  return { means: [say(DEADLINE_MS / 1_000)], advice: words.try };
}

function explainBadUrl(url: string, locale: Locale): ProblemWords {
  const words = gatherProblems[locale].badUrl;
  const parsed = parseIceUrl(url);
  return {
    means: parsed.ok ? [words.means] : [words.means, iceServers[locale].urlErrors[parsed.error]],
    advice: words.try,
  };
}

function nothingKey(url: string): 'stunTry' | 'turnTry' | 'tlsTry' {
  if (!isTurnUrl(url)) return 'stunTry';
  return /^turns:/i.test(url) ? 'tlsTry' : 'turnTry';
}

/** The codes that a TURN server may answer with: RFC 8489 §14.8, RFC 8656 §19. */
const CODES = {
  300: 'tryAlternate',
  400: 'badRequest',
  403: 'forbidden',
  420: 'unknownAttribute',
  437: 'mismatch',
  438: 'stale',
  440: 'family',
  441: 'wrongCredentials',
  442: 'transport',
  486: 'quota',
  500: 'serverError',
  508: 'capacity',
} as const;

function explainCode(code: number, locale: Locale): ProblemWords {
  const words = gatherProblems[locale].codes;
  const key = isKnownCode(code) ? CODES[code] : 'other';
  return { means: [words[key]], advice: key === 'quota' ? words.quotaTry : words.generalTry };
}

function isKnownCode(code: number): code is keyof typeof CODES {
  return code in CODES;
}
