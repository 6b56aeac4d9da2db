import { describe, expect, it } from 'vitest';
import { readBuiltLinks } from './built-links.ts';

const { pages, deadLinks } = readBuiltLinks(process.env['E2E_DIST'] ?? 'dist');

/* The links of the pages as they were built, with their places on a page. */
describe('the links of the built site', () => {
  it('lead to pages that are there, and to places on them', () => {
    expect(pages.size).toBeGreaterThan(30);
    const dead = [...pages].flatMap(([path, html]) =>
      deadLinks(path, html).map((href) => `${path} has a link to ${href}`),
    );
    expect(dead).toEqual([]);
  });

  it.each([
    ['/no-such-page/', 1],
    ['/learn/stun', 1],
    ['/learn/stun/#no-such-heading', 1],
    ['#nowhere', 1],
    ['/learn/stun/', 0],
    ['https://example.com/#x', 0],
  ])('are followed: %s', (href, dead) => {
    expect(deadLinks('/learn/', `<a class="x" href="${href}">`)).toHaveLength(dead);
  });
});
