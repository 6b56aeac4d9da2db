import { pathOf } from '#src/i18n/addresses.ts';
import { localeOfPath, type Locale } from '#src/i18n/locales.ts';

/** Where somebody stopped reading. */
export interface ReadingPlace {
  readonly locale: Locale;
  readonly slug: string;
  /** `#id` of a section; empty at the beginning of the chapter. */
  readonly hash: string;
  /** The words of its heading, in the language that it was read in. */
  readonly section: string;
}

const PLACE = /^(?:\/zh-cn)?\/learn\/([\w-]+)\/(#[^\s#]+)? (.*)$/;

/** Reads what `readingPlace` keeps. What isn't the address of a chapter is no place: anything may stand in storage. */
export function readPlace(kept: string): ReadingPlace | undefined {
  const place = pathOf(kept);
  const [, slug, hash = '', section = ''] = PLACE.exec(place) ?? [];
  return slug === undefined ? undefined : { locale: localeOfPath(place), slug, hash, section };
}
