import { findBrowser, howToGetBrowser } from '../lib/programs.mjs';
import { launch } from '../../tests/e2e/driver/launch.ts';

/** From the click on "Run checks" to the verdict, in milliseconds; the first run of a page and a later one. */
export interface RunTimes {
  readonly coldMs: number;
  readonly warmMs: number;
}

/** Opens a chapter in a fresh Chromium and runs the checks of one of its exercises twice. */
export async function timeRuns(url: string, exercise: string): Promise<RunTimes> {
  const executable = findBrowser('chromium');
  if (!executable) throw new Error(`Chromium is missing: ${howToGetBrowser('chromium')}`);
  const browser = await launch('chromium', executable, {
    javaScript: true,
    colorScheme: 'light',
    reducedMotion: true,
  });
  try {
    const page = await browser.puppeteer.newPage();
    await page.goto(url, { waitUntil: 'load' });
    const selector = `[data-exercise="${exercise}"]`;
    await page.$eval(selector, (section) => section.scrollIntoView());
    // The island and its editor come when they are reached.
    await page.waitForNetworkIdle({ idleTime: 1_000 });
    const run = (): Promise<number> =>
      page.$eval(
        selector,
        (section) =>
          new Promise<number>((resolve) => {
            const button = [...section.querySelectorAll('button')].find(
              ({ textContent }) => textContent.trim() === 'Run checks',
            );
            const startedAt = performance.now();
            new MutationObserver((_, observer) => {
              const { state } = (section as HTMLElement).dataset;
              if (state === 'running' || state === 'idle') return;
              observer.disconnect();
              resolve(performance.now() - startedAt);
            }).observe(section, { attributeFilter: ['data-state'] });
            button?.click();
          }),
      );
    return { coldMs: await run(), warmMs: await run() };
  } finally {
    await browser.close();
  }
}
