import type { ElementHandle, Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { sceneFromFragment } from '#src/components/lab/link/scene-link.ts';
import type { Id, Scene } from '#src/simulator/index.ts';
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

const UNTOUCHED = /^Press Run:/;

describeInBrowsers('a host that is dragged', { firefox: 'full' }, (browser) => {
  it('moves to the network that it is dropped on: another session', async () => {
    const { page, region } = await openLab(browser, { reducedMotion: true });
    expect(await networkOf(page, region, 'alice')).toBe('alice-lan');
    await dragTo(page, region, 'alice', 'bob-lan');
    await page.mouse.up();
    await waitForText(region, 'alice is on bob-lan now. Press Run:');
    expect(await networkOf(page, region, 'alice')).toBe('bob-lan');
    expect(await addressOf(region, 'alice')).toMatch(/^192\.168\.2\.\d+$/);
    await click(region, 'button', 'Run');
    await waitForText(region, /Direct: host → host, after/);
    expect(problemsOf(page)).toEqual([]);
    expect(await axeViolations(page)).toEqual([]);
  });

  it('shows where it can be dropped, and what it would get there', async () => {
    const { page, region } = await openLab(browser);
    await dragTo(page, region, 'alice', 'bob-lan');
    expect(await targetsOf(region)).toEqual(['internet', 'bob-lan over']);
    await waitForText(region, /alice 192\.168\.2\.\d+/);
    await screenshot(page, `lab-drag-${browser.name}`);
    await page.mouse.move(...middleOf(await barOf(region, 'internet')));
    await until('another target', async () => (await targetsOf(region)).includes('internet over'));
    await page.mouse.move(...middleOf(await barOf(region, 'alice-lan')));
    await until('no target', async () => !(await targetsOf(region)).join().includes('over'));
    await page.mouse.up();
    await until('its hand to be empty', async () => (await targetsOf(region)).length === 0);
    expect(await statusOf(region)).toMatch(UNTOUCHED);
  });

  it('is put back by Escape, and by a drop outside the picture', async () => {
    const { page, region } = await openLab(browser);
    await dragTo(page, region, 'alice', 'bob-lan');
    await page.keyboard.press('Escape');
    await until('its hand to be empty', async () => (await targetsOf(region)).length === 0);
    // What was put back stays there, wherever the pointer goes.
    await page.mouse.move(...middleOf(await barOf(region, 'internet')));
    await page.mouse.up();
    expect(await networkOf(page, region, 'alice')).toBe('alice-lan');

    await dragTo(page, region, 'alice', 'bob-lan');
    const { x, y } = await boxOf(region, '.topology');
    await page.mouse.move(x + 20, y - 40, { steps: 3 });
    await page.mouse.up();
    await until('its hand to be empty', async () => (await targetsOf(region)).length === 0);
    expect(await networkOf(page, region, 'alice')).toBe('alice-lan');
    expect(await statusOf(region)).toMatch(UNTOUCHED);
    expect(problemsOf(page)).toEqual([]);
  });

  it('is selected by a click and moves nowhere, however the hand shakes', async () => {
    const { page, region } = await openLab(browser);
    await dragTo(page, region, 'bob', 'internet');
    await page.keyboard.press('Escape');
    await page.mouse.up();
    const [x, y] = middleOf(await chipOf(region, 'bob'));
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 3, y - 3, { steps: 3 });
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(await targetsOf(region)).toEqual([]);
    await page.mouse.up();
    await region.waitForSelector('.chip[data-node="bob"][aria-pressed="true"]');
    expect(await statusOf(region)).toMatch(UNTOUCHED);
    expect(await networkOf(page, region, 'bob')).toBe('bob-lan');
  });

  it('moves as the editor’s select moves it: from the start, and in the middle of a session', async () => {
    const scenes: Scene[] = [];
    for (const isDragged of [true, false]) {
      const { page, region } = await openLab(browser, { reducedMotion: true });
      const move = async (host: Id, network: Id) => {
        if (isDragged) {
          await dragTo(page, region, host, network);
          await page.mouse.up();
        } else {
          await chooseIn(region, 'Node', `${host} (host)`);
          await chooseIn(region, 'Network', network);
        }
        await waitForText(region, `${host} is on ${network} now.`);
      };
      if (!isDragged) await click(region, 'button', 'Change the scene');
      await move('bob', 'internet');
      await click(region, 'button', 'Run');
      await waitForText(region, /Direct: \w+ → \w+, after/);
      const before = await timeOf(region);
      await move('alice', 'bob-lan');
      expect(await timeOf(region)).toBe(before);
      scenes.push(await sceneOf(page, region));
    }
    const [dragged, selected] = scenes;
    expect(dragged?.changes).toMatchObject([{ do: 'move', node: 'alice', to: { network: 'bob-lan' } }]);
    expect(dragged).toEqual(selected);
  });

  it('moves while a session plays, at the moment when it is dropped', async () => {
    const { page, region } = await openLab(browser);
    // So slowly that it isn't at its end before a busy machine has dragged.
    await (await find(region, 'combobox', 'Speed')).select('0.01');
    await click(region, 'button', 'Run');
    await waitForText(region, 'Pause');
    await dragTo(page, region, 'alice', 'internet');
    const before = await timeOf(region);
    await until('time to run on', async () => (await timeOf(region)) > before);
    await page.mouse.up();
    await waitForText(region, 'alice is on internet now.');
    const { changes } = await sceneOf(page, region);
    expect(changes).toMatchObject([{ do: 'move', node: 'alice', to: { network: 'internet' } }]);
    expect(changes[0]?.atMs).toBeGreaterThan(before);
    expect(await timeOf(region)).toBeCloseTo(changes[0]?.atMs ?? NaN, 1);
    expect(await addressOf(region, 'alice')).toMatch(/^192\.0\.2\./);
  });

  it('asks for no code before a pointer comes to a host', async () => {
    const { page, region } = await openLab(browser);
    const loaded = () =>
      page.evaluate(() =>
        performance.getEntriesByType('resource').some(({ name }) => /\/HostDrag\.[\w-]+\.js$/.test(name)),
      );
    await page.mouse.click(...middleOf(await chipOf(region, 'alice-router')));
    expect(await loaded()).toBe(false);
    await page.mouse.move(...middleOf(await chipOf(region, 'alice')));
    await until('its code', loaded);
  });

  it('says the keyboard’s way, and leads there', async () => {
    const { page, region } = await openLab(browser);
    await page.mouse.click(...middleOf(await chipOf(region, 'bob-router')));
    await click(region, 'button', 'Change the scene');
    const node = await find(region, 'combobox', 'Node');
    expect(await node.evaluate((select) => (select as HTMLSelectElement).value)).toBe('bob-router');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SUMMARY');
  });

  if (browser.name === 'chromium') {
    it('follows a finger; elsewhere in the picture a finger scrolls the page', async () => {
      const viewport = { width: 390, height: 844, hasTouch: true, isMobile: true };
      const { page, region } = await openLab(browser, { viewport });
      await swipe(page, middleOf(await chipOf(region, 'alice')), below(await barOf(region, 'bob-lan')));
      await waitForText(region, 'alice is on bob-lan now.');
      const scrolled = () => page.evaluate(() => scrollY);
      const before = await scrolled();
      const [x, y] = middleOf(await chipOf(region, 'turn'));
      await swipe(page, [x, y], [x, y - 150]);
      await until('the page to scroll', async () => (await scrolled()) > before + 50);
    });
  }
});

