import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadExercises } from '#src/components/exercise/data/load.ts';
import { offline as messages } from '#src/i18n/messages/offline.ts';
import { search } from '#src/i18n/messages/search.ts';
import { click, describeInBrowsers, find, serveSite, textOf, until, waitForText } from './driver/index.ts';
import type { ServedSite } from './driver/index.ts';
import { ExercisePage } from './exercise-page.ts';

/**
 * The network is taken away for good: the server ends. Nothing then answers but what the reader's browser has kept.
 */
const exercise = (await loadExercises()).find(({ id }) => id === 'parse-candidate-line');
if (!exercise) throw new Error('the exercise has gone');

/** When all of this edition is kept. Page and worker say so to each other, and the settings to the reader. */
async function isKept(page: Page, base: string): Promise<void> {
  await page.goto(`${base}settings/`);
  await page.waitForSelector('[data-keeping="kept"]', { timeout: 60_000 });
}

const keptPaths = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });

describeInBrowsers('the course without a network', (browser) => {
  let folder: string;
  let served: ServedSite;
  let base: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'icebreaker-offline-'));
    await cp(process.env.E2E_DIST ?? 'dist', folder, { recursive: true });
    served = serveSite(folder);
    base = (await served.site).url;
  });
  afterEach(async () => {
    await served.close();
    await rm(folder, { recursive: true });
  });

  it('is read, searched, run in the Lab and solved after one visit', async () => {
    const page = await browser.open(`${base}learn/why-ice/`, {
      offline: true,
      before: async (opened) => {
        await opened.evaluateOnNewDocument(() => {
          try {
            localStorage.setItem('icebreaker.editor', 'plain');
          } catch {
            // The frame of learner code.
          }
        });
      },
    });
    await isKept(page, base);
    const kept = await keptPaths(page);
    expect(kept).toContain('/learn/turn/');
    expect(kept.filter((path) => path === '/ice-servers.json' || path.startsWith('/sandbox/'))).toEqual([]);
    expect(kept.filter((path) => path.startsWith('/zh-cn/'))).toEqual([]);

    await served.close();
    await expect(fetch(base)).rejects.toThrow();

    await page.goto(`${base}learn/stun/`);
    expect(await textOf(page)).toContain('STUN');
    await click(page, 'button', search.en.open);
    await page.waitForSelector('dialog input');
    await page.type('dialog input', 'foundation');
    await page.waitForSelector('dialog ol a', { timeout: 20_000 });

    await page.goto(`${base}lab/`);
    const lab = await find(page, 'region', 'NAT Lab');
    await click(lab, 'button', 'Run');
    await waitForText(lab, /Direct: srflx → srflx/);

    await page.goto(`${base}learn/${exercise.chapter}/`);
    const bench = await ExercisePage.on(page, exercise.id);
    await bench.writeAll(exercise.solution);
    const seen = await bench.run();
    expect(seen.state, seen.output).toBe('passed');
  }, 180_000);

  it('says of a page that is not kept that this is so', async () => {
    const page = await browser.open(`${base}glossary/`, { offline: true });
    await isKept(page, base);
    await served.close();
    await page.goto(`${base}zh-cn/learn/candidates/`);
    await waitForText(page, 'not kept on this device');
  }, 120_000);

  it('is replaced by a new version when the reader says so, and not before', async () => {
    const page = await browser.open(`${base}learn/`, { offline: true });
    await isKept(page, base);
    await page.goto(`${base}glossary/`);
    expect(await textOf(page)).not.toContain('A word of the new version');

    const glossary = join(folder, 'glossary', 'index.html');
    const html = await readFile(glossary, 'utf8');
    await writeFile(glossary, html.replace('</main>', '<p>A word of the new version</p></main>'));
    const worker = join(folder, 'sw.js');
    await writeFile(worker, (await readFile(worker, 'utf8')).replace(/"version":"\w+"/, '"version":"next"'));

    await page.reload();
    await waitForText(page, messages.en.newVersion, { timeoutMs: 60_000 });
    expect(await textOf(page)).not.toContain('A word of the new version');
    await page.reload();
    await waitForText(page, messages.en.newVersion, { timeoutMs: 60_000 });
    expect(await textOf(page)).not.toContain('A word of the new version');

    await Promise.all([page.waitForNavigation(), click(page, 'button', messages.en.use)]);
    await waitForText(page, 'A word of the new version');
  }, 120_000);

  it('is not kept by those who don’t want it', async () => {
    const page = await browser.open(`${base}settings/`, { offline: true });
    await page.waitForSelector('[data-keeping="kept"]', { timeout: 60_000 });
    await click(page, 'checkbox', messages.en.keep);
    await page.waitForSelector('[data-keeping="off"]');
    await until('nothing kept', async () => (await keptPaths(page)).length === 0);
    await page.reload();
    await page.waitForSelector('[data-keeping="off"]');
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(
      0,
    );
  }, 120_000);
});
