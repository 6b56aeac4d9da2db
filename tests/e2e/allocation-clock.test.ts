import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import {
  axeViolations,
  click,
  describeInBrowsers,
  find,
  openPicture,
  problemsOf,
  waitForText,
} from './driver/index.ts';
import type { TestBrowser } from './driver/index.ts';

const REGION = 'Three clocks of a relayed call';

describeInBrowsers('the clocks of a relayed call', { firefox: 'full' }, (browser) => {
  it('run out one after the other when only data is sent; moved by keyboard', async () => {
    const page = await openClocks(browser);
    await toTime(page, 290);
    await waitForText(await region(page), 'Data passes');
    await page.keyboard.press('ArrowRight');
    await waitForText(await region(page), 'Nothing passes: there is no permission');
    expect(await leftOf(page)).toEqual({ allocation: '300', permission: '0', channel: '300' });
    await page.keyboard.press('End');
    await waitForText(await region(page), 'the allocation has ended, and everything with it');
    expect(await leftOf(page)).toEqual({ allocation: '0', permission: '0', channel: '0' });
    expect(problemsOf(page)).toEqual([]);
  });

  it('are wound by requests, each only its own', async () => {
    const page = await openClocks(browser);
    await toTime(page, 650);
    await click(await region(page), 'radio', 'renews the allocation only');
    await waitForText(await region(page), 'there is no permission');
    expect(await leftOf(page)).toEqual({ allocation: '490', permission: '0', channel: '0' });
    await click(await region(page), 'radio', 'renews each in time');
    await waitForText(
      await region(page),
      'Data passes, in indications and over the channel. Next request: CreatePermission',
    );
    expect(await axeViolations(page)).toEqual([]);
  });
});

async function openClocks(browser: TestBrowser): Promise<Page> {
  return (await openPicture(browser, '/learn/turn/', REGION)).page;
}

function region(page: Page) {
  return find(page, 'region', REGION);
}

/** Moves the slider as a reader with a keyboard does: from its start, step by step of ten seconds. */
async function toTime(page: Page, seconds: number): Promise<void> {
  await (await find(await region(page), 'slider', 'Time')).focus();
  await page.keyboard.press('Home');
  for (let at = 0; at < seconds; at += 10) await page.keyboard.press('ArrowRight');
  await waitForText(await region(page), `${seconds} s`);
}

function leftOf(page: Page): Promise<Record<string, string>> {
  return page.$$eval('li[data-clock]', (items) =>
    Object.fromEntries(
      items.map((item) => [item.getAttribute('data-clock') ?? '', item.getAttribute('data-left') ?? '']),
    ),
  );
}
