import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import {
  axeViolations,
  click,
  connections,
  countConnections,
  describeInBrowsers,
  find,
  openDemo,
  problemsOf,
  screenshot,
  until,
  waitForText,
} from './driver/index.ts';
import type { OpenOptions, TestBrowser } from './driver/index.ts';

const PATH = '/learn/connectivity-checks/';
const REGION = 'Candidates that nobody told';
const ANYWAY =
  /Connected, although A was told no candidate of B’s\. A learned [1-9]\d* by (?:a check|checks)/;

describeInBrowsers('candidates that nobody told', { firefox: 'full' }, (browser) => {
  it('connects without those of one side: the other learns them from checks', async () => {
    const page = await openHere(browser, { before: countConnections });
    await press(page, 'Connect');
    await waitForText(await region(page), ANYWAY);
    const rows = await rowsOf(page);
    const ofA = rows.filter(({ side }) => side === 'a');
    expect(ofA.length).toBeGreaterThan(0);
    for (const { candidate, how } of ofA) {
      expect(candidate).toMatch(/^prflx /);
      expect(how).toBe('learned');
    }
    expect(ofA.some(({ state }) => state.includes('selected'))).toBe(true);
    // B was told those of A, and some of its pairs are with them.
    expect(rows.some(({ side, how }) => side === 'b' && how !== 'learned')).toBe(true);
    expect(problemsOf(page)).toEqual([]);
    expect(await axeViolations(page)).toEqual([]);
    await screenshot(page, `withheld-${browser.name}`);

    expect((await connections(page)).open).toBe(2);
    await press(page, 'Stop');
    await waitForText(await region(page), 'Stopped. Both connections are closed');
    expect((await connections(page)).open).toBe(0);
  });

  it('needs one side that knows where to send', async () => {
    const page = await openHere(browser, { before: countConnections });
    await click(await region(page), 'radio', 'those of both');
    await press(page, 'Connect');
    await waitForText(await region(page), 'Neither side knows an address of the other');
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await waitForText(await region(page), 'no pair yet');
    // Firefox gives up by itself, Chromium goes on until the demo's deadline.
    if (process.env['FULL'] === '1') {
      await waitForText(await region(page), /Not connected(?: within 15 s|: no pair works)/);
    } else await press(page, 'Stop');
    expect((await connections(page)).open).toBe(0);

    await click(await region(page), 'radio', 'none');
    await press(page, 'Connect');
    await waitForText(await region(page), 'Connected. Both sides were told candidates');
    await page.evaluate(() => document.querySelector('footer')?.scrollIntoView());
    await until('no open connection', async () => (await connections(page)).open === 0);
    await (await region(page)).scrollIntoView();
    await waitForText(await region(page), 'Ended, because it was out of view');
  });

  if (browser.inDetail) {
    it('shows no address while addresses are masked', async () => {
      const page = await openHere(browser);
      await click(await region(page), 'switch', 'Mask addresses');
      await click(await region(page), 'radio', 'none');
      await press(page, 'Connect');
      await waitForText(await region(page), 'Connected.');
      const text = await page.$eval(
        `section[aria-label="${REGION}"] tbody`,
        (body) => (body as HTMLElement).innerText,
      );
      expect(text).not.toMatch(/\d+\.\d+\.\d+\.\d+:|[0-9a-f]{8}-/);
    });
  }
});

interface Row {
  readonly side: string;
  readonly how: string;
  readonly candidate: string;
  readonly state: string;
}

async function openHere(browser: TestBrowser, options?: OpenOptions): Promise<Page> {
  return (await openDemo(browser, PATH, REGION, options)).page;
}

function region(page: Page) {
  return find(page, 'region', REGION);
}

async function press(page: Page, name: string): Promise<void> {
  await click(await region(page), 'button', name);
}

async function rowsOf(page: Page): Promise<Row[]> {
  return page.$$eval(`section[aria-label="${REGION}"] tr[data-side]`, (rows) =>
    rows.map((row) => {
      const [, candidate = '', , state = ''] = [...row.children].map((cell) =>
        (cell as HTMLElement).innerText.replace(/\s+/g, ' ').trim(),
      );
      const of = (name: string): string => row.getAttribute(name) ?? '';
      return { side: of('data-side'), how: of('data-how'), candidate, state };
    }),
  );
}
