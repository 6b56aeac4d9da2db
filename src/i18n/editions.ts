import { linkTo } from './addresses.ts';
import { DEFAULT_LOCALE, LOCALES, type Locale } from './locales.ts';

/** In which editions each chapter is written, by slug. */
export type Editions = ReadonlyMap<string, readonly Locale[]>;

/**
 * Where a reader of one edition can read a chapter: there if it is written there, otherwise in English, otherwise
 * wherever it is. Undefined for a chapter that is still to come.
 */
export function editionFor(editions: Editions, slug: string, reader: Locale): Locale | undefined {
  const written = editions.get(slug) ?? [];
  return [reader, DEFAULT_LOCALE, ...LOCALES].find((locale) => written.includes(locale));
}

/** A link of the language switch. */
export interface LanguageLink {
  readonly locale: Locale;
  readonly href: string;
  /** Whether it leads to the same page in the other language, and not to `elsewhere`. */
  readonly isSamePage: boolean;
}

/**
 * The other editions of a page of the site.
 * @param editions those in which the page stands
 * @param elsewhere where an edition without the page sends its reader, as an English path
 */
export function languageLinks(
  path: string,
  reader: Locale,
  editions: readonly Locale[],
  elsewhere: string,
): LanguageLink[] {
  return LOCALES.filter((locale) => locale !== reader).map((locale) => {
    const isSamePage = editions.includes(locale);
    return { locale, href: linkTo(isSamePage ? path : elsewhere, locale), isSamePage };
  });
}
