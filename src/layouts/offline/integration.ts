import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { BUDGET_BYTES, cachePrefix, whatIsKept } from './what-is-kept.ts';

/**
 * The worker of `astro dev`: the course as it was built may be kept on the same address, and would stand before the pages
 * that an author is changing.
 */
const forgetsAll = (base: string) => `
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith('${cachePrefix(base)}')) await caches.delete(name);
  await registration.unregister();
  for (const client of await clients.matchAll()) client.navigate(client.url);
})()));
`;

/**
 * Writes `/sw.js`, which keeps the course for reading without a network. It comes last: it knows every file.
 *
 * @param budgetBytes what an edition may come to at most, uncompressed: a build that goes beyond it fails
 */
export function offline(budgetBytes = BUDGET_BYTES): AstroIntegration {
  let base = '/';
  return {
    name: 'offline',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.endsWith('/') ? config.base : `${config.base}/`;
      },
      'astro:server:setup': ({ server }) => {
        // Without the base, which Vite has taken off by then.
        server.middlewares.use('/sw.js', (_, response) => {
          response.setHeader('content-type', 'text/javascript');
          response.end(forgetsAll(base));
        });
      },
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const entries = await readdir(root, { recursive: true, withFileTypes: true });
        const contents = new Map<string, Buffer>();
        for (const entry of entries.filter((one) => one.isFile())) {
          const file = join(entry.parentPath, entry.name);
          contents.set(`/${file.slice(root.length).replaceAll('\\', '/')}`, await readFile(file));
        }
        const files = [...contents].map(([path, content]) => ({ path, bytes: content.length }));
        const { shared, editions, hashed } = whatIsKept(files);

        const version = createHash('sha256');
        for (const [path, content] of [...contents].sort()) version.update(path).update(content);
        const bytesOf = (paths: readonly string[]) =>
          paths.reduce(
            (sum, path) => sum + (contents.get(path.endsWith('/') ? `${path}index.html` : path)?.length ?? 0),
            0,
          );
        for (const [edition, paths] of Object.entries(editions)) {
          const bytes = bytesOf(shared) + bytesOf(paths);
          if (bytes > budgetBytes)
            throw new Error(`The edition ${edition} comes to ${bytes} bytes: over the budget.`);
          logger.info(`${edition}: ${shared.length + paths.length} files, ${(bytes / 1e6).toFixed(1)} MB`);
        }

        const inBase = (paths: readonly string[]) => paths.map((path) => base + path.slice(1));
        const kept = {
          version: version.digest('hex').slice(0, 16),
          base,
          prefix: cachePrefix(base),
          shared: inBase(shared),
          editions: Object.fromEntries(Object.entries(editions).map(([id, paths]) => [id, inBase(paths)])),
          hashed: inBase(hashed),
        };
        const source = await readFile(new URL('worker.ts', import.meta.url), 'utf8');
        const script = stripTypeScriptTypes(source, { mode: 'strip' }).replace(/^\s*\/?\*.*\n/gm, '');
        await writeFile(join(root, 'sw.js'), `const KEPT = ${JSON.stringify(kept)};\n${script}`);
      },
    },
  };
}
