import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The pages of a build, and what of their links leads nowhere. No browser is needed to follow them. */
export interface BuiltLinks {
  /** The HTML of each page without its scripts, by its address on the host. */
  readonly pages: ReadonlyMap<string, string>;
  /** What a page has links to that isn't there. */
  deadLinks(address: string, html: string): string[];
}

/**
 * Reads a built site.
 *
 * @param base where it stands on its host
 */
export function readBuiltLinks(dist: string, base = '/'): BuiltLinks {
  const files = globSync('**/*', { cwd: dist }).filter((file) => statSync(join(dist, file)).isFile());
  const pages = new Map(
    files
      .filter((file) => file.endsWith('.html'))
      .map((file) => [
        base + file.replace(/(^|\/)index\.html$/, '$1'),
        readFileSync(join(dist, file), 'utf8').replaceAll(/<script\b[^>]*>[\s\S]*?<\/script>/g, ''),
      ]),
  );
  const served = new Set([...pages.keys(), ...files.map((file) => base + file)]);

  const ids = new Map<string, Set<string>>();
  const idsOf = (html: string): Set<string> => {
    const known = ids.get(html) ?? new Set(valuesOf(html, 'id'));
    ids.set(html, known);
    return known;
  };
  const isDead = (address: string, href: string): boolean => {
    const { pathname, hash } = new URL(href, `http://site.invalid${address}`);
    if (!served.has(decodeURIComponent(pathname))) return true;
    const target = pages.get(pathname);
    return hash !== '' && target !== undefined && !idsOf(target).has(decodeURIComponent(hash.slice(1)));
  };
  return {
    pages,
    deadLinks: (address, html) =>
      valuesOf(html, 'href').filter((href) => !/^[a-z]+:/.test(href) && isDead(address, href)),
  };
}

function valuesOf(html: string, attribute: string): string[] {
  return [...html.matchAll(new RegExp(`\\s${attribute}="([^"]*)"`, 'g'))].map(([, value = '']) =>
    value.replaceAll('&amp;', '&').replaceAll('&#38;', '&'),
  );
}
