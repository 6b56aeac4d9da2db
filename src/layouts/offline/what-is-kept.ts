import { LOCALES, localeOfPath, type Locale } from '#src/i18n/locales.ts';

/** A file of the built site. */
export interface BuiltFile {
  /** `/learn/stun/index.html` */
  readonly path: string;
  readonly bytes: number;
}

export interface Kept {
  readonly shared: readonly string[];
  readonly editions: Readonly<Record<Locale, readonly string[]>>;
  readonly hashed: readonly string[];
}

/** What one visit may bring to a reader's device, of one edition, uncompressed. */
export const BUDGET_BYTES = 12_000_000;

/**
 * The full editor and the terminal: three quarters of all bytes. An exercise can be solved without them, and who has
 * used them keeps them.
 */
const WHEN_USED =
  /\/(editor\.api|full-editor|register|tsMode|open|codicon|ts\.worker|editor\.worker|lib\.[\w.]+)\.[\w-]+\.(js|ttf|css)$/;
/** What is no part of the course: the host's own files, and what must always be asked for. */
const NEVER =
  /^\/(_headers|_redirects|ice-servers\.json|sw\.js|sitemap.*\.xml|robots\.txt|licences\.txt|sandbox\/.*|share\/.*)$/;
/** What is shown in the place of a page of the other edition. */
const NOT_KEPT = '/offline/';
const HASHED = /^\/_astro\//;

/** How the names of the caches begin for the site at a base: no other's name begins so. */
export function cachePrefix(base: string): string {
  return base === '/' ? 'icebreaker-' : `icebreaker${base}@`;
}

/** Sorts a build's files by when they are kept. Addresses are as a browser asks for them: `/learn/`. */
export function whatIsKept(files: readonly BuiltFile[]): Kept {
  const paths = files
    .filter(({ path }) => !NEVER.test(path))
    .map(({ path }) => path.replace(/\/index\.html$/, '/'))
    .sort();
  const editionOf = (path: string): Locale | undefined => {
    if (path === NOT_KEPT) return undefined;
    if (path.endsWith('/')) return localeOfPath(path);
    const index = /^\/pagefind\/.*?(?:\/|\.)(en|zh-hans-cn)_\w+\.pf_\w+$/.exec(path)?.[1];
    return index === undefined ? undefined : index === 'en' ? 'en' : 'zh-cn';
  };
  const isShared = (path: string) => editionOf(path) === undefined && !WHEN_USED.test(path);
  return {
    shared: paths.filter(isShared),
    editions: Object.fromEntries(
      LOCALES.map((locale) => [locale, paths.filter((path) => editionOf(path) === locale)]),
    ) as Record<Locale, string[]>,
    hashed: paths.filter((path) => HASHED.test(path)),
  };
}
