/** The editions of the site. English stands at the root, the others under `/<locale>/`. */
export const LOCALES = ['en', 'zh-cn'] as const;

export type Locale = (typeof LOCALES)[number];

export const DEFAULT_LOCALE: Locale = 'en';

/** How each edition names itself, for the language switch. */
export const LOCALE_NAMES: Record<Locale, string> = { en: 'English', 'zh-cn': '简体中文' };

/** The value of `<html lang>`: a BCP 47 tag whose script subtag picks the right Chinese glyphs. */
export const HTML_LANG: Record<Locale, string> = { en: 'en', 'zh-cn': 'zh-Hans-CN' };

export function isLocale(value: string | undefined): value is Locale {
  return LOCALES.some((locale) => locale === value);
}

/** The locale of a path: `/zh-cn/learn/` → `zh-cn`, everything without a prefix → `en`. */
export function localeOfPath(path: string): Locale {
  const first = path.split('/')[1];
  return isLocale(first) ? first : DEFAULT_LOCALE;
}

/** The same page in another edition: `/learn/candidates/` ↔ `/zh-cn/learn/candidates/`. */
export function localizePath(path: string, locale: Locale): string {
  const current = localeOfPath(path);
  const bare = current === DEFAULT_LOCALE ? path : path.slice(current.length + 1) || '/';
  return locale === DEFAULT_LOCALE ? bare : `/${locale}${bare}`;
}
