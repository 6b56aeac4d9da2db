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

const REGION = 'From two lists to a checklist';

describeInBrowsers('the pair grid', { firefox: 'full' }, (browser) => {
  it('goes from pairs to a checklist: families, order, pruning, and says why', async () => {
    const page = await openGrid(browser);
    await waitForText(await region(page), '16 combinations, 10 of them pairs');
    await choose(page, 'host, IPv6 with srflx, IPv4: no pair, another address family');
    await waitForText(await region(page), 'one address is IPv4, the other IPv6 (RFC 8445 §6.1.2.2)');
    await click(await region(page), 'radio', '2 Order');
    await choose(page, 'host, IPv4 with host, IPv4: place 2');
    // RFC 8445 §6.1.2.3, of two candidates with local preference 65534.
    await waitForText(await region(page), `priority ${2130706175n * 4294967296n + 2130706175n * 2n}`);
    await click(await region(page), 'radio', '3 Prune');
    await waitForText(await region(page), 'Of 10 pairs 7 are left.');
    await choose(page, 'srflx, IPv4 with host, IPv4: redundant with 2');
    await waitForText(await region(page), 'its base takes its place. That is the same path as pair 2');
    await screenshot(page, `pair-grid-${browser.name}`);
    expect(await axeViolations(page)).toEqual([]);
    expect(problemsOf(page)).toEqual([]);
  });

  it('freezes a second stream, and lets it go as checks succeed or fail', async () => {
    const page = await openGrid(browser);
    await click(await region(page), 'radio', '4 Freeze');
    await waitForText(await region(page), '7 Waiting, 0 Frozen');
    await click(await region(page), 'checkbox', 'A second data stream (video)');
    await waitForText(await region(page), '7 Waiting, 7 Frozen');
    await choose(page, 'host, IPv4 with srflx, IPv4: place 3, Frozen');
    await waitForText(await region(page), 'Audio’s pair of the same foundation, place 3, goes first');
    await click(await region(page), 'radio', '5 Check');
    await click(await region(page), 'button', 'The next check succeeds');
    await waitForText(await region(page), 'That check succeeded, and one pair of the same foundation may go');
    await click(await region(page), 'button', 'It fails');
    await waitForText(await region(page), '1 Succeeded, 1 Failed, 6 Waiting, 6 Frozen');
    await click(await region(page), 'button', 'From the start');
    await waitForText(await region(page), '0 Succeeded, 0 Failed, 7 Waiting, 7 Frozen');
  });

  it('answers to other candidates, roles and limits', async () => {
    const page = await openGrid(browser);
    const own = await find(await region(page), 'group', 'Your candidates');
    await click(own, 'checkbox', 'host, IPv6 link-local');
    await waitForText(await region(page), '20 combinations, 10 of them pairs');
    await choose(page, 'host, IPv6 link-local with host, IPv6: no pair, link-local');
    await waitForText(await region(page), 'a link-local address must only meet another one');
    await (await find(await region(page), 'combobox', 'Pairs at most')).select('4');
    await click(await region(page), 'radio', '3 Prune');
    await waitForText(await region(page), 'Of 10 pairs 4 are left. 3 went because of the limit.');
  });

  it('is one stop for Tab, and arrows lead from cell to cell', async () => {
    const page = await openGrid(browser);
    await choose(page, 'srflx, IPv4 with host, IPv4: a pair');
    await page.keyboard.press('ArrowUp');
    await waitForText(await region(page), 'Audio, host, IPv4 with host, IPv4. A pair');
    await page.keyboard.press('ArrowLeft');
    await waitForText(await region(page), 'No pair: one address is IPv4');
    const stops = await page.$$eval(`section[aria-label="${REGION}"] table button`, (cells) =>
      cells.filter((cell) => cell.tabIndex === 0).map((cell) => cell === document.activeElement),
    );
    expect(stops).toEqual([true]);
  });
});

async function openGrid(browser: TestBrowser): Promise<Page> {
  return (await openPicture(browser, '/learn/checklists/', REGION)).page;
}

function region(page: Page) {
  return find(page, 'region', REGION);
}

/** Chooses a cell of the first table that has this name. */
async function choose(page: Page, name: string): Promise<void> {
  const [cell] = await page.$$(`section[aria-label="${REGION}"] table button[aria-label="${name}"]`);
  if (!cell) throw new Error(`no cell: ${name}`);
  await cell.click();
}
