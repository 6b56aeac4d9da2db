import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import {
  axeViolations,
  click,
  describeInBrowsers,
  find,
  openPicture,
  problemsOf,
  screenshot,
  waitForText,
} from './driver/index.ts';
import type { TestBrowser } from './driver/index.ts';

const REGION = 'What a relay costs';

describeInBrowsers('what a relay costs', { firefox: 'full' }, (browser) => {
  it('follows the keyboard: the sum, the formulas and the ports, which come to an end', async () => {
    const page = await openCost(browser);
    await waitForText(
      await region(page),
      '500 calls × 20 % × 2 people × 1 × 1,500 kbit/s = 300 Mbit/s, in and out each',
    );
    await waitForText(
      await region(page),
      '500 calls × 2 people × 2 URLs = 2,000 ports, whether relayed or not',
    );
    // 300 Mbit/s × 8 h × 30 days × 3600 s ÷ 8 bits = 32,400 GB.
    await waitForText(await region(page), '32,400 GB × $0.08 = $2,592');

    await (await find(await region(page), 'slider', 'Of them relayed')).focus();
    await page.keyboard.press('Home');
    await waitForText(
      await region(page),
      '$0 a month. 0 relayed calls at once: 0 Mbit/s in, and as much out.',
    );
    await waitForText(await region(page), '2,000 of the 16,384 that one address has');

    await (await find(await region(page), 'slider', 'Calls at once, in a busy hour')).focus();
    await page.keyboard.press('End');
    await waitForText(await region(page), '40,000: more than the 16,384 that one address has');
    expect(problemsOf(page)).toEqual([]);
    expect(await axeViolations(page)).toEqual([]);
  });

  it('doubles with a relay on each side, and with a bill for both directions', async () => {
    const page = await openCost(browser);
    await waitForText(await region(page), '$2,592 a month');
    await click(await region(page), 'radio', 'one on each side');
    await waitForText(await region(page), '$5,184 a month');
    await click(await region(page), 'radio', 'in and out');
    await waitForText(await region(page), '64,800 GB × 2 × $0.08 = $10,368');
    await screenshot(page, `relay-cost-${browser.name}`);
  });
});

async function openCost(browser: TestBrowser): Promise<Page> {
  return (await openPicture(browser, '/learn/operating-turn/', REGION)).page;
}

function region(page: Page) {
  return find(page, 'region', REGION);
}
