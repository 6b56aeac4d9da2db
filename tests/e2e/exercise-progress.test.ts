import { expect, it } from 'vitest';
import type { Page } from 'puppeteer-core';
import { loadExercises } from '#src/components/exercise/data/load.ts';
import { axeViolations, describeInBrowsers, until, waitForText } from './driver/index.ts';
import { ExercisePage } from './exercise-page.ts';

const exercise = (await loadExercises()).find(
  ({ runtime, needs }) => runtime === 'browser' && needs.length === 0,
);
if (!exercise) throw new Error('no exercise runs without a server');
const SOLUTION = exercise.solution[exercise.entry] ?? '';

describeInBrowsers('the progress of an exercise', { firefox: 'full' }, (browser) => {
  const open = () => ExercisePage.open(browser, { ...exercise, file: exercise.entry });
  const progress = (page: ExercisePage) =>
    page.page.$eval(`${page.selector} header`, (header) => ({
      state: header.querySelector<HTMLElement>('[data-progress]')?.dataset['progress'],
      words: header.querySelector<HTMLElement>('[data-progress]')?.innerText.replace(/\s+/g, ' '),
    }));
  const becomes = (page: ExercisePage, words: string) =>
    until(`progress “${words}”`, async () => (await progress(page)).words === words);
  const row = (map: Page) =>
    map.$eval(`li[id="${exercise.chapter}"] .states`, (element) => (element as HTMLElement).innerText.trim());

  it('is tried, solved with help, and solved after a reset, here and on the map', async () => {
    const page = await open();
    expect((await progress(page)).state).toBeUndefined();
    const map = await browser.open('/learn/', { context: page.page.browserContext() });
    expect(await row(map)).toBe('');

    await page.page.bringToFront();
    await page.run();
    await becomes(page, '○ Tried');
    await map.bringToFront();
    await until('a tried exercise on the map', async () => (await row(map)) === '○ 1 tried');

    await page.page.bringToFront();
    await page.press('Show solution');
    await page.press('Show it');
    await page.press('Put it into the editor');
    await until('the solution', async () => (await page.code()) === SOLUTION);
    // It counts as help over a reload, too.
    await page.page.reload();
    await page.ready();
    await until('the draft', async () => (await page.code()) === SOLUTION);
    expect((await page.run()).state).toBe('passed');
    await becomes(page, '◐ Solved with help');
    await map.bringToFront();
    await until('it on the map', async () => (await row(map)) === '◐ 1 solved with help');

    await page.page.bringToFront();
    await page.reset();
    await page.write(SOLUTION);
    expect((await page.run()).state).toBe('passed');
    await becomes(page, '✓ Solved');
    await map.bringToFront();
    await until('it on the map', async () => (await row(map)) === '✓ 1 solved');
    expect(await axeViolations(map)).toEqual([]);

    // And never falls back.
    await page.page.bringToFront();
    await page.write('export const nothing = 0;\n');
    expect((await page.run()).state).toBe('failed');
    await page.page.reload();
    await page.ready();
    await becomes(page, '✓ Solved');
  }, 180_000);

  it('of an older edition means solved', async () => {
    const page = await open();
    await page.page.evaluate(async (id) => {
      await new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('icebreaker');
        request.onerror = reject;
        request.onsuccess = () => {
          const transaction = request.result.transaction('progress', 'readwrite');
          transaction.objectStore('progress').put({ exercise: id, passedAtMs: 1 });
          transaction.oncomplete = () => {
            request.result.close();
            resolve();
          };
        };
      });
    }, exercise.id);
    await page.page.reload();
    await page.ready();
    await becomes(page, '✓ Solved');
  });

  it('of an import is taken where it is better, and a damaged file changes nothing', async () => {
    const page = await open();
    await page.run();
    await becomes(page, '○ Tried');
    const settings = await browser.open('/settings/', { context: page.page.browserContext() });
    await waitForText(settings, '1 exercise tried');
    await importFile(settings, { progress: [{ exercise: exercise.id, state: 'done', passedAtMs: 1 }] });
    await waitForText(settings, 'This is an export of this site, but its progress can’t be read.');
    await waitForText(settings, '1 exercise tried');
    await importFile(settings, {
      progress: [{ exercise: exercise.id, state: 'solved-with-help', passedAtMs: 1 }],
    });
    await waitForText(settings, '1 exercise solved with help');
    await importFile(settings, { progress: [{ exercise: exercise.id, state: 'tried' }] });
    await waitForText(settings, 'Imported.');
    await waitForText(settings, '1 exercise solved with help');
    await page.page.bringToFront();
    await becomes(page, '◐ Solved with help');
  });
});

async function importFile(settings: Page, parts: object): Promise<void> {
  const file = {
    format: 'icebreaker-1',
    exportedAtMs: 1,
    drafts: [],
    versions: [],
    progress: [],
    iceServers: [],
    ...parts,
  };
  await settings.$eval(
    '.my-data input[type=file]',
    (element, text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'my-data.json', { type: 'application/json' }));
      (element as HTMLInputElement).files = transfer.files;
      element.dispatchEvent(new Event('change', { bubbles: true }));
    },
    JSON.stringify(file),
  );
}
