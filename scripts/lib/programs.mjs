/** Where this machine keeps the programs that tests use. Nothing is started or installed here. */
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

/** @typedef {'chromium' | 'firefox'} BrowserName */

const MAC = '/Applications';
const WINDOWS = process.env.PROGRAMFILES ?? 'C:\\Program Files';

/** @type {Record<BrowserName, { variable: string, commands: string[], paths: string[], apt: string }>} */
const BROWSERS = {
  chromium: {
    variable: 'CHROMIUM_PATH',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'],
    paths: [
      join(MAC, 'Google Chrome.app/Contents/MacOS/Google Chrome'),
      join(MAC, 'Chromium.app/Contents/MacOS/Chromium'),
      join(WINDOWS, 'Google/Chrome/Application/chrome.exe'),
    ],
    apt: 'chromium',
  },
  firefox: {
    variable: 'FIREFOX_PATH',
    commands: ['firefox', 'firefox-esr'],
    paths: [join(MAC, 'Firefox.app/Contents/MacOS/firefox'), join(WINDOWS, 'Mozilla Firefox/firefox.exe')],
    apt: 'firefox-esr',
  },
};

/** @type {readonly BrowserName[]} */
export const BROWSER_NAMES = ['chromium', 'firefox'];

/**
 * The program of a browser: the one that CHROMIUM_PATH or FIREFOX_PATH names, an installed one,
 * or Playwright's own; undefined when there is none.
 *
 * @param {BrowserName} name
 * @returns {string | undefined}
 */
export function findBrowser(name) {
  const { variable, commands, paths } = BROWSERS[name];
  const named = process.env[variable];
  if (named) return named;
  return commands.map(findCommand).find(Boolean) ?? paths.find(isExecutable) ?? findPlaywrights(name);
}

/**
 * What to type to get a browser.
 *
 * @param {BrowserName} name
 */
export function howToGetBrowser(name) {
  const { apt, variable } = BROWSERS[name];
  return `apt-get install ${apt}, or name an installed one in ${variable}`;
}

/**
 * The path of a command, found as a shell finds it.
 *
 * @param {string} command
 * @returns {string | undefined}
 */
export function findCommand(command) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, command)).find(isExecutable);
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Playwright's own build, when `playwright-core install` was run.
 *
 * @param {BrowserName} name
 */
function findPlaywrights(name) {
  try {
    const path = createRequire(import.meta.url)('playwright-core')[name].executablePath();
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined; // Dependencies are not installed yet.
  }
}
