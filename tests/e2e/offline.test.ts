import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { offline as messages } from '#src/i18n/messages/offline.ts';
import { click, describeInBrowsers, until } from './driver/index.ts';

/* What a reader does without a network, and how a new version comes, is part of their way: journey/. */

describeInBrowsers('the course on the reader’s device', (browser) => {
  it('is not kept by those who don’t want it', async () => {
    const page = await browser.open('/settings/', { offline: true });
    await page.waitForSelector('[data-keeping="kept"]', { timeout: 60_000 });
    expect(await countKept(page)).toBeGreaterThan(100);
    await click(page, 'checkbox', messages.en.keep);
    await page.waitForSelector('[data-keeping="off"]');
    await until('nothing kept', async () => (await countKept(page)) === 0);
    await page.reload();
    await page.waitForSelector('[data-keeping="off"]');
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(
      0,
    );
  }, 120_000);
});

const countKept = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().length;
  });
