import type { ElementHandle, Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import {
  axeViolations,
  click,
  describeInBrowsers,
  find,
  openDemo,
  problemsOf,
  screenshot,
  textOf,
  until,
  waitForText,
} from './driver/index.ts';
import type { OpenDemo, TestBrowser } from './driver/index.ts';

const REGION = 'When the path dies';

describeInBrowsers('a path that dies', { firefox: 'full' }, (browser) => {
  it('shows the end of consent 30 s after the last answer, moved by keyboard', async () => {
    const { page, region } = await openPicture(browser);
    await click(region, 'radio', 'always after 4 s');
    await toSecond(region, page, 10);
    await waitForText(
      region,
      'The last answer came at 8.1 s, so consent ends at 38.1 s: 28.1 s after the path died.',
    );
    expect(await rowOf(region, 'requests')).toContain('9 sent, 7 without an answer');
    expect(await rowOf(region, 'keepalive')).toContain('it takes 15 s of quiet, and the longest was 4.0 s');
    expect(await rowOf(region, 'Chromium 156')).toContain(
      'disconnected 15.9 s to 17.1 s, failed 25.9 s to 27.2 s.',
    );
    expect(await rowOf(region, 'Chromium 156')).toContain('measured');
    expect(await rowOf(region, 'consent')).toContain('RFC 7675 §5.1');
    // Asking less often moves the questions, and the end only with the last answer.
    await click(region, 'radio', 'always after 6 s');
    await waitForText(region, 'The last answer came at 6.1 s, so consent ends at 36.1 s');
    await screenshot(page, `dead-path-${browser.name}`);
    expect(await axeViolations(page)).toEqual([]);
    expect(problemsOf(page)).toEqual([]);
  });

  it('dies where the picture is pressed, and asks at other times when drawn anew', async () => {
    const { page, region } = await openPicture(browser);
    const track = await region.$('[data-row="path"] svg');
    const box = await track?.boundingBox();
    if (!box) throw new Error('no picture');
    await page.mouse.move(box.x + box.width / 3, box.y + box.height / 2);
    await page.mouse.down();
    expect(await rowOf(region, 'path')).toContain('until 20.0 s');
    await page.mouse.move(box.x + box.width / 6, box.y + box.height / 2);
    await page.mouse.up();
    await waitForText(region, 'until 10.0 s');
    const before = await rowOf(region, 'consent');
    await until('another draw', async () => {
      await click(region, 'button', 'Draw other intervals');
      return (await rowOf(region, 'consent')) !== before;
    });
  });
});

function openPicture(browser: TestBrowser): Promise<OpenDemo> {
  return openDemo(browser, '/learn/consent-restart-failure/', REGION);
}

/** Moves the slider as a reader with a keyboard does: from its start, by half seconds. */
async function toSecond(region: ElementHandle<Element>, page: Page, second: number): Promise<void> {
  await (await find(region, 'slider', 'The path dies at')).focus();
  await page.keyboard.press('Home');
  for (let at = 0; at < second; at += 0.5) await page.keyboard.press('ArrowRight');
}

async function rowOf(region: ElementHandle<Element>, row: string): Promise<string> {
  const item = await region.$(`[data-row="${row}"]`);
  if (!item) throw new Error(`no row ${row}`);
  return await textOf(item);
}
