/**
 * Programs that tests use and npm doesn't bring. What is missing is installed where that is possible; what can't be
 * had is said, with the command to run, and the tests that need it count themselves as skipped.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { programScript } from '../lib/node.mjs';
import { isRootOnLinux } from '../lib/namespace.mjs';
import { findBrowser, findCommand, howToGetBrowser } from '../lib/programs.mjs';

const DOWNLOAD_MS = 5 * 60_000;
const POLICY = '/usr/sbin/policy-rc.d';

/** @type {{ name: string, isThere: () => boolean, debian: string, playwright?: string, otherwise: string }[]} */
const PROGRAMS = [
  {
    name: 'Chromium',
    isThere: () => findBrowser('chromium') !== undefined,
    playwright: 'chromium',
    debian: 'chromium',
    otherwise: howToGetBrowser('chromium'),
  },
  {
    // Playwright's Firefox is a patched build that users don't have, and no WebDriver BiDi is promised for it.
    name: 'Firefox',
    isThere: () => findBrowser('firefox') !== undefined,
    debian: 'firefox-esr',
    otherwise: howToGetBrowser('firefox'),
  },
  {
    name: 'coturn',
    isThere: () => findCommand('turnutils_uclient') !== undefined && findCommand('turnserver') !== undefined,
    debian: 'coturn',
    otherwise: 'apt-get install coturn',
  },
  {
    name: 'python3-aioice',
    isThere: () => spawnSync('/usr/bin/python3', ['-c', 'import aioice']).status === 0,
    debian: 'python3-aioice',
    otherwise: 'apt-get install python3-aioice',
  },
  {
    name: 'tshark',
    isThere: () => findCommand('tshark') !== undefined,
    debian: 'tshark',
    otherwise: 'apt-get install tshark',
  },
  // The web servers for which deploy/ has files.
  {
    name: 'Caddy',
    isThere: () => findCommand('caddy') !== undefined,
    debian: 'caddy',
    otherwise: 'apt-get install caddy',
  },
  {
    name: 'nginx',
    isThere: () => findCommand('nginx') !== undefined,
    debian: 'nginx',
    otherwise: 'apt-get install nginx',
  },
  {
    // Without one, browsers draw Chinese as boxes of another width, and no picture of a page tells anything.
    name: 'A Chinese font',
    isThere: () => !isRootOnLinux() || hasFontFor('zh-cn'),
    debian: 'fonts-noto-cjk',
    otherwise: 'apt-get install fonts-noto-cjk',
  },
  // Namespaces and their NATs; nobody but root can make them, so nobody else misses these.
  {
    name: 'ip',
    isThere: () => !isRootOnLinux() || findCommand('ip') !== undefined,
    debian: 'iproute2',
    otherwise: 'apt-get install iproute2',
  },
  {
    name: 'nft',
    isThere: () => !isRootOnLinux() || findCommand('nft') !== undefined,
    debian: 'nftables',
    otherwise: 'apt-get install nftables',
  },
  {
    name: 'conntrack',
    isThere: () => !isRootOnLinux() || findCommand('conntrack') !== undefined,
    debian: 'conntrack',
    otherwise: 'apt-get install conntrack',
  },
];

/**
 * Gets what browser and interop tests need.
 *
 * @param {string} node
 */
export function getRequirements(node) {
  for (const { isThere, playwright } of PROGRAMS) {
    if (!playwright || isThere()) continue;
    console.log(`Getting Playwright’s ${playwright} …`);
    const args = [programScript('playwright-core'), 'install', playwright];
    spawnSync(node, args, { stdio: 'inherit', timeout: DOWNLOAD_MS });
  }
  const packages = PROGRAMS.filter(({ isThere }) => !isThere()).map(({ debian }) => debian);
  if (packages.length > 0 && process.getuid?.() === 0 && findCommand('apt-get')) aptInstall(packages);
  for (const { name, otherwise } of PROGRAMS.filter(({ isThere }) => !isThere()))
    console.log(`${name} is missing; tests that need it are skipped. To get it: ${otherwise}`);
}

/** @param {string} language */
function hasFontFor(language) {
  const { stdout } = spawnSync('fc-list', [`:lang=${language}`, 'family'], { encoding: 'utf8' });
  return (stdout ?? '').trim() !== '';
}

/** @param {string[]} packages */
function aptInstall(packages) {
  console.log(`Installing ${packages.join(', ')} …`);
  // Debian's coturn starts as a service on installation, on the very port that `npm start` wants.
  const ours = !existsSync(POLICY);
  if (ours) {
    writeFileSync(POLICY, '#!/bin/sh\nexit 101\n');
    chmodSync(POLICY, 0o755);
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      stdio: 'inherit',
      env,
      timeout: 2 * DOWNLOAD_MS,
    });
  } finally {
    if (ours) rmSync(POLICY, { force: true });
  }
}
