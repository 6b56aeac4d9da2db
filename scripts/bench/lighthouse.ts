import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'puppeteer-core';
import { launch } from '../../tests/e2e/driver/launch.ts';
import { findBrowser, howToGetBrowser } from '../lib/programs.mjs';

export type Category = 'performance' | 'accessibility' | 'best-practices' | 'seo';
export const CATEGORIES: readonly Category[] = ['performance', 'accessibility', 'best-practices', 'seo'];

/** Of 100. */
export type Scores = Readonly<Record<Category, number>>;

/** What of Lighthouse is used here. */
type Lighthouse = (
  url: string,
  flags: Readonly<Record<string, unknown>>,
  config: undefined,
  page: Page,
) => Promise<{ lhr: { categories: Partial<Record<string, { score: number | null }>> } } | undefined>;

export const HOW_TO_GET_LIGHTHOUSE =
  'LIGHTHOUSE names no folder: run `npm install lighthouse` in one outside the project, and name that one.';

/** Lighthouse is 114 packages and 176 MB for one command: it is taken from where somebody has put it. */
export async function findLighthouse(): Promise<Lighthouse | undefined> {
  const folder = process.env['LIGHTHOUSE'];
  if (!folder) return undefined;
  const entry = pathToFileURL(join(resolve(folder), 'node_modules/lighthouse/core/index.js')).href;
  const { default: run } = (await import(entry)) as { default: Lighthouse };
  return run;
}

/** Scores a page in a fresh Chromium as Lighthouse does by default: a phone, and a slow network in simulation. */
export async function scorePage(run: Lighthouse, url: string): Promise<Scores> {
  const executable = findBrowser('chromium');
  if (!executable) throw new Error(`Chromium is missing: ${howToGetBrowser('chromium')}`);
  const browser = await launch('chromium', executable, {
    javaScript: true,
    colorScheme: 'light',
    reducedMotion: false,
  });
  try {
    const flags = { onlyCategories: CATEGORIES, logLevel: 'error' };
    const result = await run(url, flags, undefined, await browser.puppeteer.newPage());
    const scoreOf = (name: Category) => Math.round(100 * (result?.lhr.categories[name]?.score ?? Number.NaN));
    return Object.fromEntries(CATEGORIES.map((name) => [name, scoreOf(name)])) as Record<Category, number>;
  } finally {
    await browser.close();
  }
}
