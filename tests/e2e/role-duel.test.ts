import type { ElementHandle, Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import {
  axeViolations,
  click,
  describeInBrowsers,
  find,
  openDemo,
  problemsOf,
  screenshot,
  textOf,
  waitForText,
} from './driver/index.ts';
import type { OpenOptions, TestBrowser } from './driver/index.ts';

/* Who has to change, and by which answer, stands in RFC 8445 §7.3.1.1. */

describeInBrowsers('the duel of two agents', { firefox: 'full' }, (browser) => {
  it('says who ends up controlling, who answers 487 and who changes', async () => {
    const { page, duel } = await openDuel(browser);
    await waitForText(duel, 'Both are controlling. Bob has the larger number and ends up controlling');
    expect(await rowsOf(duel)).toEqual([
      ['Bob → Alice', 'success', 'Alice', 'Bob'],
      ['Alice → Bob', '487', 'Alice', 'Bob'],
    ]);
    // The two differ in the last of 64 bits, which JavaScript's numbers don't have.
    expect(await textOf(duel)).toContain('As numbers of JavaScript these two are equal');

    await choose(duel, 'Role of Alice', 'controlled');
    await waitForText(duel, 'No conflict: Bob controls');
    expect(await rowsOf(duel)).toEqual([
      ['Bob → Alice', 'success', 'nobody', 'Bob'],
      ['Alice → Bob', 'success', 'nobody', 'Bob'],
    ]);
    await choose(duel, 'Role of Bob', 'controlled');
    await waitForText(duel, 'Both are controlled. Bob has the larger number and ends up controlling');
    expect(await rowsOf(duel)).toEqual([
      ['Bob → Alice', '487', 'Bob', 'Bob'],
      ['Alice → Bob', 'success', 'Bob', 'Bob'],
    ]);
    expect(await axeViolations(page)).toEqual([]);
    expect(problemsOf(page)).toEqual([]);
    await screenshot(page, `role-duel-${browser.name}`);
  });

  it('takes equal numbers, by keyboard, and refuses what is none', async () => {
    const { page, duel } = await openDuel(browser, { viewport: { width: 390, height: 844 } });
    await (await find(duel, 'button', 'Make them equal')).focus();
    await page.keyboard.press('Enter');
    await waitForText(duel, 'with equal numbers. Whoever receives the first check counts as the larger one');
    expect(await rowsOf(duel)).toEqual([
      ['Bob → Alice', '487', 'Bob', 'Alice'],
      ['Alice → Bob', '487', 'Alice', 'Bob'],
    ]);
    const field = await find(duel, 'textbox', 'Tiebreaker of Alice, in hexadecimal');
    await field.focus();
    await page.keyboard.press('End');
    await page.keyboard.type('z');
    await waitForText(duel, 'The tiebreaker of Alice isn’t a number of 64 bits');
    expect(await duel.$('table')).toBeNull();
    await page.keyboard.press('Backspace');
    await waitForText(duel, 'with equal numbers');
    await click(duel, 'button', 'Draw new numbers');
    await waitForText(duel, /Both are controlling\. (?:Alice|Bob) has the larger number/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    expect(problemsOf(page)).toEqual([]);
  });
});

async function openDuel(
  browser: TestBrowser,
  options?: OpenOptions,
): Promise<{ page: Page; duel: ElementHandle<Element> }> {
  const { page, region } = await openDemo(
    browser,
    '/learn/roles-and-nomination/',
    'A duel of two agents',
    options,
  );
  return { page, duel: region };
}

async function choose(duel: ElementHandle<Element>, group: string, role: string): Promise<void> {
  await click(await find(duel, 'group', group), 'radio', role);
}

/** First check, answer, who changes, who controls then. */
function rowsOf(duel: ElementHandle<Element>): Promise<string[][]> {
  return duel.$$eval('tbody tr', (rows) =>
    rows.map((row) => [...row.children].map(({ textContent }) => textContent?.trim() ?? '')),
  );
}
