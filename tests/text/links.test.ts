import { describe, expect, it } from 'vitest';
import { brokenLinks, knownRoutes } from './links.ts';
import { sources } from './sources.ts';

const ROUTES = knownRoutes();
const SOURCES = sources(
  'content/**/*.mdx',
  'lessons/**/exercise.yaml',
  'src/i18n/messages/*.ts',
  'src/{components,layouts,pages}/**/*.{astro,svelte}',
);

describe('an internal link', () => {
  it('leads to a page that the site has', () => {
    const broken = SOURCES.flatMap(({ path, text }) =>
      brokenLinks(text, ROUTES).map((link) => `${path} ${link}`),
    );
    expect(broken).toEqual([]);
  });

  it('of the Chinese edition stays in it', () => {
    const leaving = SOURCES.filter(({ path }) => path.startsWith('content/zh-cn/')).flatMap(
      ({ path, text }) =>
        [...text.matchAll(/\]\((\/(?!zh-cn\/)[^)]*)/g)].map(([, link]) => `${path} ${link}`),
    );
    expect(leaving).toEqual([]);
  });
});

describe('the check itself', () => {
  it('knows the pages in both editions, and the chapters where they are', () => {
    for (const route of [
      '/',
      '/zh-cn/',
      '/learn/',
      '/zh-cn/glossary/',
      '/tools/gather/',
      '/learn/candidates/',
    ]) {
      expect(ROUTES).toContain(route);
    }
    expect(ROUTES).toContain('/ice-servers.json');
  });

  it.each([
    '[a chapter to come](/learn/no-such-chapter/)',
    '<a href="/learn/candidates">without the last slash</a>',
    "<a href={'/zh-cn/nothing/'}>nothing</a>",
    '[a term](/glossary/#no-such-term)',
  ])('finds %s', (text) => {
    expect(brokenLinks(text, ROUTES)).toHaveLength(1);
  });

  it.each([
    '[here](/learn/candidates/#the-code)',
    '[a term](/zh-cn/glossary/#nat)',
    '[out](https://example.com/x)',
  ])('lets pass %s', (text) => {
    expect(brokenLinks(text, ROUTES)).toEqual([]);
  });
});
