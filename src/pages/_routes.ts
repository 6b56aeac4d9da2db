import { getCollection, type CollectionEntry } from 'astro:content';
import type { Editions } from '#src/i18n/editions.ts';
import { DEFAULT_LOCALE, LOCALES, isLocale, type Locale } from '#src/i18n/locales.ts';

/** Paths of a page that stands in every edition: `params.locale` is undefined for English, which has no prefix. */
export function everyLocale() {
  return LOCALES.map((locale) => ({ params: localeParams(locale), props: { locale } }));
}

/** A chapter of one edition with what its file name says. */
export interface Chapter {
  readonly entry: CollectionEntry<'chapters'>;
  readonly locale: Locale;
  readonly number: number;
  readonly slug: string;
}

/** All chapters of every edition: `zh-cn/04-candidates` is number 4, slug `candidates`. */
export async function allChapters(): Promise<Chapter[]> {
  const entries = await getCollection('chapters');
  return entries.flatMap((entry) => {
    const [locale, name = ''] = entry.id.split('/');
    return isLocale(locale) ? [{ entry, locale, number: Number(name.slice(0, 2)), slug: name.slice(3) }] : [];
  });
}

/** In which editions each chapter is written. */
export async function chapterEditions(): Promise<Editions> {
  const bySlug = Map.groupBy(await allChapters(), ({ slug }) => slug);
  return new Map([...bySlug].map(([slug, chapters]) => [slug, chapters.map(({ locale }) => locale)]));
}

/** How long the chapters take to read, by slug: as written in this edition, otherwise in another. */
export async function readingMinutes(locale: Locale): Promise<ReadonlyMap<string, number>> {
  const chapters = await allChapters();
  const ofEdition = chapters.filter((chapter) => chapter.locale === locale);
  return new Map([...chapters, ...ofEdition].map(({ slug, entry }) => [slug, entry.data.readingMinutes]));
}

export function localeParams(locale: Locale): { locale: string | undefined } {
  return { locale: locale === DEFAULT_LOCALE ? undefined : locale };
}
