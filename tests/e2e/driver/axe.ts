import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'puppeteer-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong in the page as it is now, a line each: rule, what it means, where. */
export async function axeViolations(page: Page, options: axe.RunOptions = {}): Promise<string[]> {
  await page.evaluate(`if (!window.axe) {${source}\n}; undefined`);
  const { violations } = await page.evaluate(
    async (runOptions) =>
      window.axe.run(document, { resultTypes: ['violations'], iframes: false, ...runOptions }),
    options,
  );
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target.join(' ')).join('; ')})`,
  );
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
