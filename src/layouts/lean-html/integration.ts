import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { readBuiltPages } from '../built-pages.ts';
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
        for (const { file, html } of await readBuiltPages(fileURLToPath(dir)))
          await writeFile(file, shortenScopes(moveIslandStyles(withoutUnusedHashes(html, scriptHashes))));
      },
    },
  };
}
