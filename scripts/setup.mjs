/**
 * Brings a fresh clone to where everything else can run: the packages of package-lock.json, and a Node that is
 * new enough. Plain JavaScript for Node 20 without any package, since that is all there is at first.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { withLock } from './lib/lock.mjs';
import { ROOT, projectNode } from './lib/node.mjs';

/** @typedef {Record<string, { version?: string, optional?: boolean }>} LockedPackages */

/** What npm says it has installed; it writes this at the end. */
const INSTALLED = 'node_modules/.package-lock.json';
const NPM_FLAGS = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/**
 * Installs what is missing.
 *
 * @returns {string} the Node to run the project with
 */
export function setUp() {
  if (!isUpToDate()) withLock(join(ROOT, '.cache', 'setup.lock'), () => isUpToDate() || install());
  return projectNode();
}

function isUpToDate() {
  return isInstalled(packagesOf('package-lock.json'), packagesOf(INSTALLED));
}

/**
 * Whether what npm says it has installed is what the lockfile asks for. Optional packages may be missing: most of
 * them are for other platforms.
 *
 * @param {LockedPackages} locked
 * @param {LockedPackages} installed
 */
export function isInstalled(locked, installed) {
  return Object.entries(locked).every(([path, { version, optional }]) => {
    if (path === '') return true; // the project itself
    const there = installed[path];
    return there ? there.version === version : optional === true;
  });
}

/** @param {string} file @returns {LockedPackages} */
function packagesOf(file) {
  const path = join(ROOT, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}

function install() {
  console.log('Installing the packages of package-lock.json …');
  // `npm ci` starts by removing node_modules, perhaps with the Node that runs this: only for a fresh start.
  if (!existsSync(join(ROOT, INSTALLED)) && npm('ci')) return;
  // A registry without some other platform's optional package makes `npm ci` fail; `npm install` does without it.
  if (npm('install', '--no-save')) return;
  throw new Error(
    'npm could not install the packages (its messages are above). Run the command again when it can.',
  );
}

/** @param {string[]} args */
function npm(...args) {
  // Inside `npm start` npm names its own script; else it is a command, which on Windows only a shell finds.
  const script = process.env.npm_execpath;
  const options = /** @type {const} */ ({ cwd: ROOT, stdio: 'inherit' });
  const { status } = script
    ? spawnSync(process.execPath, [script, ...args, ...NPM_FLAGS], options)
    : spawnSync('npm', [...args, ...NPM_FLAGS], { ...options, shell: process.platform === 'win32' });
  return status === 0;
}

/**
 * Runs a script's main function and turns an error into its message and exit code 1.
 *
 * @param {() => unknown} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await runMain(setUp);
