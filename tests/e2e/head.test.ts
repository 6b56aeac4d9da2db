import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { LOCALES, localeOfPath } from '#src/i18n/locales.ts';
import { CHAPTER_PAGES, PAGES } from '#tests/site-pages.ts';

/* What the heads of the built pages say to search engines and to whoever shows a link. No browser is needed. */

const DIST = process.env['E2E_DIST'] ?? 'dist';
const read = (file: string) => readFileSync(join(DIST, file), 'utf8');
const pages = new Map(
  globSync('**/index.html', { cwd: DIST })
    .filter((file) => !file.startsWith('sandbox/'))
    .map((file): [string, string] => [
      `/${file.replace(/index\.html$/, '')}`,
      read(file).split('</head>')[0] ?? '',
    ])
    // What stands in for a page isn't to be found.
    .filter(([, head]) => head.includes('rel="canonical"')),
);
const metaOf = (head: string, name: string) =>
  new RegExp(`<meta (?:name|property)="${name}" content="([^"]*)"`).exec(head)?.[1];

describe('the head of a page', () => {
  it('has a title and a description that no other page of its edition has', () => {
    expect(pages.size).toBeGreaterThanOrEqual(PAGES.length);
    for (const said of [
      (head: string) => /<title>([^<]+)<\/title>/.exec(head)?.[1],
      (head: string) => metaOf(head, 'description'),
    ]) {
      expect([...pages].filter(([, head]) => said(head) === undefined)).toEqual([]);
      // STUN is STUN in Chinese, too.
      const paths = Map.groupBy(pages, ([path, head]) => `${localeOfPath(path)} ${said(head)}`);
      const shared = [...paths].filter(([, same]) => same.length > 1);
      expect(shared.map(([text, same]) => [text, same.map(([path]) => path)])).toEqual([]);
    }
  });

  it('names a picture for its link, in its language, that is there and as large as it says', async () => {
    const named = new Set<string>();
    for (const [path, head] of pages) {
      const picture = new URL(metaOf(head, 'og:image') ?? '').pathname;
      named.add(picture);
      expect(picture.endsWith(`.${localeOfPath(path)}.png`), `${path}: ${picture}`).toBe(true);
      expect(metaOf(head, 'og:image:alt')?.length).toBeGreaterThan(2);
      expect(metaOf(head, 'twitter:card')).toBe('summary_large_image');
      expect([metaOf(head, 'og:image:width'), metaOf(head, 'og:image:height')]).toEqual(['1200', '630']);
    }
    expect(named.size).toBe(CHAPTER_PAGES.length + LOCALES.length);
    for (const picture of named) {
      const { format, width, height } = await sharp(join(DIST, picture)).metadata();
      expect([picture, format, width, height]).toEqual([picture, 'png', 1200, 630]);
      const { channels } = await sharp(join(DIST, picture)).stats();
      const [{ min, max } = { min: 0, max: 0 }] = channels;
      expect(max - min, `${picture} has ink on its paper`).toBeGreaterThan(150);
    }
  });
});

describe('the list for search engines', () => {
  it('has every page, each with its editions, and robots are told where it is', () => {
    const list = read('sitemap.xml');
    const listed = [...list.matchAll(/<loc>([^<]+)<\/loc>/g)].map(
      ([, address = '']) => new URL(address).pathname,
    );
    expect(listed.toSorted()).toEqual([...pages.keys()].toSorted());
    for (const { path, editions } of PAGES) {
      const entry = list.split('\n').find((line) => line.includes(`${path}</loc>`)) ?? '';
      expect([path, entry.split('hreflang').length - 1]).toEqual([path, editions.length === 1 ? 0 : 3]);
    }
    expect(list).not.toContain('404');
    expect(read('robots.txt')).toMatch(/^Sitemap: https?:\/\/\S+\/sitemap\.xml$/m);
  });
});
