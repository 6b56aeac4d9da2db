/** The built site in `dist/`, and whether it is what the sources would give. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT, programScript, projectEnvironment } from './node.mjs';

/** Everything that a build reads. */
export const SOURCES = [
  'content',
  'lessons',
  'public',
  'src',
  'astro.config.mjs',
  'package-lock.json',
  'svelte.config.js',
  'tsconfig.json',
];
/** Settings that a build reads. */
const SETTINGS = ['SITE_URL', 'BASE_PATH', 'SANDBOX_ORIGIN', 'WEBCONTAINER', 'WEBCONTAINER_HOST'];

const STAMP = join(ROOT, '.cache', 'built-from');

/**
 * Builds the site when it is missing or its sources changed since.
 *
 * @param {string} node
 */
export function buildIfNeeded(node) {
  const sources = fingerprint();
  const current = existsSync(join(ROOT, 'dist', 'index.html')) && existsSync(STAMP);
  if (current && readFileSync(STAMP, 'utf8') === sources) return;
  console.log('Building the site …');
  rmSync(STAMP, { force: true });
  const { status } = spawnSync(node, [programScript('astro'), 'build'], {
    cwd: ROOT,
    env: projectEnvironment(node),
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The site could not be built (messages are above).');
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, sources);
}

/** A hash over the contents of the sources, so that neither a checkout's times nor a deleted file deceive it. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const name of SETTINGS) hash.update(`${name}=${process.env[name] ?? ''}\0`);
  for (const file of SOURCES.flatMap(filesIn))
    hash.update(`${file}\0`).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}

/** @param {string} path @returns {string[]} */
function filesIn(path) {
  const full = join(ROOT, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}
