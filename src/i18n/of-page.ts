import { HTML_LANG, LOCALES, type Locale } from './locales.ts';

/**
 * The words of the edition that a page is in: those of the others, which nobody reads there, aren't loaded. So in a page
 * every locale's are the page's. Where there is no page, as when the site is built, all are there.
 *
 * @throws what the loading was refused with
 */
export async function ofPage<Words>(
  load: Readonly<Record<Locale, () => Promise<Words>>>,
): Promise<Readonly<Record<Locale, Words>>> {
  const own = localeOfPage();
  const loaded = await Promise.all(
    LOCALES.map(async (locale) => [locale, await load[own ?? locale]()] as const),
  );
  return Object.fromEntries(loaded) as Record<Locale, Words>;
}

function localeOfPage(): Locale | undefined {
  if (typeof document === 'undefined') return undefined;
  return LOCALES.find((locale) => HTML_LANG[locale] === document.documentElement.lang);
}
