import { createSocket } from 'node:dgram';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answerSiteList,
  axeViolations,
  click,
  connections,
  countConnections,
  describeInBrowsers,
  find,
  openDemo,
  openPicture,
  ownServerHost,
  problemsOf,
  screenshot,
  textOf,
  until,
  waitForText,
  withoutWebRtc,
} from './driver/index.ts';
import type { OpenOptions, TestBrowser } from './driver/index.ts';

const PATH = '/learn/priority/';
const DEMO = 'What your priorities are made of';
const PICTURE = 'From preferences to one number, and from two numbers to a third';
const DONE = /Done: \d+ priorit(?:y|ies) taken apart/;
/** What the chapter says of the browsers' type preferences, by type and transport; with the one relay of each way. */
const SAID = {
  chromium: { 'host udp': [126], 'srflx udp': [100], 'relay udp': [3, 1] },
  firefox: { 'host udp': [126], 'host tcp': [125], 'srflx udp': [100], 'relay udp': [5, 0] },
} as const;
/** The example peer: RFC 8445 §5.1.2.2, one address, component 1. */
const PEER: Readonly<Record<string, number>> = { host: 2130706431, srflx: 1694498815, relay: 16777215 };

describeInBrowsers('the reader’s own priorities', { firefox: 'full' }, (browser) => {
  it('are taken apart, each sums up to itself, and they are what the chapter says of this browser', async () => {
    const page = await openHere(browser, { before: countConnections });
    await gather(page);
    const rows = await rowsOf(page);
    for (const { priority, hex, parts } of rows) {
      const [typePreference = 0, localPreference = 0, component = 0] = parts;
      expect(typePreference * 2 ** 24 + localPreference * 2 ** 8 + (256 - component)).toBe(priority);
      expect(parseInt(hex, 16)).toBe(priority);
      expect(localPreference).not.toBe(65_535);
    }
    const seen = Object.entries(Object.groupBy(rows, ({ kind }) => kind)).map(
      ([kind, some = []]) => [kind, [...new Set(some.map(({ parts }) => parts[0]))].sort(downwards)] as const,
    );
    expect(Object.fromEntries(seen)).toEqual(SAID[browser.name]);
    await waitForText(
      await region(page, DEMO),
      `type preference of your relay candidates is ${SAID[browser.name]['relay udp'].join(', ')}`,
    );
    await waitForText(await region(page, DEMO), 'No priority stands there twice');
    expect((await connections(page)).open).toBe(0);
    expect(problemsOf(page)).toEqual([]);
    if (browser.inDetail) expect(await axeViolations(page)).toEqual([]);
    await screenshot(page, `own-priorities-${browser.name}`);
  });

  it('make pairs with the example peer in the order of the formula; the role changes the last bit only', async () => {
    const page = await openHere(browser);
    await gather(page);
    const asControlling = await pairsOf(page);
    expect(asControlling.length).toBeGreaterThanOrEqual(9);
    for (const { own, remote, priority } of asControlling) {
      expect(priority).toBe(pairPriority(own, remote));
    }
    const priorities = asControlling.map(({ priority }) => priority);
    expect(priorities).toEqual(priorities.toSorted((a, b) => (a > b ? -1 : 1)));

    await (await find(await region(page, DEMO), 'radio', 'controlling')).focus();
    await page.keyboard.press('ArrowRight');
    await waitForText(await region(page, DEMO), 'Yours, D');
    const asControlled = await pairsOf(page);
    expect(asControlled).toHaveLength(asControlling.length);
    for (const { own, remote, priority } of asControlled) {
      expect(priority).toBe(pairPriority(remote, own));
      expect(priority / 2n).toBe(pairPriority(own, remote) / 2n);
    }
  });

  describe('with a server that never answers', () => {
    const silent = createSocket('udp4');
    let before: (page: Page) => Promise<void>;
    beforeAll(async () => {
      const host = await ownServerHost();
      await new Promise<void>((resolve) => silent.bind(0, host, resolve));
      const list = JSON.stringify([{ urls: `stun:${host}:${silent.address().port}` }]);
      before = async (page) => {
        await countConnections(page);
        await answerSiteList(list)(page);
      };
    });
    afterAll(() => silent.close());

    it('end by Stop, and by leaving the view or the page; every connection is closed', async () => {
      const page = await openHere(browser, { before });
      const begin = async (): Promise<void> => {
        await press(page, 'Gather and take apart');
        await waitForText(await region(page, DEMO), /Gathering … [1-9]\d* so far/);
        expect((await connections(page)).open).toBe(1);
      };
      const allClosed = () => until('no open connection', async () => (await connections(page)).open === 0);
      await begin();
      await press(page, 'Stop');
      await waitForText(await region(page, DEMO), /Stopped, with \d+ candidates?\./);
      await allClosed();

      await begin();
      await page.evaluate(() => document.querySelector('footer')?.scrollIntoView());
      await allClosed();
      await (await region(page, DEMO)).scrollIntoView();
      await waitForText(await region(page, DEMO), 'Stopped, because the instrument was out of view');

      await begin();
      await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')));
      await allClosed();
    });

    if (browser.inDetail) {
      it('end at a deadline of their own, and say so', async () => {
        const page = await openHere(browser, { before });
        await press(page, 'Gather and take apart');
        await waitForText(await region(page, DEMO), /taken apart; after 6 s a server still had not answered/);
        expect((await rowsOf(page)).length).toBeGreaterThan(0);
        expect((await connections(page)).open).toBe(0);
      });
    }
  });

  if (browser.inDetail) {
    it('show no address while addresses are masked', async () => {
      const page = await openHere(browser);
      await click(await region(page, DEMO), 'switch', 'Mask addresses');
      await gather(page);
      const html = await (await region(page, DEMO)).evaluate((node) => node.outerHTML);
      expect(html).not.toContain(await ownServerHost());
      expect(html).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}.*?\.local/);
      expect(html).toContain('x.local');
    });

    it('are an example before, which is no result to a screen reader', async () => {
      const page = await openHere(browser);
      await waitForText(await region(page, DEMO), 'Not started. Below is an example.');
      expect(await rowsOf(page)).toEqual([]);
      const hidden = await page.$$eval(`section[aria-label="${DEMO}"] table`, (tables) =>
        tables.map((table) => table.getAttribute('aria-hidden')),
      );
      expect(hidden).toEqual(['true', 'true']);
    });

    it('are none in a browser without WebRTC, which is said', async () => {
      const page = await browser.open(PATH, { before: withoutWebRtc });
      await (await region(page, DEMO)).scrollIntoView();
      await waitForText(await region(page, DEMO), 'This browser has no WebRTC');
    });
  }
});

