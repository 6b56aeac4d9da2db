/** The picture of a link to each chapter and to the site, for whoever is sent the link; no page loads it. */
import type { APIRoute } from 'astro';
import sharp from 'sharp';
import { COURSE_CHAPTERS } from '#src/components/map/course.ts';
import { pictureSvg } from '#src/components/share-picture/picture.ts';
import { LOCALES, type Locale } from '#src/i18n/locales.ts';
import { chapter as messages } from '#src/i18n/messages/chapter.ts';
import { site } from '#src/i18n/messages/site.ts';
import { allChapters } from '../_routes.ts';

interface Props {
  readonly locale: Locale;
  /** None for the site's own picture. */
  readonly chapter?: { readonly number: number; readonly title: string };
}

export async function getStaticPaths() {
  const chapters = (await allChapters()).map(({ locale, number, slug, entry }) => ({
    params: { name: `${slug}.${locale}` },
    props: { locale, chapter: { number, title: entry.data.title } } satisfies Props,
  }));
  const sites = LOCALES.map((locale) => ({
    params: { name: `icebreaker.${locale}` },
    props: { locale } satisfies Props,
  }));
  return [...chapters, ...sites];
}

export const GET: APIRoute<Props> = async ({ props: { locale, chapter } }) => {
  const { name: siteName, tagline } = site[locale];
  const stops = COURSE_CHAPTERS.length;
  const svg = chapter
    ? pictureSvg(
        { label: messages[locale].number(chapter.number), title: chapter.title, siteName },
        { stop: chapter.number, stops },
      )
    : pictureSvg({ title: tagline, siteName }, { stop: stops + 1, stops });
  const png = await sharp(Buffer.from(svg)).png({ palette: true }).toBuffer();
  return new Response(new Uint8Array(png), { headers: { 'Content-Type': 'image/png' } });
};
