import type { ElementHandle, Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { sceneFromFragment } from '#src/components/lab/link/scene-link.ts';
import { MATRIX_KINDS, matrixScene } from '#src/simulator/index.ts';
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
import type { OpenOptions, TestBrowser } from './driver/index.ts';

const REGION = 'The matrix: which NATs let peers meet';
const DONE = /(\d+) direct, (\d+) relayed, (\d+) failed: 121 sessions in \d+ ms\./;

describeInBrowsers('the matrix', { firefox: 'full' }, (browser) => {
  it('computes every pair of NATs, with a relay and without', async () => {
    const { page, region } = await openMatrix(browser);
    await click(region, 'button', 'Compute the matrix');
    await waitForText(region, DONE);
    const relayed = await cellsOf(region);
    expect(relayed.map(({ row, column }) => `${row} ${column}`)).toEqual(
      MATRIX_KINDS.flatMap((row) => MATRIX_KINDS.map((column) => `${row} ${column}`)),
    );
    // Whoever can't meet has a relay. Some look peer-reflexive, but nobody who meets directly has one.
    for (const { outcome, words } of relayed) {
      expect(words).toMatch(outcome === 'direct' ? /^direct, \w+ → \w+,/ : /^relayed, \w+ → \w+,/);
      if (/\brelay\b/.test(words)) expect(outcome).toBe('relayed');
    }
    expect(relayed.some(({ words }) => /\brelay\b/.test(words))).toBe(true);
    expect(await axeViolations(page)).toEqual([]);
    await screenshot(page, `lab-matrix-${browser.name}`);

    await click(region, 'checkbox', 'With a TURN server');
    await waitForText(region, /\d+ direct, 0 relayed, \d+ failed: 121 sessions/);
    const bare = await cellsOf(region);
    expect(bare.map(({ outcome }) => outcome)).toEqual(
      relayed.map(({ outcome }) => (outcome === 'direct' ? 'direct' : 'failed')),
    );
    expect(problemsOf(page)).toEqual([]);
  });

  it('lets those meet directly whom RFC 4787 lets expect it, whoever calls', async () => {
    const { region } = await openMatrix(browser);
    await click(region, 'button', 'Compute the matrix');
    await waitForText(region, DONE);
    const cells = await cellsOf(region);
    const isDirect = (row: string, column: string) =>
      cells.find((cell) => cell.row === row && cell.column === column)?.outcome === 'direct';
    for (const { row, column } of cells) {
      const name = `${row} and ${column}`;
      expect(isDirect(row, column), name).toBe(isDirect(column, row));
      const kinds = [row, column];
      const known = kinds.filter((kind) => kind.startsWith('eim') || kind === 'cgnat');
      if (kinds.includes('udp-blocked')) expect(isDirect(row, column), name).toBe(false);
      else if (kinds.some((kind) => kind.endsWith('-eif'))) expect(isDirect(row, column), name).toBe(true);
      else expect(isDirect(row, column), name).toBe(known.length === 2 || known[0] === 'eim-adf');
    }
  });

  it('is cancelled, keeps what it has, and computes anew', async () => {
    const { page, region } = await openMatrix(browser);
    // In one go: on a fast machine a hand would come too late.
    await page.evaluate(async () => {
      const button = (name: string) =>
        [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.trim() === name);
      button('Compute the matrix')?.click();
      await new Promise(requestAnimationFrame);
      button('Cancel')?.click();
    });
    const computed = async () => {
      const words = await waitForText(region, /Cancelled after \d+ of 121 sessions/);
      return /after \d+ of/.exec(words)?.[0];
    };
    const first = await computed();
    expect(first).not.toBe('after 121 of');
    // Workers that went on would have more by then.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(await computed()).toBe(first);
    await click(region, 'button', 'Compute the matrix');
    await waitForText(region, DONE);
    expect(await cellsOf(region)).toHaveLength(121);
    expect(problemsOf(page)).toEqual([]);
  });

  it('is walked by arrow keys, and opens a session in the Lab', async () => {
    const { page, region } = await openMatrix(browser);
    await region.$eval('td button', (button) => (button as HTMLElement).focus());
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    expect(await focusedCell(page)).toEqual({ row: 'eim-apdf', column: 'cgnat' });
    await waitForText(region, 'Callee: a home NAT behind a carrier’s NAT');
    // One stop of the Tab key.
    expect(await region.$$eval('td button', (all) => all.filter((one) => one.tabIndex === 0).length)).toBe(1);

    await page.keyboard.press('Enter');
    await until('a link to a scene', () => page.evaluate(() => location.hash.startsWith('#scene=')));
    const scene = await sceneFromFragment(await page.evaluate(() => location.hash));
    expect(scene).toEqual({ ok: true, value: matrixScene('eim-apdf', 'cgnat', { turn: true }) });
    expect(await page.evaluate(() => location.pathname)).toBe('/lab/');
  });

  if (browser.inDetail) {
    it.each([
      [390, 'light', ''],
      [390, 'dark', '/zh-cn'],
      [1440, 'dark', ''],
    ] as const)('fits %i px (%s, %s)', async (width, theme, edition) => {
      const { page, region } = await openMatrix(browser, edition);
      await page.setViewport({ width, height: 900 });
      await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme);
      await region.$$eval('button.primary', ([button]) => (button as HTMLButtonElement).click());
      await until('a whole matrix', async () => (await cellsOf(region)).every(({ outcome }) => outcome));
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      await region.evaluate((node) => node.scrollIntoView({ block: 'start', behavior: 'instant' }));
      await screenshot(page, `lab-matrix-${width}-${theme}${edition.replace('/', '-')}`);
    });
  }
});

async function openMatrix(
  browser: TestBrowser,
  edition = '',
  options?: OpenOptions,
): Promise<{ page: Page; region: ElementHandle<Element> }> {
  const page = await browser.open(`${edition}/lab/`, options);
  const region = await page.waitForSelector('section:has(> table [data-place])');
  if (!region) throw new Error('no matrix');
  if (!edition) await find(page, 'region', REGION);
  await region.evaluate((node) => node.scrollIntoView({ block: 'center', behavior: 'instant' }));
  await until('the matrix to listen', () =>
    region.evaluate((node) => node.getAttribute('data-phase') !== 'unmounted'),
  );
  return { page, region };
}

interface SeenCell {
  readonly row: string;
  readonly column: string;
  readonly outcome: string | undefined;
  readonly words: string;
}

function cellsOf(region: ElementHandle<Element>): Promise<SeenCell[]> {
  return region.$$eval('table[role="grid"] td', (cells) =>
    cells.map((cell) => ({
      row: cell.dataset['row'] ?? '',
      column: cell.dataset['column'] ?? '',
      outcome: cell.dataset['outcome'],
      words: cell.querySelector('.visually-hidden')?.textContent ?? '',
    })),
  );
}

function focusedCell(page: Page): Promise<{ row: string | undefined; column: string | undefined }> {
  return page.evaluate(() => {
    const cell = document.activeElement?.closest('td');
    return { row: cell?.dataset['row'], column: cell?.dataset['column'] };
  });
}
