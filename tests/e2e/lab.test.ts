import type { ElementHandle, Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import {
  axeViolations,
  click,
  describeInBrowsers,
  find,
  problemsOf,
  screenshot,
  textOf,
  until,
  waitForText,
} from './driver/index.ts';
import type { OpenOptions, TestBrowser } from './driver/index.ts';

const PATH = '/lab/';
const DIRECT = /Direct: srflx → srflx, after \d+(\.\d)? ms\./;
const NOT_RUN = 'This scene came by a link. Look at it, then press Run.';

describeInBrowsers('the Lab', (browser) => {
  it('plays a session, says how it ended, and what became of each packet', async () => {
    const { page, region } = await openLab(browser);
    expect(await statusOf(region)).toContain('Press Run');
    await click(region, 'button', 'Run');
    await until('the outcome', async () => DIRECT.test(await statusOf(region)));
    const early = await timeOf(region);
    await until('time to run', async () => (await timeOf(region)) > early);
    await click(region, 'button', 'Pause');
    const paused = await timeOf(region);
    const rows = await allPacketRows(region);
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.filter(({ happened }) => happened === '')).toEqual([]);
    expect(rows.map(({ happened }) => happened)).toContain('dropped: filtered by address');
    expect(await timeOf(region)).toBe(paused);
    expect(problemsOf(page)).toEqual([]);
    expect(await axeViolations(page)).toEqual([]);
    await screenshot(page, `lab-paused-${browser.name}`);
  });

  it('goes from packet to packet and from decision to decision by the keyboard', async () => {
    const { page, region } = await openLab(browser, { reducedMotion: true });
    await click(region, 'button', 'Step');
    await until('the first packet', async () => (await currentRow(region)) !== undefined);
    const slider = await find(region, 'slider', 'Time');
    await slider.focus();
    const first = await timeOf(region);
    await page.keyboard.press('ArrowRight');
    const second = await timeOf(region);
    expect(second).toBeGreaterThan(first);
    await page.keyboard.press('ArrowLeft');
    expect(await timeOf(region)).toBe(first);
    await page.keyboard.press('PageUp');
    const words = await slider.evaluate((node) => node.getAttribute('aria-valuetext'));
    expect(words).toMatch(/^\d+(\.\d)? ms: \S+/);
    await page.keyboard.press('End');
    expect(await timeOf(region)).toBeGreaterThan(1_000);
    await page.keyboard.press('Home');
    expect(await timeOf(region)).toBe(0);
  });

  it('stands at the outcome where motion is not wanted, and Reset goes back to before', async () => {
    const { region } = await openLab(browser, { reducedMotion: true });
    await run(region, DIRECT);
    const at = await timeOf(region);
    expect(await statusOf(region)).toContain(`after ${Math.round(at * 10) / 10} ms`);
    expect(await selectedPairs(region)).toEqual(['srflx srflx', 'srflx srflx']);
    await click(region, 'button', 'Reset');
    expect(await timeOf(region)).toBe(0);
    await until('no packets', async () => (await packetRows(region)).length === 0);
  });

  it('answers why of a packet and of a pair, with the section, and shows the bytes with their fields', async () => {
    const { page, region } = await openLab(browser, { reducedMotion: true });
    await run(region, DIRECT);
    await leafBackTo(region, 'tr[data-event="dropped"]');
    await press(region, 'tr[data-event="dropped"] .why');
    const answer = await waitForText(region, /filter[^.]*\..*RFC 4787 §5/);
    expect(answer).toBeDefined();
    await press(region, 'table[aria-label="Checklist"] tbody th button');
    await waitForText(region, /2³².*RFC 8445 §6\.1\.2\.3/);
    await click(region, 'button', 'Show its bytes');
    const inspector = await find(region, 'region', 'Byte inspector');
    await waitForText(inspector, /Binding request, \d+ bytes/);
    // A field keeps its bytes lit.
    await press(inspector, '.groups a');
    expect(await inspector.$$eval('[aria-current="true"]', ({ length }) => length)).toBe(1);
    expect(await axeViolations(page)).toEqual([]);
    expect(problemsOf(page)).toEqual([]);
    await screenshot(page, `lab-why-${browser.name}`);
  });

  it('runs another session after a change at its start, and says why it fails', async () => {
    const { page, region } = await openLab(browser, { reducedMotion: true });
    await choose(region, 'Scene', 'Both map by destination');
    await run(region, /Relayed: /);
    await click(region, 'button', 'Reset');
    await openEditor(region);
    for (const host of ['alice (host)', 'bob (host)']) {
      await choose(region, 'Node', host);
      await click(region, 'checkbox', 'Uses TURN');
    }
    await run(region, /Failed after .* s\. \S+/);
    await screenshot(page, `lab-failed-${browser.name}`);
    expect(await axeViolations(page)).toEqual([]);
  });

  it('changes a NAT in mid-session: what was before stays, and it can be undone', async () => {
    const { region } = await openLab(browser, { reducedMotion: true });
    await run(region, DIRECT);
    const before = await allPacketRows(region);
    const at = await timeOf(region);
    await openEditor(region);
    await choose(region, 'Filtering', 'address-and-port-dependent');
    await click(region, 'button', 'Reboot');
    await until('both changes', async () => (await changesOf(region)).length === 2);
    const after = await until('the new trace', async () => {
      const rows = await allPacketRows(region);
      return rows.length > before.length && rows;
    });
    const happened = (rows: readonly Row[]) => rows.filter(({ atMs }) => atMs < at);
    expect(happened(before)).not.toEqual([]);
    expect(happened(after)).toEqual(happened(before));
    expect(await timeOf(region)).toBe(at);
    await press(region, 'ul[aria-label="What happens to the scene"] button');
    await until('one change', async () => (await changesOf(region)).length === 1);
    await click(region, 'button', 'Reset');
    await until('no change', async () => (await changesOf(region)).length === 0);
  });

  it('carries a scene in a link, which runs only when the reader says so', async () => {
    const { page, region } = await openLab(browser, { reducedMotion: true });
    await choose(region, 'Scene', 'Carrier-grade NAT');
    await openEditor(region);
    await choose(region, 'Node', 'bob (host)');
    await choose(region, 'Candidates', 'relayed only');
    await click(region, 'button', 'Copy a link to this scene');
    const link = await until('a link', async () => {
      const url = page.url();
      return url.includes('#') && url;
    });
    const status = await run(region, /Relayed: /);

    const other = await openLab(browser, { path: link, reducedMotion: true });
    await until('the scene', async () => (await statusOf(other.region)) === NOT_RUN);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await other.region.evaluate((node) => node.getAttribute('data-phase'))).toBe('idle');
    expect(await run(other.region, /Relayed: /)).toBe(status);
  });

  it.each([
    ['garbage', '#garbage'],
    ['no data', '#scene=1.'],
    ['an edition to come', '#scene=2.abc'],
    ['damaged data', '#scene=1.AAAAAAAA'],
    ['much too long', `#scene=1.${'A'.repeat(100_000)}`],
    ['no URI', '#%E0%A4%A'],
  ])('runs nothing of a bad link, and says what is wrong with it: %s', async (_, fragment) => {
    const { page, region } = await openLab(browser, { path: PATH + fragment });
    const alert = await find(region, 'alert');
    await until('words', async () => (await textOf(alert)).length > 20);
    expect(await textOf(alert)).not.toContain('AAAA');
    expect(await region.evaluate((node) => node.getAttribute('data-phase'))).toBe('idle');
    await run(region, DIRECT);
    expect(problemsOf(page)).toEqual([]);
  });

  it('is there in Chinese', async () => {
    const { page, region } = await openLab(browser, {
      path: '/zh-cn/lab/',
      name: 'NAT 实验室',
      reducedMotion: true,
    });
    await click(region, 'button', '运行');
    await waitForText(region, /直连：srflx → srflx，用时/);
    expect(await axeViolations(page)).toEqual([]);
  });

  if (browser.name === 'chromium') {
    it('never keeps the page for long while it plays', async () => {
      const { page, region } = await openLab(browser);
      await run(region, DIRECT);
      const { frames, busyMs } = await page.evaluate(async () => {
        let count = 0;
        const tasks: number[] = [];
        new PerformanceObserver((list) =>
          tasks.push(...list.getEntries().map(({ duration }) => duration)),
        ).observe({
          type: 'longtask',
        });
        const onFrame = (): void => {
          count += 1;
          requestAnimationFrame(onFrame);
        };
        requestAnimationFrame(onFrame);
        await new Promise((resolve) => setTimeout(resolve, 4_000));
        return { frames: count, busyMs: tasks.reduce((sum, duration) => sum + duration, 0) };
      });
      expect(await region.evaluate((node) => node.textContent.includes('Pause'))).toBe(true);
      // On a machine that others use as well a frame is late now and then. Most aren't, and so few tasks are long.
      expect(frames).toBeGreaterThan(60);
      expect(busyMs).toBeLessThan(2_000);
    });
  }
});

