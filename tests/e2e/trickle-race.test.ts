import type { ElementHandle, Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import {
  axeViolations,
  click,
  connections,
  countConnections,
  describeInBrowsers,
  find,
  problemsOf,
  screenshot,
  textOf,
  until,
  waitForText,
  withoutWebRtc,
} from './driver/index.ts';
import type { OpenOptions, TestBrowser } from './driver/index.ts';

const PATH = '/learn/trickle-and-signalling/';
const REGION = 'Trickle against wait-for-all';
const SILENT = 'Add a STUN server that never answers';
const DONE = /Trickle: channel open after (\S+) (m?s)\. Wait for all: after (\S+) (m?s)\. (.*?)(?:\.|:)/;

describeInBrowsers('trickle against wait-for-all', (browser) => {
  it('connects both pairs, in the right order of events, and says in words what was won', async () => {
    const { page, region } = await openRace(browser);
    await click(region, 'button', 'Start the race');
    const { trickleMs, waitMs, words } = await done(region);

    const moments = await momentsOf(region);
    const { Trickle: trickle, 'Wait for all': wait } = moments;
    for (const way of [trickle, wait]) {
      const order = ['offer', 'offer-arrived', 'answer', 'answer-arrived', 'open'];
      const times = order.map((moment) => way?.[moment]?.ms ?? Number.NaN);
      // Each side gathers and connects on its own, but no signal can arrive before it was sent, nor be answered.
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      // Browsers tell of the connection and of the channel in either order.
      expect(way?.['connected']?.ms).toBeGreaterThanOrEqual(way?.['answer-arrived']?.ms ?? Number.NaN);
      // The channel takes 300 ms each way.
      expect((way?.['offer-arrived']?.ms ?? 0) - (way?.['offer']?.ms ?? 0)).toBeGreaterThanOrEqual(290);
      expect(way?.['open']?.ms).toBeGreaterThanOrEqual(590);
    }
    // The trickled offer left before its candidates, the other with all of them.
    expect(trickle?.['offer']?.text).toMatch(/with (no|1|2) candidate/);
    expect(wait?.['offer']?.text).toMatch(/with \d+ candidates/);
    expect(wait?.['gathered-a']?.ms).toBeLessThanOrEqual((wait?.['offer']?.ms ?? 0) + 5);
    expect(wait?.['gathered-b']?.ms).toBeLessThanOrEqual((wait?.['answer']?.ms ?? 0) + 5);

    // Whoever wins on this machine, the words follow the numbers.
    const won = waitMs - trickleMs;
    const saysSame = words.includes('means nothing');
    // The numbers on the page are rounded, so at the very border either word is right.
    if (Math.abs(won) > 65) expect(words).toMatch(won > 0 ? /Trickle won/ : /Trickle lost/);
    else if (Math.abs(won) < 35) expect(saysSame).toBe(true);
    await waitForText(region, 'Trickle doesn’t make a slow channel faster');
    expect(await axeViolations(page)).toEqual([]);
    expect(problemsOf(page)).toEqual([]);
    await screenshot(page, `trickle-race-done-${browser.name}`);
  });

  it('wins the time that was waited for a server which never answers', async () => {
    const { page, region } = await openRace(browser);
    await click(region, 'checkbox', SILENT);
    await click(region, 'button', 'Start the race');
    await waitForText(region, /Trickle: channel open after .* The other is still on its way/);
    await screenshot(page, `trickle-race-running-${browser.name}`);
    const { trickleMs, waitMs, words } = await done(region);
    // In Firefox both sides of the waiting pair give up after 3 s each. In Chromium B stops gathering when it has found
    // a path, which it can do with A's whole list. The trickling pair notices nothing.
    const waits = browser.name === 'firefox' ? 2 : 1;
    expect(waitMs).toBeGreaterThan(waits * 3_000 + 600);
    expect(waitMs - trickleMs).toBeGreaterThan(waits * 3_000 - 1_000);
    expect(words).toContain('Trickle won');
    const text = await textOf(region);
    expect(text).toContain('this demo waits 3 s and no longer');
    expect(text).toContain('A was still gathering when the answer came');
    if (browser.name === 'chromium') expect(text).toContain('its browser then stopped gathering');
    expect(text).toMatch(/The silent server is stun:\S+:3477/);
    const { Trickle: trickle } = await momentsOf(region);
    const gathered = trickle?.['gathered-a'];
    if (gathered?.text !== 'not by then') {
      expect(gathered?.ms).toBeGreaterThanOrEqual(trickle?.['answer-arrived']?.ms ?? Number.NaN);
    }
    await screenshot(page, `trickle-race-silent-${browser.name}`);
  });

  if (browser.inDetail) {
    it('gets its delay from a slider that the keyboard moves', async () => {
      const { page, region } = await openRace(browser);
      const slider = await find(region, 'slider', 'Signalling delay, each way');
      await slider.focus();
      await page.keyboard.press('Home');
      await waitForText(region, 'each way 0 ms');
      for (let step = 0; step < 6; step += 1) await page.keyboard.press('ArrowRight');
      await waitForText(region, 'each way 600 ms');
      expect(await slider.evaluate((input) => input.getAttribute('aria-valuetext'))).toBe('600 ms');
      await click(region, 'button', 'Start the race');
      await done(region);
      for (const way of Object.values(await momentsOf(region))) {
        const travelled = (way?.['answer-arrived']?.ms ?? 0) - (way?.['answer']?.ms ?? 0);
        expect(travelled).toBeGreaterThanOrEqual(580);
      }
    });
  }

  it('closes every connection when it is done, when it is stopped and when the page is left', async () => {
    const { page, region } = await openRace(browser, { before: countConnections });
    await click(region, 'button', 'Start the race');
    await done(region);
    // Two pairs; one more had only tried whether WebRTC works.
    expect(await connections(page)).toEqual({ made: 5, open: 0 });

    await click(region, 'checkbox', SILENT);
    await click(region, 'button', 'Start the race');
    await until('open connections', async () => (await connections(page)).open > 0);
    await click(region, 'button', 'Stop');
    await waitForText(region, 'Stopped. Both pairs are closed.');
    expect(await connections(page)).toMatchObject({ open: 0 });

    await click(region, 'button', 'Start the race');
    await until('open connections', async () => (await connections(page)).open > 0);
    await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')));
    await until('no open connection', async () => (await connections(page)).open === 0);
  });

  it('stops when it has left the view', async () => {
    const { page, region } = await openRace(browser, { before: countConnections });
    await click(region, 'checkbox', SILENT);
    await click(region, 'button', 'Start the race');
    await until('open connections', async () => (await connections(page)).open > 0);
    await page.evaluate(() => window.scrollTo({ top: 0, behavior: 'instant' }));
    await until('no open connection', async () => (await connections(page)).open === 0);
    expect(await region.evaluate((node) => node.getAttribute('data-phase'))).toBe('ready');
  });

  if (browser.inDetail) {
    it('says that a browser without WebRTC has nothing to race', async () => {
      const { region } = await openRace(browser, { before: withoutWebRtc });
      await waitForText(region, 'This browser has no WebRTC');
      const start = await find(region, 'button', 'Start the race');
      expect(await start.evaluate((button) => (button as HTMLButtonElement).disabled)).toBe(true);
    });

    it('says that the browser refuses a list of servers', async () => {
      const { region } = await openRace(browser, {
        before: async (fresh) => {
          await fresh.evaluateOnNewDocument(() => {
            const real = window.fetch;
            window.fetch = (input, init) =>
              String(input).endsWith('/ice-servers.json')
                ? Promise.resolve(new Response('[{"urls":"turn:192.0.2.1"}]'))
                : real(input, init);
          });
        },
      });
      await click(region, 'button', 'Start the race');
      await waitForText(region, 'The browser refuses this list of servers');
    });
  }
});

/** Opens the chapter and waits until the race listens. */
async function openRace(
  browser: TestBrowser,
  options?: OpenOptions,
): Promise<{ page: Page; region: ElementHandle<Element> }> {
  const page = await browser.open(PATH, options);
  const region = await find(page, 'region', REGION);
  await region.evaluate((node) => node.scrollIntoView({ block: 'center', behavior: 'instant' }));
  await until('the race to listen', () =>
    region.evaluate((node) => node.getAttribute('data-phase') !== 'unmounted'),
  );
  return { page, region };
}

interface Result {
  readonly trickleMs: number;
  readonly waitMs: number;
  readonly words: string;
}

async function done(region: ElementHandle<Element>): Promise<Result> {
  const match = DONE.exec(await waitForText(region, DONE, { timeoutMs: 40_000 }));
  if (!match) throw new Error('no result');
  const [, trickle = '', trickleUnit = '', wait = '', waitUnit = '', words = ''] = match;
  return { trickleMs: toMs(trickle, trickleUnit), waitMs: toMs(wait, waitUnit), words };
}

function toMs(number: string, unit: string): number {
  return Number(number) * (unit === 's' ? 1_000 : 1);
}

interface Moment {
  readonly text: string;
  readonly ms: number;
}

/** The table, by the name of the way and of the moment. */
async function momentsOf(
  region: ElementHandle<Element>,
): Promise<Partial<Record<string, Partial<Record<string, Moment>>>>> {
  const cells = await region.$$eval('table[aria-label="Moments"]', ([table]) => {
    const ways = [...(table?.querySelectorAll('thead th') ?? [])].slice(1).map((cell) => cell.textContent);
    return [...(table?.querySelectorAll<HTMLElement>('tbody tr') ?? [])].flatMap((row) =>
      [...row.querySelectorAll('td')].map((cell, index) => ({
        way: ways[index]?.trim() ?? '',
        moment: row.dataset['moment'] ?? '',
        text: cell.textContent?.trim() ?? '',
      })),
    );
  });
  const moments: Record<string, Record<string, Moment>> = {};
  for (const { way, moment, text } of cells) {
    const [, number = '', unit = ''] = /^(\S+) (m?s)\b/.exec(text) ?? [];
    (moments[way] ??= {})[moment] = { text, ms: number === '' ? Number.NaN : toMs(number, unit) };
  }
  return moments;
}
