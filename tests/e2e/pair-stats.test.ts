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
  withoutWebRtc,
} from './driver/index.ts';
import type { OpenOptions, TestBrowser } from './driver/index.ts';

const PATH = '/learn/checklists/';
const REGION = 'Two checklists of one connection';
const CONNECTED = /Connected\. [1-9]\d* of \d+ computed pairs are in the browser’s list of [1-9]\d*\./;

describeInBrowsers('two checklists of one connection', (browser) => {
  it('puts the browser’s pairs beside ours, and finds them the same where both have them', async () => {
    const page = await openHere(browser);
    await press(page, 'Connect and compare');
    await waitForText(await region(page), CONNECTED);
    await untilBothHaveOne(page, browser.name === 'firefox' ? ['same', 'learned'] : ['same']);
    const rows = await rowsOf(page);
    // No list of candidates is without a name here, so both kinds of rows are there.
    expect(rows.some(({ match }) => match === 'name')).toBe(true);
    // Ours are in decreasing order, which is told by the exact numbers.
    const priorities = rows.filter(({ place }) => place > 0).map(({ priority }) => priority);
    expect(priorities).toEqual(priorities.toSorted((a, b) => (a > b ? -1 : 1)));
    expect(rows.filter(({ state }) => state.includes('selected'))).toHaveLength(1);
    await waitForText(await region(page), 'A is controlling.');
    if (rows.some(({ match }) => match === 'same')) {
      await waitForText(await region(page), 'the browser’s is ours, rounded');
    }
    expect(problemsOf(page)).toEqual([]);
    expect(await axeViolations(page)).toEqual([]);
    await screenshot(page, `pair-stats-${browser.name}`);

    // Bytes grow, and the other side has the other role.
    const bytes = async (): Promise<number> => (await rowsOf(page)).reduce((sum, row) => sum + row.bytes, 0);
    const before = await bytes();
    await until('growing bytes', async () => (await bytes()) > before);
    await click(await region(page), 'radio', 'B');
    await waitForText(await region(page), 'B is controlled.');
  });

  it('connects with trickle as well, and keeps the last sample when it is stopped', async () => {
    const page = await openHere(browser, { before: countConnections });
    await click(await region(page), 'radio', 'one by one (trickle)');
    await press(page, 'Connect and compare');
    await waitForText(await region(page), CONNECTED);
    await untilBothHaveOne(page, ['same', 'learned']);
    expect((await connections(page)).open).toBe(2);
    await press(page, 'Stop');
    await waitForText(await region(page), 'Stopped. Both connections are closed');
    expect((await connections(page)).open).toBe(0);
    expect((await rowsOf(page)).length).toBeGreaterThan(0);
  });

  it('closes everything when it leaves the view, and when the page is left', async () => {
    const page = await openHere(browser, { before: countConnections });
    await press(page, 'Connect and compare');
    await waitForText(await region(page), CONNECTED);
    await page.evaluate(() => document.querySelector('footer')?.scrollIntoView());
    await until('no open connection', async () => (await connections(page)).open === 0);
    await (await region(page)).scrollIntoView();
    await waitForText(await region(page), 'Ended, because it was out of view');

    await press(page, 'Connect and compare');
    await waitForText(await region(page), CONNECTED);
    await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')));
    await until('no open connection', async () => (await connections(page)).open === 0);
  });

  if (browser.inDetail) {
    it('shows no address and no name while addresses are masked', async () => {
      const page = await openHere(browser);
      await click(await region(page), 'switch', 'Mask addresses');
      await press(page, 'Connect and compare');
      await waitForText(await region(page), CONNECTED);
      const text = await page.$eval(
        `section[aria-label="${REGION}"] tbody`,
        (body) => (body as HTMLElement).innerText,
      );
      expect(text).toContain('x.local:');
      expect(text).not.toMatch(/\d+\.\d+\.\d+\.\d+:|[0-9a-f]{8}….local/);
    });

    it('says that a browser without WebRTC can’t connect', async () => {
      const page = await browser.open(PATH, { before: withoutWebRtc });
      await (await region(page)).scrollIntoView();
      await waitForText(await region(page), 'This browser has no WebRTC');
    });
  }
});

interface Row {
  readonly match: string;
  readonly place: number;
  readonly priority: bigint;
  readonly state: string;
  readonly bytes: number;
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

/** In Firefox, and with trickle, a check may show a pair before the candidate of it is told: then it is learned. */
async function untilBothHaveOne(page: Page, matches: readonly ('same' | 'learned')[]): Promise<void> {
  const known: readonly string[] = matches;
  await until('a pair that both have', async () =>
    (await rowsOf(page)).some(({ match }) => known.includes(match)),
  );
}

async function rowsOf(page: Page): Promise<Row[]> {
  const rows = await page.$$eval(`section[aria-label="${REGION}"] tr[data-match]`, (found) =>
    found.map((row) => ({
      match: row.getAttribute('data-match') ?? '',
      cells: [...row.children].map((cell) => (cell as HTMLElement).innerText.replace(/\s+/g, ' ').trim()),
    })),
  );
  return rows.map(({ match, cells: [place = '', , priority = '', state = '', , , bytes = ''] }) => ({
    match,
    place: Number(place) || 0,
    priority: BigInt(/^\d+/.exec(priority)?.[0] ?? 0),
    state,
    bytes: bytes
      .split(', ')
      .map((part) => Number(part.replaceAll(',', '')) || 0)
      .reduce((sum, part) => sum + part, 0),
  }));
}
