import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/* The links of the pages as they were built, with their places on a page. No browser is needed to follow them. */

const DIST = process.env['E2E_DIST'] ?? 'dist';
const files = globSync('**/*', { cwd: DIST }).filter((file) => statSync(join(DIST, file)).isFile());
/** The HTML of each page, by its path. */
const pages = new Map(
  files
    .filter((file) => file.endsWith('.html'))
    .map((file) => [
      `/${file.replace(/(^|\/)index\.html$/, '$1')}`,
      readFileSync(join(DIST, file), 'utf8').replaceAll(/<script\b[^>]*>[\s\S]*?<\/script>/g, ''),
    ]),
);
const served = new Set([...pages.keys(), ...files.map((file) => `/${file}`)]);

const valuesOf = (html: string, attribute: string): string[] =>
  [...html.matchAll(new RegExp(`\\s${attribute}="([^"]*)"`, 'g'))].map(([, value = '']) =>
    value.replaceAll('&amp;', '&').replaceAll('&#38;', '&'),
  );

/** What a page has links to that isn't there. */
function deadLinks(path: string, html: string): string[] {
  return valuesOf(html, 'href').filter((href) => {
    if (/^[a-z]+:/.test(href)) return false;
    const { pathname, hash } = new URL(href, `http://site.invalid${path}`);
    if (!served.has(decodeURIComponent(pathname))) return true;
    const target = pages.get(pathname);
    return hash !== '' && target !== undefined && !idsOf(target).has(decodeURIComponent(hash.slice(1)));
  });
}

const ids = new Map<string, Set<string>>();
function idsOf(html: string): Set<string> {
  const known = ids.get(html) ?? new Set(valuesOf(html, 'id'));
  ids.set(html, known);
  return known;
}

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
