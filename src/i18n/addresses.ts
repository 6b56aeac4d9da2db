import { localeOfPath, localizePath, type Locale } from './locales.ts';

/*
 * Where the site stands on its host: at the root, or below a path that the build was told (BASE_PATH). The project speaks
 * of paths of the site, `/learn/`; a browser asks for addresses, `/icebreaker/learn/`. Here one becomes the other. Files
 * that a script asks for by a fixed name take `import.meta.env.BASE_URL` by itself: a bundler folds it.
 */

/** The address of a path of the site. */
export function addressOf(path: string): string {
  return import.meta.env.BASE_URL === '/' ? path : import.meta.env.BASE_URL + path.slice(1);
}

/** The path of the site that an address leads to. One beyond the site stays as it is. */
export function pathOf(address: string): string {
  const base = import.meta.env.BASE_URL;
  return base !== '/' && address.startsWith(base) ? address.slice(base.length - 1) : address;
}

/** The address of a page in an edition. */
export function linkTo(path: string, locale: Locale): string {
  return addressOf(localizePath(path, locale));
}

/** The edition of the page that an address leads to. */
export function localeOf({ pathname }: Pick<URL, 'pathname'>): Locale {
  return localeOfPath(pathOf(pathname));
}
