import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { moveIslandStyles } from './island-styles.ts';
import { withoutUnusedHashes } from './script-hashes.ts';
import { shortenScopes } from './short-scopes.ts';

/**
 * Makes each built page shorter than Astro writes it, and brings what is read first to its front.
 *
 * @param scriptHashes of inline scripts that no page has, but frames that inherit its policy
 */
export function leanHtml(scriptHashes: readonly string[]): AstroIntegration {
  return {
    name: 'lean-html',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const root = fileURLToPath(dir);
        for (const name of await readdir(root, { recursive: true })) {
          if (!name.endsWith('.html')) continue;
          const file = join(root, name);
          const html = withoutUnusedHashes(await readFile(file, 'utf8'), scriptHashes);
          await writeFile(file, shortenScopes(moveIslandStyles(html)));
        }
      },
    },
  };
}
