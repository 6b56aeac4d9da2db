import { explainProblem } from '#src/components/gather/problem-words.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { relayCall as messages } from '#src/i18n/messages/relay-call.ts';
import type { CallError, Credentials } from './call.ts';

/** Measured: what Firefox 153 says where the server answered 508, and Chromium 156 says 508. */
const UNNAMED_IN_FIREFOX = 65_535;

/** What the words depend on besides the error itself. */
export interface ErrorContext {
  readonly credentials: Credentials;
  /** The username that was used; never the password. */
  readonly username: string | undefined;
  readonly ownList: boolean;
  readonly nowMs: number;
}

export interface ErrorWords {
  readonly means: string;
  readonly advice: string;
}

/** Explains one error of a call: a refused credential by what we know of it, all others as everywhere. */
export function explainError(
  { url, code, text }: CallError,
  context: ErrorContext,
  locale: Locale,
): ErrorWords {
  const words = messages[locale].errors;
  if (code === 401 && context.credentials === 'wrong') return words.wrong;
  if (code === 401 && context.credentials === 'kept') return words.expired;
  if (code === UNNAMED_IN_FIREFOX) return words.unnamed;
  const { ownList, username, nowMs } = context;
  const { means, advice } = explainProblem(
    { source: { index: 0, url }, code, texts: [text], atMs: 0 },
    { ownList, username, gaveCandidate: false, nowMs },
    locale,
  );
  return {
    means: means.join(locale === 'en' ? ' ' : ''),
    // The general advice speaks of the other instrument's button.
    advice: code === 401 && !ownList ? words.callAgain : advice,
  };
}
