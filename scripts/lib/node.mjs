/**
 * The Node that runs the project. Astro and Vitest need 22.12; a host may have 20, so npm installs a pinned
 * binary from `optionalDependencies` (there is none for every platform), and npm scripts find it first.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const NEEDED = [22, 12];

/**
 * The project's own Node, or else the host's when it is new enough.
 *
 * @returns {string} path of the program
 * @throws {Error} that says what to do when there is neither
 */
export function projectNode() {
  const own = ownNodePath();
  if (existsSync(own) && isNewEnough(versionOf(own))) return own;
  if (isNewEnough(process.version)) return process.execPath;
  throw new Error(
    `Icebreaker needs Node ${NEEDED.join('.')} or newer. This is ${process.version}, and npm has no binary of Node ` +
      `for ${process.platform}-${process.arch}: install a newer Node (https://nodejs.org/) and run the command again.`,
  );
}

/**
 * The environment in which the project's programs run: its Node and its programs are found first.
 *
 * @param {string} node
 * @returns {NodeJS.ProcessEnv}
 */
export function projectEnvironment(node) {
  const path = [dirname(node), join(ROOT, 'node_modules', '.bin'), process.env.PATH ?? ''];
  return { ...process.env, PATH: path.join(delimiter), ASTRO_TELEMETRY_DISABLED: '1' };
}

/**
 * The script behind a program of an installed package (`astro`, `vitest` …), to be run by Node itself:
 * the links in `node_modules/.bin` are shell scripts on Windows.
 *
 * @param {string} program
 * @param {string} [packageName]
 */
export function programScript(program, packageName = program) {
  const folder = join(ROOT, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[program]);
}

/** @param {string | undefined} version as `process.version` */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = (version ?? '').replace(/^v/, '').split('.').map(Number);
  const [neededMajor = 0, neededMinor = 0] = NEEDED;
  return major > neededMajor || (major === neededMajor && minor >= neededMinor);
}

function ownNodePath() {
  const windows = process.platform === 'win32';
  const platform = windows ? 'win' : process.platform;
  return join(ROOT, 'node_modules', `node-${platform}-${process.arch}`, 'bin', windows ? 'node.exe' : 'node');
}

/** @param {string} node */
function versionOf(node) {
  return spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout?.trim();
}
