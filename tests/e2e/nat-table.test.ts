import type { ElementHandle, Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import {
  axeViolations,
  click,
  describeInBrowsers,
  find,
  problemsOf,
  screenshot,
  until,
  waitForText,
} from './driver/index.ts';
import type { TestBrowser } from './driver/index.ts';

const REGION = 'Packets through a NAT';
const PHONE = { width: 390, height: 844 };
const kind = (mapping: string, filtering: string): string => `Mapping ${mapping}, filtering ${filtering}`;

describeInBrowsers('packets through a NAT', { firefox: 'full' }, (browser) => {
  it('shows one packet’s row at first, and drops a stranger with the reason and its section', async () => {
    const { page, region } = await openDemo(browser);
    expect(await linesOf(region)).toEqual([
      ['192.168.1.10:50000', '203.0.113.1:50000', 'anywhere', '198.51.100.7:4001', '5:00'],
    ]);
    await click(region, 'button', 'B:4001 sends');
    await waitForText(
      region,
      'B:4001 sends to 203.0.113.1:50000. Dropped: nothing was sent to 192.0.2.9:4001',
    );
    expect(await linkOf(region)).toEqual([
      'RFC 4787 §5',
      'https://www.rfc-editor.org/rfc/rfc4787.html#section-5',
    ]);
    await click(region, 'button', 'Send to B:4001');
    await waitForText(region, 'By the same mapping. Its filter opens for one more');
    await click(region, 'button', 'B:4001 sends');
    await waitForText(region, 'Let in: something was sent to this address and port by this mapping.');
    expect(await arrivalOf(region)).toContain('192.0.2.9:4001 → 192.168.1.10:50000');
    await screenshot(page, `nat-table-${browser.name}`);
    expect(await axeViolations(page)).toEqual([]);
    expect(problemsOf(page)).toEqual([]);
  });

  it('takes the same packets through another kind, by the keyboard: one row, two, four', async () => {
    const { page, region } = await openDemo(browser);
    for (const who of ['A:4002', 'B:4001', 'B:4002']) await click(region, 'button', `Send to ${who}`);
    const chosen = await find(region, 'radio', kind('endpoint-independent', 'address-and-port-dependent'));
    await chosen.focus();
    expect(await linesOf(region)).toHaveLength(1);
    // The nine are one group: three steps on are the next row of the dial.
    for (const rows of [2, 4]) {
      for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');
      await waitForText(region, `The same 4 packets once more: ${rows} mappings.`);
      expect(await linesOf(region)).toHaveLength(rows);
    }
    const outsides = (await linesOf(region)).map(([, outside]) => outside);
    expect(new Set(outsides).size).toBe(4);
    await waitForText(region, 'The obsolete RFC 3489 called this kind “symmetric”.');
  });

  it('opens its gates by the filter, and not by the mapping', async () => {
    const { region } = await openDemo(browser);
    const open = { 'endpoint-independent': 4, 'address-dependent': 2, 'address-and-port-dependent': 1 };
    for (const mapping of Object.keys(open)) {
      for (const [filtering, count] of Object.entries(open)) {
        await click(region, 'radio', kind(mapping, filtering));
        await until(`${count} open gates`, async () => (await gatesOf(region)).length === count);
      }
    }
  });

  it('lets a row end when time passes, and lets others keep it alive only if it was told to', async () => {
    const { region } = await openDemo(browser);
    const listen = async () => {
      for (let i = 0; i < 2; i++) await click(region, 'button', 'Wait 2 minutes');
      await click(region, 'button', 'A:4001 sends');
      await click(region, 'button', 'Wait 2 minutes');
    };
    await listen();
    await waitForText(region, 'Ended: 203.0.113.1:50000.');
    await click(region, 'button', 'A:4001 sends');
    await waitForText(region, 'Dropped: the mapping of 203.0.113.1:50000 has ended.');
    expect((await linesOf(region))[0]?.at(-1)).toBe('ended');
    await click(region, 'button', 'Start over');
    await click(region, 'checkbox', 'Packets from outside keep a mapping alive');
    await listen();
    await waitForText(region, 'No mapping has ended.');
    expect((await linesOf(region))[0]?.at(-1)).toBe('3:00');
  });

  it('tells what others were told: who writes to another’s endpoint meets that row’s filter', async () => {
    const { page, region } = await openDemo(browser);
    await click(region, 'radio', kind('address-and-port-dependent', 'address-and-port-dependent'));
    await click(region, 'button', 'Send to B:4001');
    await click(region, 'button', 'B:4001 sends');
    await waitForText(region, 'Dropped: nothing was sent to 192.0.2.9:4001 by this mapping.');
    const target = await find(region, 'combobox', 'They send to what was seen by');
    await page.evaluate((select) => {
      (select as HTMLSelectElement).value = 'B:4001';
      select.dispatchEvent(new Event('change', { bubbles: true }));
    }, target);
    await click(region, 'button', 'B:4001 sends');
    await waitForText(region, 'Let in: something was sent to this address and port by this mapping.');
  });

  it('fits a phone', async () => {
    const { page, region } = await openDemo(browser, PHONE);
    await click(region, 'button', 'Send to B:4002');
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    await screenshot(page, `nat-table-phone-${browser.name}`);
  });
});

async function openDemo(
  browser: TestBrowser,
  viewport?: { readonly width: number; readonly height: number },
): Promise<{ page: Page; region: ElementHandle<Element> }> {
  const page = await browser.open('/learn/nats-and-firewalls/', {
    reducedMotion: true,
    ...(viewport && { viewport }),
  });
  const region = await find(page, 'region', REGION);
  await region.evaluate((node) => node.scrollIntoView({ block: 'start', behavior: 'instant' }));
  await until('the demo to listen', () =>
    region.evaluate((node) => node.getAttribute('data-phase') === 'ready'),
  );
  return { page, region };
}

/** The NAT's table as a reader sees it: its cells, row by row. */
function linesOf(region: ElementHandle<Element>): Promise<string[][]> {
  return region.$$eval('table[data-lines] tbody tr', (rows) =>
    rows.map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? '')),
  );
}

/** The endpoints outside whose packets would get in now. */
function gatesOf(region: ElementHandle<Element>): Promise<string[]> {
  return region.$$eval('[data-endpoint]', (all) =>
    all
      .filter((one) => one.textContent?.includes('gets in'))
      .map((one) => one.getAttribute('data-endpoint') ?? ''),
  );
}

/** Text and target of the link in the latest line of what happened. */
function linkOf(region: ElementHandle<Element>): Promise<string[]> {
  return region.$eval('table[data-steps] tbody tr a', (link) => [
    link.textContent?.trim() ?? '',
    (link as HTMLAnchorElement).href,
  ]);
}

function arrivalOf(region: ElementHandle<Element>): Promise<string> {
  return region.$eval(
    'table[data-steps] tbody tr .what',
    (cell) => cell.textContent?.replace(/\s+/g, ' ') ?? '',
  );
}
