import { it } from 'vitest';
import { describeInBrowsers, screenshot, until } from './driver/index.ts';
describeInBrowsers('shots', (browser) => {
  for (const [name, path, width, colorScheme] of [
    ['en-1440-light', '/lab/', 1440, 'light'],
    ['en-390-light', '/lab/', 390, 'light'],
    ['en-1440-dark', '/lab/', 1440, 'dark'],
    ['zh-390-dark', '/zh-cn/lab/', 390, 'dark'],
    ['zh-1440-light', '/zh-cn/lab/', 1440, 'light'],
  ] as const)
    it(name, async () => {
      const page = await browser.open(path, { viewport: { width, height: 900 }, colorScheme, reducedMotion: true });
      const region = (await page.waitForSelector('section.instrument'))!;
      await region.evaluate((n) => n.scrollIntoView({ block: 'start' }));
      await until('alive', () => region.evaluate((n) => n.getAttribute('data-phase') !== 'unmounted'));
      if (name === 'en-1440-light') await screenshot(page, `lab-${name}-idle`);
      await region.evaluate((n) => n.querySelector<HTMLButtonElement>('button.primary')?.click());
      await until('done', () => region.evaluate((n) => n.getAttribute('data-phase') === 'done'));
      await region.evaluate((n) => n.querySelector<HTMLButtonElement>('tr[data-event=dropped] .why')?.click());
      await region.evaluate((n) => { n.querySelector<HTMLButtonElement>('tbody th button[aria-expanded]')?.click(); const d = n.querySelector('details'); if (d) d.open = true; });
      await new Promise((r) => setTimeout(r, 500));
      await screenshot(page, `lab-${name}`);
    });
});
