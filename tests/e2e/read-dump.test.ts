import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
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

const PATH = '/learn/hard-networks-and-beyond/';
const REGION = 'Read a real dump';

describeInBrowsers('reading a real dump', { firefox: 'full' }, (browser) => {
  it('marks what answers a question, one after the other, and says it in words', async () => {
    const page = await openReader(browser);
    expect(await markedRows(page)).toEqual([]);
    await press(page, 'Next mark');
    await waitForText(await region(page), '1 host, 1 srflx, 0 relay; 1 of them by a .local name.');
    expect(new Set(await markedRows(page))).toEqual(new Set(['icecandidate', 'icegatheringstate', 'own']));
    await press(page, 'Next mark');
    await waitForText(await region(page), 'No icecandidateerror.');
    await waitForText(await region(page), '2 of 6 questions answered.');
    // A mark can be taken off again, by the keyboard as well.
    const first = await find(await region(page), 'button', 'What did this side gather?');
    await first.focus();
    await page.keyboard.press('Enter');
    await waitForText(await region(page), '1 of 6 questions answered.');
    expect(await markedRows(page)).toEqual([]);
    for (let mark = 0; mark < 5; mark++) await press(page, 'Next mark');
    await waitForText(await region(page), /[1-9]\d* checks sent, 0 answered\./);
    await waitForText(await region(page), 'failed after 15.1 s.');
    if (browser.inDetail) expect(await axeViolations(page)).toEqual([]);
    expect(problemsOf(page)).toEqual([]);
    await screenshot(page, `read-dump-${browser.name}`);
  });

  it('explains a diagnosis by what stands in the dump, and begins anew with another case', async () => {
    const page = await openReader(browser);
    await chooseCase(page, /^3\./);
    await press(page, 'Next mark');
    await click(await region(page), 'radio', 'UDP does not get out of this network');
    await waitForText(await region(page), 'Not this one. A srflx or a relay came back, over UDP');
    await click(await region(page), 'radio', 'The TURN server refuses the credential');
    await waitForText(await region(page), 'The TURN server answered 401 to the credential.');
    expect(await textOf(await find(await region(page), 'status'))).toContain('Right');
    // Another case begins anew.
    await chooseCase(page, /^5\./);
    await waitForText(await region(page), 'No mark yet.');
    expect(
      await page.$$eval(`section[aria-label="${REGION}"] input[type="radio"]:checked`, (all) => all.length),
    ).toBe(1);
    // Pairs are there while the browser tried, and gone when it had failed.
    await waitForText(await region(page), 'in use');
    await click(await region(page), 'radio', '19,022 ms');
    await waitForText(await region(page), 'No pair in this snapshot.');
  });

  it('reads a dump of the reader’s own, and says what is wrong with another text', async () => {
    const page = await openReader(browser);
    await page.click(`section[aria-label="${REGION}"] summary`);
    const paste = async (text: string): Promise<void> => {
      const box = await find(await region(page), 'textbox', 'Or its text');
      await box.evaluate((field, value) => {
        (field as HTMLTextAreaElement).value = value;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }, text);
      await press(page, 'Read');
    };
    await paste('<img src=x onerror=alert(1)>');
    await waitForText(await region(page), 'This is no JSON.');
    await paste(readFileSync('tests/vectors/browsers/webrtc-internals-chromium-156.json', 'utf8'));
    await waitForText(await region(page), 'Its signs fit: Works, directly.');
    await press(page, 'Next mark');
    await waitForText(await region(page), '2 host, 0 srflx, 0 relay; 2 of them by a .local name.');
    expect(problemsOf(page)).toEqual([]);
  });

  if (browser.inDetail) {
    it('shows no address while addresses are masked', async () => {
      const page = await openReader(browser);
      expect(await html(page)).toContain('203.0.113.1');
      await click(await region(page), 'switch', 'Mask addresses');
      for (let mark = 0; mark < 6; mark++) await press(page, 'Next mark');
      expect(await html(page)).not.toContain('203.0.113.');
      expect(await html(page)).toContain('203.x.x.x');
    });

    it('fits a phone, in the light and in the dark', async () => {
      const page = await openReader(browser, { viewport: { width: 390, height: 844 } });
      for (let mark = 0; mark < 6; mark++) await press(page, 'Next mark');
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
      for (const value of ['light', 'dark']) {
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
        await screenshot(page, `read-dump-phone-${value}-${browser.name}`);
      }
    });

    it('shows the program that the tests run', async () => {
      const page = await browser.open(PATH);
      const programs = await page.$$eval('pre', (all) => all.map(({ innerText }) => innerText));
      expect(programs.some((text) => text.includes('await connection.gather_candidates()'))).toBe(true);
      expect(programs.some((text) => text.includes("import { RTCPeerConnection } from 'werift';"))).toBe(
        true,
      );
    });

    it('shows a collector that runs as it stands there', async () => {
      const page = await browser.open(PATH);
      const programs = await page.$$eval('pre', (all) => all.map(({ innerText }) => innerText));
      const collector = programs.find((text) => text.startsWith('const log = [];')) ?? '';
      const kinds = await page.evaluate(`(async () => {
        const connection = new RTCPeerConnection();
        ${collector}
        await new Promise((resolve) => setTimeout(resolve, 2_500));
        connection.close();
        return log.map(({ kind, reports }) => [kind, reports?.length > 0]);
      })()`);
      expect(kinds).toContainEqual(['stats', true]);
    });
  }
});

async function openReader(browser: TestBrowser, options?: OpenOptions): Promise<Page> {
  return (await openDemo(browser, PATH, REGION, options)).page;
}

function region(page: Page) {
  return find(page, 'region', REGION);
}

async function press(page: Page, name: string): Promise<void> {
  await click(await region(page), 'button', name);
}

async function chooseCase(page: Page, title: RegExp): Promise<void> {
  const select = `section[aria-label="${REGION}"] select`;
  const options = await page.$$eval(`${select} option`, (all) =>
    all.map(({ textContent, value }) => ({ textContent, value })),
  );
  const found = options.find(({ textContent }) => title.test(textContent));
  if (!found) throw new Error(`No case ${title.source}: ${JSON.stringify(options)}`);
  await page.select(select, found.value);
}

/** The names of the rows that are marked: their events; `own` and `peer` for candidates. */
function markedRows(page: Page): Promise<string[]> {
  return page.$$eval(`section[aria-label="${REGION}"] tr.marked`, (rows) =>
    rows.map((row) => row.dataset['event'] ?? (row.dataset['candidate'] !== undefined ? 'own' : 'pair')),
  );
}

function html(page: Page): Promise<string> {
  return page.$eval(`section[aria-label="${REGION}"]`, (section) => section.outerHTML);
}