describeInBrowsers('the picture of both priorities', { firefox: 'full' }, (browser) => {
  it('answers to the keyboard: bits, the line, and the number', async () => {
    const { page } = await openPicture(browser, PATH, PICTURE);
    const g = await find(page, 'group', 'G: the controlling agent’s candidate');
    await waitForText(g, 'udp 2130706431');
    await (await find(g, 'slider', 'Local preference')).focus();
    await page.keyboard.press('ArrowLeft');
    await waitForText(g, 'udp 2130706175');
    await waitForText(g, '1111111111111110');
    await click(g, 'button', 'relay 0');
    await waitForText(g, /udp 16776959 .* typ relay/s);
    await (await find(await region(page, PICTURE), 'slider', 'Component of both')).focus();
    await page.keyboard.press('ArrowRight');
    await waitForText(g, /candidate:1 2 udp 16776958/);
    const d = await find(page, 'group', 'D: the controlled agent’s candidate');
    await waitForText(d, /candidate:1 2 udp 1694498814/);
    expect(problemsOf(page)).toEqual([]);
  });

  it('shows what a double and a shift make of the pair, and that a double can’t tell G and D apart', async () => {
    const { page } = await openPicture(browser, PATH, PICTURE);
    // 2^32·1694498815 + 2·2130706431 + 1, and 1694498815 + 2·2130706431 + 1, by hand.
    expect(await sumsOf(page)).toEqual({
      exact: ['7277816997797167103', 'exact'],
      double: ['7277816997797167104', '+1'],
      shifted: ['5955911678', '−7277816991841255425'],
    });
    await click(await region(page, PICTURE), 'button', 'Swap G and D');
    await waitForText(await region(page, PICTURE), '7277816997797167102');
    expect(await sumsOf(page)).toMatchObject({
      exact: ['7277816997797167102', 'exact'],
      double: ['7277816997797167104', '+2'],
      shifted: ['5955911677', /^−\d+$/],
    });
    expect(await textOf(await find(await region(page, PICTURE), 'status'))).toContain('the last bit is lost');
    await screenshot(page, `priority-picture-${browser.name}`);
  });
});

/** RFC 8445 §6.1.2.3. */
function pairPriority(g: number, d: number): bigint {
  return 2n ** 32n * BigInt(Math.min(g, d)) + 2n * BigInt(Math.max(g, d)) + (g > d ? 1n : 0n);
}

const downwards = (a = 0, b = 0): number => b - a;

interface Row {
  /** `host udp` */
  readonly kind: string;
  readonly priority: number;
  readonly hex: string;
  readonly parts: readonly number[];
}

async function rowsOf(page: Page): Promise<Row[]> {
  const rows = await cellsOf(page, 'tr[data-type]');
  return rows.map(([kind = '', , , priority, hex = '', ...parts]) => ({
    kind,
    priority: Number(priority),
    hex,
    parts: parts.map((part) => Number(part.replace('256 − ', ''))),
  }));
}

async function pairsOf(page: Page): Promise<{ own: number; remote: number; priority: bigint }[]> {
  const rows = await cellsOf(page, 'tr[data-pair]');
  return rows.map(([, own = '', peer = '', priority = '']) => {
    const [type = '', number] = peer.split(' ');
    expect(Number(number)).toBe(PEER[type]);
    return { own: Number(own.split(' ')[1]), remote: Number(number), priority: BigInt(priority) };
  });
}

/** By way: the result, and by how much it is off. */
async function sumsOf(page: Page): Promise<Record<string, string[]>> {
  const rows = await page.$$eval('tr[data-way]', (all) =>
    all.map((row) => [
      row.getAttribute('data-way') ?? '',
      ...[...row.querySelectorAll('td')].map(({ textContent }) => textContent.trim()),
    ]),
  );
  return Object.fromEntries(rows.map(([way = '', ...cells]) => [way, cells]));
}

function cellsOf(page: Page, selector: string): Promise<string[][]> {
  return page.$$eval(selector, (rows) =>
    rows.map((row) => [...row.children].map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim())),
  );
}

async function openHere(browser: TestBrowser, options?: OpenOptions): Promise<Page> {
  return (await openDemo(browser, PATH, DEMO, options)).page;
}

async function gather(page: Page): Promise<void> {
  await press(page, 'Gather and take apart');
  await waitForText(await region(page, DEMO), DONE);
}

function region(page: Page, name: string): Promise<ElementHandle<Element>> {
  return find(page, 'region', name);
}

async function press(page: Page, name: string): Promise<void> {
  await click(await region(page, DEMO), 'button', name);
}