type Place = readonly [x: number, y: number];
type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Presses the host and goes to its network with it, in steps, as a hand does. It isn't released. */
async function dragTo(page: Page, region: ElementHandle<Element>, host: Id, network: Id): Promise<void> {
  await page.mouse.move(...middleOf(await chipOf(region, host)));
  await page.mouse.down();
  const [x, y] = below(await barOf(region, network));
  // Until its code is there.
  await until('a target under the pointer', async () => {
    await page.mouse.move(x - 8, y, { steps: 4 });
    await page.mouse.move(x, y, { steps: 2 });
    return (await targetsOf(region)).includes(`${network} over`);
  });
}

async function swipe(page: Page, from: Place, to: Place): Promise<void> {
  const steps = 12;
  await page.touchscreen.touchStart(...from);
  for (let step = 1; step <= steps; step += 1) {
    const part = (a: number, b: number) => a + ((b - a) * step) / steps;
    await page.touchscreen.touchMove(part(from[0], to[0]), part(from[1], to[1]));
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  await page.touchscreen.touchEnd();
}

const chipOf = (region: ElementHandle<Element>, node: Id) => boxOf(region, `.chip[data-node="${node}"]`);
const barOf = (region: ElementHandle<Element>, network: Id) => boxOf(region, `.network[title^="${network}"]`);

/** With the picture scrolled into the view: a pointer reaches nothing else. */
function boxOf(region: ElementHandle<Element>, selector: string): Promise<Box> {
  return region.$eval(selector, (node) => {
    node.closest('.topology')?.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { x, y, width, height } = node.getBoundingClientRect();
    return { x, y, width, height };
  });
}

function middleOf({ x, y, width, height }: Box): Place {
  return [x + width / 2, y + height / 2];
}

/** Where the hosts of a network hang. */
function below({ x, y, width, height }: Box): Place {
  return [x + width / 2, y + height + 40];
}

/** The networks that are shown as targets, and which of them the pointer is over. */
function targetsOf(region: ElementHandle<Element>): Promise<string[]> {
  return region.$$eval('[data-target]', (targets) =>
    targets.map((target) =>
      [target.getAttribute('data-target'), target.classList.contains('over') ? 'over' : ''].join(' ').trim(),
    ),
  );
}

/** The scene as a link carries it. */
async function sceneOf(page: Page, region: ElementHandle<Element>): Promise<Scene> {
  await page.evaluate(() => history.replaceState(null, '', location.pathname));
  // While a new session is drawn, the button may move from under the pointer.
  const fragment = await until('a link', async () => {
    await click(region, 'button', 'Copy a link to this scene');
    return until('its fragment', async () => new URL(page.url()).hash || undefined, {
      timeoutMs: 3_000,
    }).catch(() => undefined);
  });
  const scene = await sceneFromFragment(fragment);
  if (!scene.ok) throw new Error(JSON.stringify(scene.error));
  return scene.value;
}

async function networkOf(page: Page, region: ElementHandle<Element>, host: Id): Promise<Id | undefined> {
  const { nodes } = await sceneOf(page, region);
  const node = nodes.find(({ id }) => id === host);
  return node?.kind === 'host' ? node.interfaces[0]?.network : undefined;
}

function addressOf(region: ElementHandle<Element>, node: Id): Promise<string> {
  return region.$eval(`.chip[data-node="${node}"] .address`, ({ textContent }) => textContent.trim());
}

async function chooseIn(region: ElementHandle<Element>, name: string, option: string): Promise<void> {
  const select = await find(region, 'combobox', name);
  const value = await select.evaluate(
    (node, words) =>
      Array.from((node as HTMLSelectElement).options).find(({ text }) => text.trim() === words)?.value,
    option,
  );
  if (value === undefined) throw new Error(`${name} has no “${option}”`);
  await select.select(value);
}

function statusOf(region: ElementHandle<Element>): Promise<string> {
  return region.$eval('[role="status"]', (node) => node.textContent.trim());
}

function timeOf(region: ElementHandle<Element>): Promise<number> {
  return region.$eval('input[type="range"]', (node) => node.valueAsNumber);
}

async function openLab(
  browser: TestBrowser,
  options: OpenOptions = {},
): Promise<{ page: Page; region: ElementHandle<Element> }> {
  const page = await browser.open('/lab/', options);
  const region = await find(page, 'region', 'NAT Lab');
  await region.evaluate((node) => node.scrollIntoView({ block: 'start', behavior: 'instant' }));
  await until('the Lab to listen', () =>
    region.evaluate((node) => node.getAttribute('data-phase') !== 'unmounted'),
  );
  return { page, region };
}
