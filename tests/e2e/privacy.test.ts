import { expect, it } from 'vitest';
import type { Page } from 'puppeteer-core';
import { search } from '#src/i18n/messages/search.ts';
import { click, describeInBrowsers, find, openSite, problemsOf, until } from './driver/index.ts';

const SEEN = ['/', '/learn/', '/learn/candidates/', '/exercises/stun-codec/', '/lab/'];

describeInBrowsers('who hears of a reader', { firefox: 'full' }, (browser) => {
  it('is the site and nobody else, and no cookie tells it who comes back', async () => {
    const { origin, port } = new URL((await openSite()).url);
    /** The loopback's other name keeps the frames of learner code apart (src/layouts/csp.ts). */
    const own = [origin, `http://localhost:${port}`];
    const addresses: string[] = [];
    const watch = (page: Page) => {
      page.on('request', (request) => addresses.push(request.url()));
      return Promise.resolve();
    };
    for (const path of SEEN) {
      const page = await browser.open(path, { before: watch });
      // Everything on the page is in view once, so that all that loads late is loaded.
      await page.evaluate(async () => {
        for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
          scrollTo(0, y);
          await new Promise(requestAnimationFrame);
        }
      });
      if (path === '/learn/') {
        await click(page, 'button', search.en.open);
        await find(page, 'searchbox', search.en.title);
        await page.type('dialog input', 'foundation');
        await until('results', async () => (await page.$$('dialog ol a')).length > 0);
      }
      expect(await page.evaluate(() => document.cookie)).toBe('');
      expect(await page.browserContext().cookies()).toEqual([]);
      expect(problemsOf(page)).toEqual([]);
    }
    expect(addresses.length).toBeGreaterThan(SEEN.length * 3);
    expect(addresses.some((address) => address.includes('/pagefind/'))).toBe(true);
    // blob: and data: come from the page itself.
    const elsewhere = addresses.filter(
      (address) => /^(https?|wss?):/.test(address) && !own.includes(new URL(address).origin),
    );
    expect(elsewhere).toEqual([]);
    // Pictures of links are for those who are sent one.
    expect(addresses.filter((address) => address.includes('/share/'))).toEqual([]);
  });
});
