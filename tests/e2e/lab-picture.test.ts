import type { ElementHandle, Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import {
  click,
  describeInBrowsers,
  find,
  problemsOf,
  screenshot,
  until,
  waitForText,
} from './driver/index.ts';
import type { TestBrowser } from './driver/index.ts';

describeInBrowsers('the pictures of the Lab', { firefox: 'full' }, (browser) => {
  it('show what flies at a moment, in marks and in words', async () => {
    const { page, region } = await ranLab(browser);
    await goToTime(page, region, 120);
    const flying = await region.$$eval('.topology [data-packet]', (marks) => marks.length);
    expect(flying).toBeGreaterThan(0);
    await waitForText(region, /At 1\d\d(\.\d)? ms: .*on (its|their) way/);
    expect(problemsOf(page)).toEqual([]);
  });

  it('mark a packet where it was dropped, and say why', async () => {
    const { page, region } = await ranLab(browser);
    await goToTime(page, region, 20);
    // On from packet to packet, until a drop is in the picture.
    for (let steps = 0; steps < 200; steps += 1) {
      if (await region.$('.topology [data-why]')) break;
      await click(region, 'button', 'Step');
    }
    const drop = await region.waitForSelector('.topology [data-why]');
    const name = await drop?.evaluate((mark) => mark.textContent?.trim());
    expect(name).toMatch(/ dropped at [\w-]+: \w+/);
    await waitForText(region, /Dropped at [\w-]+: /);
    await screenshot(page, `lab-drop-${browser.name}`);
  });

  it('select a node, and a packet in both pictures at once', async () => {
    const { page, region } = await ranLab(browser);
    await region.$eval('.chip[data-node="alice"]', (chip) => (chip as HTMLElement).click());
    expect(await pressed(region, '.chip[data-node="alice"]')).toBe('true');

    await goToTime(page, region, 120);
    const packet = await region.$eval('.topology [data-packet]', (mark) => {
      (mark as HTMLElement).click();
      return (mark as HTMLElement).dataset['packet'];
    });
    await until('the packet to be marked on the ladder', async () => {
      const marks = await region.$$eval('.sheet button[aria-pressed="true"]', (all) =>
        all.map((mark) => (mark as HTMLElement).dataset['packet']),
      );
      return marks.length > 0 && marks.every((one) => one === packet);
    });
  });

  it('let the keyboard walk down the ladder, with one stop of the Tab key', async () => {
    const { page, region } = await ranLab(browser);
    await goToTime(page, region, 0);
    const stops = () =>
      region.$$eval('.sheet button', (all) => all.filter((button) => button.tabIndex === 0).length);
    expect(await stops()).toBe(1);
    await region.$eval('.sheet button[tabindex="0"]', (button) => (button as HTMLElement).focus());
    const events: number[] = [];
    for (let steps = 0; steps < 60; steps += 1) {
      await page.keyboard.press('ArrowDown');
      events.push(await focusedEvent(page));
    }
    // Down the trace, hop by hop, far beyond what was in the document at first.
    expect(events.every((event, index) => index === 0 || event > (events[index - 1] ?? Infinity))).toBe(true);
    expect(await stops()).toBe(1);
  });

  it('keep only what is in view in the document', async () => {
    const { page, region } = await ranLab(browser);
    const inDocument = () => region.$$eval('.sheet button', (all) => all.length);
    const all = await region.$eval('.sheet', (sheet) => sheet.clientHeight);
    const view = await region.$eval('.scroller[role="group"]', (scroller) => scroller.clientHeight);
    expect(all).toBeGreaterThan(4 * view);
    for (const ms of [0, 200, 500]) {
      await goToTime(page, region, ms);
      expect(await inDocument()).toBeLessThan(150);
    }
  });
});

async function ranLab(browser: TestBrowser): Promise<{ page: Page; region: ElementHandle<Element> }> {
  const page = await browser.open('/lab/');
  const region = await find(page, 'region', 'NAT Lab');
  await region.evaluate((node) => node.scrollIntoView({ block: 'start', behavior: 'instant' }));
  await until('the Lab to listen', () =>
    region.evaluate((node) => node.getAttribute('data-phase') !== 'unmounted'),
  );
  await click(region, 'button', 'Run');
  await waitForText(region, /Direct: srflx → srflx/);
  // The ladder is drawn a task after the outcome is said.
  await until('the ladder', () => region.$('.sheet'));
  return { page, region };
}

/** Drags the slider there: what plays is paused by it. */
async function goToTime(page: Page, region: ElementHandle<Element>, ms: number): Promise<void> {
  const slider = await find(region, 'slider', 'Time');
  await slider.evaluate((node, value) => {
    const input = node as HTMLInputElement;
    input.value = String(value);
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, ms);
  await page.evaluate(() => new Promise(requestAnimationFrame));
}

/** Once the keys that were pressed have had their effect. */
function focusedEvent(page: Page): Promise<number> {
  return page.evaluate(async () => {
    await new Promise(requestAnimationFrame);
    return Number((document.activeElement as HTMLElement | null)?.dataset['event']);
  });
}

function pressed(region: ElementHandle<Element>, selector: string): Promise<string | null> {
  return region.$eval(selector, (node) => node.getAttribute('aria-pressed'));
}
