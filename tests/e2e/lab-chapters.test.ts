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
import type { OpenOptions, TestBrowser } from './driver/index.ts';

const WITH_LABS = [
  '/learn/why-ice/',
  '/zh-cn/learn/why-ice/',
  '/learn/nats-and-firewalls/',
  '/learn/stun/',
  '/learn/candidates/',
  '/zh-cn/learn/candidates/',
  '/learn/priority/',
  '/learn/gathering-and-privacy/',
  '/zh-cn/learn/gathering-and-privacy/',
  '/learn/trickle-and-signalling/',
  '/learn/checklists/',
  '/zh-cn/learn/checklists/',
  '/learn/connectivity-checks/',
  '/zh-cn/learn/connectivity-checks/',
  '/learn/consent-restart-failure/',
  '/zh-cn/learn/consent-restart-failure/',
  '/learn/roles-and-nomination/',
  '/zh-cn/learn/roles-and-nomination/',
  '/learn/turn/',
  '/learn/operating-turn/',
  '/learn/hard-networks-and-beyond/',
] as const;
const PHONE = { width: 390, height: 844 };

describeInBrowsers('the Lab in a chapter', { firefox: 'full' }, (browser) => {
  it('loads its code when its controls come into view, and runs nothing by itself', async () => {
    const page = await browser.open('/learn/why-ice/');
    const code = await page.$$eval('astro-island', (islands) =>
      islands
        .map((island) => island.getAttribute('component-url') ?? '')
        .find((url) => /\/LabInChapter\./.test(url)),
    );
    if (code === undefined) throw new Error('There is no Lab in this chapter');
    await page.evaluate(() => scrollTo({ top: 600, behavior: 'instant' }));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await loaded(page)).not.toContain(code);
    const region = await toLab(page, 'NAT Lab: Home to home');
    expect(await loaded(page)).toContain(code);
    expect(await phaseOf(region)).toBe('idle');
    expect((await loaded(page)).filter((url) => url.includes('worker'))).toEqual([]);
  });

  it('goes to a moment: says what happens, and shows it in the picture, the time and the tables', async () => {
    const { page, region } = await openLab(browser, '/learn/stun/', 'NAT Lab: Home to office');
    await click(region, 'button', 'A NAT filters a check');
    await waitForText(region, /bob-router has a mapping for 198\.51\.100\.1:61436, .* RFC 4787 §5/);
    expect(await timeOf(region)).toMatch(/^172\.5 ms/);
    expect(await rowsOf(region, 'bob-router')).toEqual(['198.51.100.1:61436', '198.51.100.1:9726']);
    await click(region, 'button', 'Another mapping, for the peer');
    await waitForText(region, /bob-router made a mapping: .*:60806 outside, for packets to 203\.0\.113\.1/);
    expect(await timeOf(region)).toMatch(/^182 ms/);
    expect(await rowsOf(region, 'bob-router')).toContain('198.51.100.1:60806');
    // Of all that moves then it is the packet of the sentence that is marked, in view of who looks at the moment.
    const marked = await region.$$eval('.sheet button[aria-pressed="true"]', (marks) =>
      marks.map((mark) => {
        const view = mark.closest('.scroller')?.getBoundingClientRect();
        const { top, bottom } = mark.getBoundingClientRect();
        return { title: mark.textContent?.trim(), seen: view && top >= view.top && bottom <= view.bottom };
      }),
    );
    expect(marked.length).toBeGreaterThan(0);
    expect(marked.every(({ title }) => title?.includes('Binding request'))).toBe(true);
    expect(marked.some(({ seen }) => seen)).toBe(true);
    await screenshot(page, `lab-chapter-${browser.name}`);
    expect(await axeViolations(page)).toEqual([]);
    expect(problemsOf(page)).toEqual([]);
  });

  it('is walked through by the keyboard: each step says its own, until time goes on', async () => {
    const { page, region } = await openLab(browser, '/learn/why-ice/', 'NAT Lab: Home to home');
    const first = await find(region, 'button', 'The first packet is dropped');
    await first.focus();
    await page.keyboard.press('Enter');
    await waitForText(region, /192\.168\.2\.10:62674 is a private address/);
    expect(await pressedStep(region)).toBe('first-dropped');
    await page.keyboard.press('Tab');
    await page.keyboard.press(' ');
    await waitForText(region, /alice has gathered all that it can/);
    expect(await pressedStep(region)).toBe('gathered');
    const slider = await find(region, 'slider', 'Time');
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await until('the sentence to go', async () => (await pressedStep(region)) === undefined);
    expect(await region.$eval('.said', (said) => said.textContent.trim())).toBe('');
  });

  it('stands still once it is out of view', async () => {
    const { page, region } = await openLab(browser, '/learn/why-ice/', 'NAT Lab: Home to home', {
      reducedMotion: false,
    });
    await click(region, 'button', 'Run');
    await find(region, 'button', 'Pause');
    await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    await until('it to be paused', () =>
      region.evaluate((node) => !node.querySelector('.controls')?.textContent.includes('Pause')),
    );
    const at = await timeOf(region);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await timeOf(region)).toBe(at);
  });

  it.each(WITH_LABS)('fits a phone, at each of its moments: %s', async (path) => {
    const page = await browser.open(path, { viewport: PHONE, reducedMotion: true });
    const regions = await page.$$('section.instrument[aria-label^="NAT"]');
    expect(regions.length).toBeGreaterThan(0);
    for (const region of regions) {
      await comeTo(region);
      for (const step of await region.$$('[data-step]')) {
        await step.evaluate((button) => (button as HTMLElement).click());
        await region.waitForSelector('.said li');
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        ).toBeLessThanOrEqual(0);
      }
    }
    expect(problemsOf(page)).toEqual([]);
  });

  it('shows for how long each pair was checked', async () => {
    const { page, region } = await openLab(browser, '/learn/turn/', 'NAT Lab: Both map by destination');
    await click(region, 'button', 'A channel');
    const figure = await find(region, 'figure', 'Pairs over time');
    await waitForText(figure, 'alice: 8 pairs');
    const stories = await figure.$$eval('li .visually-hidden', (all) =>
      all.map(({ textContent }) => textContent),
    );
    expect(stories).toContainEqual(
      expect.stringMatching(/^Pair 10: prflx → relay: succeeded from 271\.9 ms, nominated at 1\.34 s\.$/),
    );
    // Those without a relay are still being checked when the other one has been chosen.
    expect(stories[0]).toMatch(/^Pair 1: host → host: .*in progress from 100 ms\.$/);
    expect(await axeViolations(page)).toEqual([]);
  });

  it('opens as it is on the Lab’s own page', async () => {
    const { page, region } = await openLab(browser, '/learn/turn/', 'NAT Lab: Both map by destination');
    await Promise.all([page.waitForNavigation(), click(region, 'button', 'Open in the Lab')]);
    expect(new URL(page.url()).pathname).toBe('/lab/');
  });
});

