import type { Page } from 'puppeteer-core';

/** A browser that can't keep the site: each page would otherwise load all of it behind what is tested or measured. */
export async function withoutServiceWorker(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    Reflect.deleteProperty(Navigator.prototype, 'serviceWorker');
  });
}
