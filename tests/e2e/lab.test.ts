import type { ElementHandle, Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import {
  axeViolations,
  click,
  describeInBrowsers,
  find,
  findAll,
  problemsOf,
  screenshot,
  textOf,
  until,
  waitForText,
} from './driver/index.ts';
import type { OpenOptions, TestBrowser } from './driver/index.ts';

const PATH = '/lab/';
const DIRECT = /Direct: srflx → srflx, after \d+(\.\d)? ms\./;

describeInBrowsers('the Lab', (browser) => {
  it('runs a session and says how it ended, with the types of the selected pair', async () => {
    const { page, region } = await openLab(browser);
    await click(region, 'button', 'Run');
    await waitForText(region, DIRECT);
    await until('time to have come to its end', async () => (await timeOf(region)) > 1_000);
    const rows = await packetRows(region);
    // Each packet has a row for what happened to it at each node, and each row says what.
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.every(({ happened }) => happened !== '')).toBe(true);
    expect(rows.some(({ happened }) => happened.includes('dropped: filtered by address'))).toBe(true);
    expect(problemsOf(page)).toEqual([]);
    expect(await axeViolations(page)).toEqual([]);
    await screenshot(page, `lab-done-${browser.name}`);
  });
});

interface Row {
  readonly title: string;
  readonly happened: string;
}

function packetRows(region: ElementHandle<Element>): Promise<Row[]> {
  return region.evaluate((node) =>
    Array.from(node.querySelectorAll('table[aria-label="Packets"] tbody tr'), (row) => ({
      title: row.children[1]?.textContent ?? '',
      happened: row.children[4]?.querySelector('span')?.textContent ?? '',
    })),
  );
}

async function timeOf(region: ElementHandle<Element>): Promise<number> {
  const slider = await find(region, 'slider', 'Time');
  return slider.evaluate((node) => (node as HTMLInputElement).valueAsNumber);
}

async function openLab(
  browser: TestBrowser,
  { path = PATH, ...options }: OpenOptions & { readonly path?: string } = {},
): Promise<{ page: Page; region: ElementHandle<Element> }> {
  const page = await browser.open(path, options);
  const region = await find(page, 'region', 'NAT Lab');
  await region.evaluate((node) => node.scrollIntoView({ block: 'start', behavior: 'instant' }));
  await until('the Lab to listen', () =>
    region.evaluate((node) => node.getAttribute('data-phase') !== 'unmounted'),
  );
  return { page, region };
}
