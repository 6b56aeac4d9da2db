import type { Page } from 'puppeteer-core';
import { sceneToFragment } from '#src/components/lab/link/scene-link.ts';
import type { Scene } from '#src/simulator/index.ts';
import { findBrowser, howToGetBrowser } from '../../lib/programs.mjs';
import { launch } from '../../../tests/e2e/driver/launch.ts';
import { withoutServiceWorker } from '../../../tests/e2e/driver/without-service-worker.ts';
import { click, find, until } from '../../../tests/e2e/driver/queries.ts';

/** A session of so many packets takes its time, on a busy machine above all. */
const PATIENCE_MS = 120_000;
/** Until a reader has found the slider. */
const SETTLED_MS = 2_000;

/** Opens a page in a Chromium with an empty cache. By default what moves is shown at its end. */
export async function inChromium<T>(
  url: string,
  measure: (page: Page) => Promise<T>,
  { reducedMotion = true } = {},
): Promise<T> {
  const executable = findBrowser('chromium');
  if (!executable) throw new Error(`Chromium is missing: ${howToGetBrowser('chromium')}`);
  const browser = await launch('chromium', executable, {
    javaScript: true,
    colorScheme: 'light',
    reducedMotion,
  });
  try {
    const page = await browser.puppeteer.newPage();
    await withoutServiceWorker(page);
    const value = reducedMotion ? 'reduce' : 'no-preference';
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value }]);
    await page.goto(url, { waitUntil: 'networkidle0' });
    return await measure(page);
  } finally {
    await browser.close();
  }
}

/** Runs the scene that the Lab's page shows, to its outcome. */
export async function runScene(page: Page): Promise<void> {
  await click(page, 'button', 'Run');
  const outcome = () =>
    page.$eval('[role="status"]', ({ textContent }) => /direct|relay|fail/i.test(textContent));
  await until('an outcome', outcome, { timeoutMs: PATIENCE_MS });
}

/** Has the Lab's page compute the matrix, with its workers started for it: the time that the page itself tells, in ms. */
export function timeMatrixOf(lab: string): Promise<number> {
  return inChromium(lab, async (page) => {
    // Its code loads when it comes into view.
    const button = await find(page, 'button', 'Compute the matrix');
    await button.evaluate((node) => node.scrollIntoView());
    // To ask again and again for a result would take from the workers what they share with us: the page says when.
    const said = await page.evaluateHandle((patienceMs) => {
      const result = new Promise<string>((resolve, reject) => {
        const seen = new MutationObserver(() => {
          const text = [...document.querySelectorAll('[role="status"]')].map(
            ({ textContent }) => textContent,
          );
          const found = text.find((words) => /121 sessions in \d+ ms/.test(words));
          if (found) resolve(found);
        });
        seen.observe(document.body, { childList: true, characterData: true, subtree: true });
        setTimeout(() => reject(new Error('The matrix takes too long')), patienceMs);
      });
      return { result };
    }, PATIENCE_MS);
    await click(page, 'button', 'Compute the matrix');
    const words = await said.evaluate(({ result }) => result);
    return Number(/in (\d+) ms/.exec(words)?.[1]);
  });
}

/** Runs a scene in the Lab's page, and moves the time slider to anywhere in it: the time to each new picture, in ms. */
export async function timeSlider(lab: string, scene: Scene, moves: number): Promise<number[]> {
  const fragment = await sceneToFragment(scene);
  if (!fragment.ok) throw new Error('The scene is too long for a link');
  return inChromium(lab + fragment.value, async (page) => {
    await runScene(page);
    // A trace of so many packets has just come, and is still being drawn.
    await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
    const slider = await find(page, 'slider', 'Time');
    return slider.evaluate(moveSlider, moves);
  });
}

/** In the page: begins each move with a frame, and takes the time when that frame is painted. */
async function moveSlider(slider: Element, moves: number): Promise<number[]> {
  if (!(slider instanceof HTMLInputElement)) throw new Error('The slider is no input');
  const times: number[] = [];
  for (let move = 1; move <= moves; move += 1)
    times.push(
      await new Promise<number>((resolve) => {
        requestAnimationFrame(() => {
          const startedAt = performance.now();
          slider.valueAsNumber = ((move * 0.618_033_988_75) % 1) * Number(slider.max);
          slider.dispatchEvent(new InputEvent('input', { bubbles: true }));
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now() - startedAt);
          port2.postMessage(undefined);
        });
      }),
    );
  return times;
}