async function openLab(
  browser: TestBrowser,
  path: string,
  name: string,
  options: OpenOptions = {},
): Promise<{ page: Page; region: ElementHandle<Element> }> {
  const page = await browser.open(path, { reducedMotion: true, ...options });
  return { page, region: await toLab(page, name) };
}

async function toLab(page: Page, name: string): Promise<ElementHandle<Element>> {
  const region = await find(page, 'region', name);
  await comeTo(region);
  return region;
}

async function comeTo(region: ElementHandle<Element>): Promise<void> {
  await region.evaluate((node) => node.scrollIntoView({ block: 'start', behavior: 'instant' }));
  await until('the Lab to listen', async () => (await phaseOf(region)) !== 'unmounted');
}

function phaseOf(region: ElementHandle<Element>): Promise<string | null> {
  return region.evaluate((node) => node.getAttribute('data-phase'));
}

/** Paths of what the page has loaded. */
function loaded(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => new URL(name, location.href).pathname),
  );
}

/** The moment that is shown, in words. */
function timeOf(region: ElementHandle<Element>): Promise<string | null> {
  return region.$eval('input[type="range"]', (slider) => slider.getAttribute('aria-valuetext'));
}

/** The step whose moment is shown. */
async function pressedStep(region: ElementHandle<Element>): Promise<string | undefined> {
  const steps = await region.$$eval('[data-step][aria-pressed="true"]', (buttons) =>
    buttons.map((button) => (button as HTMLElement).dataset['step']),
  );
  return steps[0];
}

/** What a router has mapped: its endpoints outside. */
function rowsOf(region: ElementHandle<Element>, node: string): Promise<string[]> {
  return region.$$eval(`table[data-node="${node}"] tbody tr`, (rows) =>
    rows.map((row) => row.children[1]?.textContent ?? ''),
  );
}