interface Row {
  readonly atMs: number;
  readonly packet: string;
  readonly happened: string;
}

function packetRows(region: ElementHandle<Element>): Promise<Row[]> {
  return region.evaluate((node) =>
    Array.from(node.querySelectorAll('table[aria-label="Packets"] tbody tr'), ({ children: cells }) => {
      const [, value = '', unit] = /([\d.]+) (m?s)/.exec(cells[0]?.textContent ?? '') ?? [];
      return {
        atMs: Number(value) * (unit === 's' ? 1_000 : 1),
        packet: cells[1]?.textContent ?? '',
        happened: cells[4]?.querySelector('span')?.textContent ?? '',
      };
    }),
  );
}

/** Leafs through the pages of the table, from the first to the last. */
async function allPacketRows(region: ElementHandle<Element>): Promise<Row[]> {
  await leafBackTo(region, '.pages button:first-child:disabled');
  const rows = await packetRows(region);
  while (await region.$('.pages button:last-child:enabled')) {
    await press(region, '.pages button:last-child');
    rows.push(...(await packetRows(region)));
  }
  return rows;
}

/** Leafs back through the pages of the table until there is such an element. */
async function leafBackTo(region: ElementHandle<Element>, selector: string): Promise<void> {
  while (!(await region.$(selector))) await press(region, '.pages button:first-child:enabled');
}

