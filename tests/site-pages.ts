import { globSync, readFileSync } from 'node:fs';
import type { Editions } from '#src/i18n/editions.ts';
import { LOCALES, isLocale, localizePath, type Locale } from '#src/i18n/locales.ts';

/** A page of the site as it has to be: its address, and the editions that it stands in. */
export interface SitePage {
  readonly path: string;
  readonly locale: Locale;
  readonly editions: readonly Locale[];
}

/** In which editions each chapter is written, by the files in `content/`. */
export const CHAPTERS: Editions = new Map(
  [...Map.groupBy(chapterFiles(), ({ slug }) => slug)].map(([slug, files]) => [
    slug,
    files.map(({ locale }) => locale).sort(),
  ]),
);

function chapterFiles(): { slug: string; locale: Locale }[] {
  return globSync('content/*/[0-9][0-9]-*.mdx').flatMap((file) => {
    const [, locale, slug = ''] = /^content\/([^/]+)\/\d\d-(.+)\.mdx$/.exec(file) ?? [];
    return isLocale(locale) ? [{ slug, locale }] : [];
  });
}

/** Exercises that are programs have a page each, in every edition. */
function exercisePages(): string[] {
  return globSync('lessons/*/exercise.yaml')
    .filter((file) => /^runtime: (node|lab)$/m.test(readFileSync(file, 'utf8')))
    .map((file) => `/exercises/${file.split('/')[1] ?? ''}/`)
    .sort();
}

/** English paths of the pages that stand in every edition: one file of `src/pages/[...locale]/` each. */
function everywhere(): string[] {
  const folder = 'src/pages/[...locale]/';
  return globSync('src/pages/[[]...locale[]]/**/*.astro')
    .map((file) => `/${file.slice(folder.length, -'.astro'.length)}/`.replace(/index\/$/, ''))
    .filter((path) => !path.includes('['))
    .sort();
}

/** Each edition's page of what stands below one English path. */
function inEditions(path: string, editions: readonly Locale[]): SitePage[] {
  return editions.map((locale) => ({ path: localizePath(path, locale), locale, editions }));
}

export const CHAPTER_PAGES: readonly SitePage[] = [...CHAPTERS].flatMap(([slug, editions]) =>
  inEditions(`/learn/${slug}/`, editions),
);

/** Every page of every edition that is to be found: what stands in for a page isn't one. */
export const PAGES: readonly SitePage[] = [
  ...[...everywhere(), ...exercisePages()].flatMap((path) => inEditions(path, LOCALES)),
  ...CHAPTER_PAGES,
  ...[...CHAPTERS].flatMap(([slug, editions]) => inEditions(`/learn/${slug}/summary/`, editions)),
];
