import type { ElementHandle } from 'puppeteer-core';
import { expect, it } from 'vitest';
import {
  axeViolations,
  click,
  describeInBrowsers,
  openDemo,
  problemsOf,
  screenshot,
  until,
  waitForText,
} from './driver/index.ts';
import type { OpenDemo, OpenOptions, TestBrowser } from './driver/index.ts';

const full = process.env['FULL'] === '1';

describeInBrowsers('a path that is watched', (browser) => {
  it('is restarted: ufrag and password change, and no message is lost', async () => {
    const { page, region } = await openWatch(browser);
    await click(region, 'button', 'Connect');
    await waitForText(region, /Connected\. \d+ messages sent, \d+ arrived\./);
    await waitForText(region, /the offer has the ufrag \S+/);
    await click(region, 'button', 'Restart ICE');
    const words = await until('the restart', async () =>
      /Restarted: ufrag (\S+) has become (\S+)\. No message is missing\./.exec(await textOf(region)),
    );
    expect(words[1]).not.toBe(words[2]);
    expect(await rowsOf(region)).toContainEqual(
      expect.stringMatching(/another offer: ufrag .* with a new password/),
    );
    // The pair and the channel lived on: A was never anything but connected.
    const states = (await rowsOf(region)).filter((row) => row.includes('connectionState'));
    expect(states.at(-1)).toMatch(/connectionState is connected/);
    await screenshot(page, `path-watch-restarted-${browser.name}`);
    expect(await axeViolations(page)).toEqual([]);
    await click(region, 'button', 'Stop');
    await waitForText(region, /Stopped: both connections are closed\./);
    expect(problemsOf(page)).toEqual([]);
  });

  it('dies unnoticed at first, when B goes without a word', async () => {
    const { region } = await openWatch(browser);
    await click(region, 'button', 'Connect');
    await waitForText(region, /Connected\. \d+ messages sent/);
    await click(region, 'button', 'Take B away');
    await waitForText(region, /B is closed; no signal says so/);
    await waitForText(region, /B is gone for \d\.\d s\. For A the path is still connected\./);
    await waitForText(region, /After \d+\.\d s A’s browser says disconnected\./, { timeoutMs: 30_000 });
    if (full) await waitForText(region, /After \d+\.\d s A’s browser says failed\./, { timeoutMs: 60_000 });
    // Its failure is not the end of what can be done here.
    await click(region, 'button', 'Stop');
    await click(region, 'button', 'Connect');
    await waitForText(region, /Connected\. \d+ messages sent/);
  }, 120_000);

  it('is closed when it goes out of view', async () => {
    const { page, region } = await openWatch(browser);
    await click(region, 'button', 'Connect');
    await waitForText(region, /Connected\. \d+ messages sent/);
    await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    await waitForText(region, /Stopped: both connections are closed\./);
  });
});

function openWatch(browser: TestBrowser, options?: OpenOptions): Promise<OpenDemo> {
  return openDemo(
    browser,
    '/learn/consent-restart-failure/',
    'Watch a path: restart it, or let it die',
    options,
  );
}

const textOf = (region: ElementHandle<Element>): Promise<string> =>
  region.evaluate((node) => node.textContent);

const rowsOf = (region: ElementHandle<Element>): Promise<string[]> =>
  region.$$eval('tbody tr', (rows) => rows.map(({ textContent }) => textContent.trim()));