function currentRow(region: ElementHandle<Element>): Promise<{ event: string | undefined } | undefined> {
  return region.evaluate((node) => {
    const row = node.querySelector<HTMLElement>('tr[aria-current="step"]');
    return row ? { event: row.dataset['event'] } : undefined;
  });
}

/** The types of each agent's selected pair, `srflx relay`. */
function selectedPairs(region: ElementHandle<Element>): Promise<string[]> {
  return region.evaluate((node) =>
    Array.from(node.querySelectorAll('table[aria-label="Checklist"] tr.selected'), (row) =>
      Array.from(row.querySelectorAll('[data-kind]'), (kind) => kind.textContent).join(' '),
    ),
  );
}

function changesOf(region: ElementHandle<Element>): Promise<string[]> {
  return region.evaluate((node) =>
    Array.from(
      node.querySelectorAll('ul[aria-label="What happens to the scene"] li'),
      (item) => item.textContent,
    ),
  );
}

function timeOf(region: ElementHandle<Element>): Promise<number> {
  return region.$eval('input[type="range"]', (node) => node.valueAsNumber);
}

function statusOf(region: ElementHandle<Element>): Promise<string> {
  return region.$eval('[role="status"]', (node) => node.textContent.trim());
}

/** Presses Run and waits for a status; answers with it. */
async function run(region: ElementHandle<Element>, status: RegExp): Promise<string> {
  await click(region, 'button', 'Run');
  return until(`status ${status}`, async () => {
    const said = await statusOf(region);
    return status.test(said) && said;
  });
}

async function openEditor(region: ElementHandle<Element>): Promise<void> {
  await press(region, 'details summary');
  await find(region, 'combobox', 'Node');
}

/** Presses the first of them: where a page has many, to ask for each one's name takes long. */
async function press(scope: ElementHandle<Element>, selector: string): Promise<void> {
  await scope.$eval(selector, (node) => (node as HTMLElement).click());
}

async function choose(region: ElementHandle<Element>, name: string, option: string): Promise<void> {
  const select = await find(region, 'combobox', name);
  const value = await select.evaluate(
    (node, words) =>
      Array.from((node as HTMLSelectElement).options).find(({ text }) => text.trim() === words)?.value,
    option,
  );
  if (value === undefined) throw new Error(`${name} has no “${option}”`);
  await select.select(value);
}

async function openLab(
  browser: TestBrowser,
  {
    path = PATH,
    name = 'NAT Lab',
    ...options
  }: OpenOptions & { readonly path?: string; readonly name?: string } = {},
): Promise<{ page: Page; region: ElementHandle<Element> }> {
  const page = await browser.open(path, options);
  const region = await find(page, 'region', name);
  await region.evaluate((node) => node.scrollIntoView({ block: 'start', behavior: 'instant' }));
  await until('the Lab to listen', () =>
    region.evaluate((node) => node.getAttribute('data-phase') !== 'unmounted'),
  );
  return { page, region };
}
