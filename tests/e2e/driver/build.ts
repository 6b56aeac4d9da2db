import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Builds run at the same time as others: each has caches of its own. */
const configuration = (folder: string) => `import config from '../../../astro.config.mjs';
export default { ...config, cacheDir: '${folder}/astro', vite: { ...config.vite, cacheDir: '${folder}/vite' } };
`;

/**
 * Builds the site anew, beside the one under test.
 *
 * @param name of its folder in `.cache/e2e`
 * @param settings environment variables of the build
 * @returns the folder of the built site
 */
export async function buildSite(name: string, settings: Readonly<Record<string, string>>): Promise<string> {
  const folder = `.cache/e2e/${name}`;
  const dist = join(folder, 'dist');
  await rm(dist, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const config = join(folder, 'astro.config.mjs');
  await writeFile(config, configuration(folder));
  await promisify(execFile)(
    process.execPath,
    ['node_modules/astro/bin/astro.mjs', 'build', '--config', config, '--outDir', dist],
    {
      env: { ...process.env, ...settings, ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
      maxBuffer: 10_000_000,
    },
  );
  return dist;
}
