import * as pagefind from 'pagefind';
import { rfcTitle } from '#src/components/chapter/rfc-sections.ts';
import { TERMS } from '#src/components/glossary/terms.ts';
import { HTML_LANG, LOCALES, localeOfPath, localizePath, type Locale } from '#src/i18n/locales.ts';
import { search as messages } from '#src/i18n/messages/search.ts';
import type { BuiltPage } from '../built-pages.ts';
import { citedPlaces } from './cited-places.ts';

/** What a reader looks for: chapters, exercises and instruments. The glossary comes term by term. */
const SEARCHED = /^(\/zh-cn)?\/(learn\/.+|exercises\/.+|tools\/.+|lab)\//;
/** Parts of a page that are no text: demos, editors, and what is there for one medium only. */
const NOT_TEXT = ['astro-island', '.screen-only', 'svg', 'noscript'];
/** Files of passages for each edition: with one for each citation there would be a thousand. */
const MAX_FRAGMENTS = 60;

/** Says again what its chapter says. */
const SHEET = /\/summary\/$/;

/** Pagefind's files, their paths relative to its folder. Throws where a page can't be indexed. */
export async function indexSite(site: readonly BuiltPage[]): Promise<pagefind.IndexFile[]> {
  const pages = site.filter(({ path }) => !SHEET.test(path));
  const { index, errors } = await pagefind.createIndex({
    rootSelector: 'main',
    excludeSelectors: NOT_TEXT,
    maxFragments: MAX_FRAGMENTS,
  });
  if (!index) throw new Error(errors.join('\n'));
  const add = async (adding: Promise<pagefind.NewFileResponse>) => {
    const added = await adding;
    if (added.errors.length > 0) throw new Error(added.errors.join('\n'));
  };
  for (const { path, html } of pages.filter((page) => SEARCHED.test(page.path)))
    await add(index.addHTMLFile({ url: path, content: html }));
  for (const record of [...termRecords(), ...sectionRecords(pages)]) await add(index.addCustomRecord(record));
  const { files } = await index.getFiles();
  return files;
}

function* termRecords(): Generator<pagefind.CustomRecord> {
  for (const locale of LOCALES)
    for (const { id, term, definition } of TERMS) {
      const place = localizePath(`/glossary/#${id}`, locale);
      yield {
        ...record(
          locale,
          term[locale],
          `${term[locale]}${locale === 'en' ? '' : ` ${term.en}`}: ${definition[locale]}`,
          place,
        ),
        url: place,
      };
    }
}

/** A section leads to where each chapter first cites it. */
function* sectionRecords(pages: readonly BuiltPage[]): Generator<pagefind.CustomRecord> {
  for (const { path, html } of pages) {
    if (!/\/learn\/.+\//.test(path)) continue;
    const locale = localeOfPath(path);
    const chapter = /<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1]?.trim() ?? '';
    const seen = new Set<string>();
    for (const { rfc, section, heading } of citedPlaces(html)) {
      const name = `RFC ${rfc} §${section}`;
      if (seen.has(name)) continue;
      seen.add(name);
      const title = rfcTitle(rfc, section);
      const cited = messages[locale].citedIn(chapter, heading?.text);
      yield {
        ...record(
          locale,
          title === undefined ? name : `${name} ${title}`,
          `${cited} · ${name} RFC${rfc} ${title ?? ''}`,
          heading ? `${path}#${heading.id}` : path,
        ),
        // Pagefind keeps one record of an address, and a heading may stand above several citations.
        url: `${path}?${rfc}-${section}`,
      };
    }
  }
}

/**
 * In small letters: Pagefind reads the language of pages so, and would keep an index of its own for the other.
 *
 * @param place where it leads
 */
function record(
  locale: Locale,
  title: string,
  content: string,
  place: string,
): Omit<pagefind.CustomRecord, 'url'> {
  return { language: HTML_LANG[locale].toLowerCase(), content, meta: { title, place } };
}
