import { HTML_LANG, type Locale } from '#src/i18n/locales.ts';

/** A moment in the reader's own time zone, as a sentence takes it: `22 Nov 2026, 09:41`. */
export function wordsOfTime(atMs: number, locale: Locale): string {
  const language = locale === 'en' ? 'en-GB' : HTML_LANG[locale];
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(atMs);
}
