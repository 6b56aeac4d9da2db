import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import * as pagefind from 'pagefind';
import { readBuiltPages } from '../built-pages.ts';
import { indexSite } from './index-site.ts';

/** Of what Pagefind writes, what our own dialog needs: none of its interfaces. */
const NEEDED = /^(pagefind\.js|pagefind-worker\.js|pagefind-entry\.json|.*\.pf_\w+|wasm\.[\w-]+\.pagefind)$/;

/** Makes the index of the search, `/pagefind/`, from the pages as they were built. */
export function searchIndex(): AstroIntegration {
  return {
    name: 'search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        try {
          const files = (await indexSite(await readBuiltPages(root))).filter(({ path }) => NEEDED.test(path));
          for (const { path, content } of files) {
            const file = join(root, 'pagefind', path);
            await mkdir(dirname(file), { recursive: true });
            await writeFile(file, content);
          }
          const kB = Math.round(files.reduce((sum, { content }) => sum + content.length, 0) / 1_000);
          logger.info(`${files.length} files, ${kB} kB`);
        } finally {
          await pagefind.close();
        }
      },
    },
  };
}
