/**
 * `node scripts/lockfile.mjs`, after packages were added: completes package-lock.json.
 *
 * A registry mirror may lack some optional packages for other platforms. npm then leaves them out of the lockfile,
 * and `npm ci` refuses that lockfile everywhere ("Missing: X from lock file"). This adds an entry for each, with
 * version and platform but without a hash, which is all that npm needs to pass over it where it doesn't fit.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './lib/node.mjs';

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 * @property {Record<string, string>} [optionalDependencies]
 */
/** @typedef {Record<string, LockedPackage>} LockedPackages */

const EXACT_VERSION = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

/**
 * The entries that a lockfile lacks: optional dependencies on one exact version that resolve to no entry.
 *
 * @param {LockedPackages} packages
 * @returns {LockedPackages}
 */
export function missingEntries(packages) {
  /** @type {LockedPackages} */
  const missing = {};
  for (const [path, { dev, optionalDependencies = {} }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (!EXACT_VERSION.test(version) || resolve(packages, path, name)?.version === version) continue;
      const target = path === '' ? `node_modules/${name}` : `${path}/node_modules/${name}`;
      missing[target] = { version, ...(dev && { dev }), optional: true, ...platformOf(packages, name) };
    }
  }
  return missing;
}

/**
 * The entry that `name` means in the package at `path`, looked up as Node does: its own node_modules, then those above.
 *
 * @param {LockedPackages} packages
 * @param {string} path
 * @param {string} name
 * @returns {LockedPackage | undefined}
 */
function resolve(packages, path, name) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const entry = packages[folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`];
    if (entry || folder === '') return entry;
  }
}

/**
 * The platform of a package: as another version of it says, or else as its name does (`…-darwin-arm64`).
 *
 * @param {LockedPackages} packages
 * @param {string} name
 */
function platformOf(packages, name) {
  const twin = Object.entries(packages).find(([path]) => path.endsWith(`node_modules/${name}`))?.[1];
  if (twin) {
    const { os, cpu, libc } = twin;
    return { ...(os && { os }), ...(cpu && { cpu }), ...(libc && { libc }) };
  }
  const words = name.split(/[-/]/);
  const os = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'].find((word) =>
    words.includes(word),
  );
  const cpu = ['arm', 'arm64', 'ia32', 'riscv64', 's390x', 'ppc64', 'wasm32', 'x64'].find((word) =>
    words.includes(word),
  );
  if (!os && !cpu) throw new Error(`The platform of ${name} is not known: add its entry by hand.`);
  return { ...(os && { os: [os] }), ...(cpu && { cpu: [cpu] }) };
}

function main() {
  const file = join(ROOT, 'package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingEntries(lock.packages);
  const entries = Object.entries({ ...lock.packages, ...missing });
  lock.packages = Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  for (const [path, { version }] of Object.entries(missing)) console.log(`added ${path} ${version}`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) main();
