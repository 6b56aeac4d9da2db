import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { readBuiltPages } from '../built-pages.ts';
import { listedPage, robots, sitemap } from './sitemap.ts';

/**
 * Makes `/sitemap.xml` and `/robots.txt` from the pages as they were built.
 *
 * @param site address of the site's host
 * @param base where the site stands there
 */
export function siteMap(site: string, base: string): AstroIntegration {
  return {
    name: 'sitemap',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const root = fileURLToPath(dir);
        const pages = (await readBuiltPages(root)).map(({ html }) => listedPage(html));
        await writeFile(join(root, 'sitemap.xml'), sitemap(pages.filter((page) => page !== undefined)));
        await writeFile(join(root, 'robots.txt'), robots(site, base));
      },
    },
  };
}
