import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { headersBelow } from './preview/headers-file.ts';

/**
 * Astro integration: the built `_headers` names the paths of the host.
 *
 * @param base where the site stands there
 */
export function builtHeaders(base: string): AstroIntegration {
  return {
    name: 'icebreaker:built-headers',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const file = fileURLToPath(new URL('_headers', dir));
        await writeFile(file, headersBelow(await readFile(file, 'utf8'), base));
      },
    },
  };
}
