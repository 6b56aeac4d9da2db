import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadExercises } from '#src/components/exercise/data/load.ts';
import { canUseWebContainer } from '#src/components/exercise/data/offers.ts';
import {
  axeViolations,
  click,
  describeInBrowsers,
  problemsOf,
  screenshot,
  textOf,
  until,
  waitForText,
} from './driver/index.ts';
import type { OpenOptions, TestBrowser } from './driver/index.ts';
import { ExercisePage } from './exercise-page.ts';
import { stubbedSite } from './webcontainer-stub/stubbed-site.ts';

/**
 * Exercises in a WebContainer, in the built site. The package, its protocol and Node are real; the host is a stub of ours
 * on another origin, since the real one can't be reached from everywhere. What the real one does differently is not seen.
 */
const able = (await loadExercises()).filter(canUseWebContainer);
/** Its checks are the same in each run, so that the two runners can be compared. */
const exercise = able.find(({ id }) => id === 'stun-codec');
if (exercise?.runtime !== 'node') throw new Error('that exercise can’t run in a WebContainer');
const full = process.env['FULL'] === '1';
const WORKER = 'Browser runner, simulated network';
const CONTAINER = 'WebContainer, real Node.js';

const hosted = stubbedSite();
beforeEach(() => {
  hosted.stub.mode = 'works';
});

type Options = OpenOptions & { readonly path?: string };

/** An exercise's page that takes the stub for the host. */
function open(browser: TestBrowser, { path = `/exercises/${exercise?.id}/`, ...options }: Options = {}) {
  return ExercisePage.open(
    browser,
    { ...(exercise as NonNullable<typeof exercise>), file: exercise?.entry ?? '' },
    {
      ...options,
      path: new URL(path, hosted.url).href,
      before: (page) => hosted.prepare(page),
    },
  );
}

type Texts = Readonly<Record<string, string>>;
/** Those of a text that are others than before: nothing else need be written. */
const differing = (files: Texts, before: Texts): Texts =>
  Object.fromEntries(Object.entries(files).filter(([file, text]) => text !== before[file]));
const changed = (files: Texts): Texts => differing(files, exercise.start);

const runnerOf = ({ page, selector }: ExercisePage): Promise<string | undefined> =>
  page.$eval(selector, (section) => (section as HTMLElement).dataset['runner']);
const stateOf = ({ page, selector }: ExercisePage): Promise<string | undefined> =>
  page.$eval(`${selector} [data-container]`, (news) => (news as HTMLElement).dataset['container']);

async function choose(page: ExercisePage, runner: string): Promise<void> {
  await click(await page.section(), 'button', runner);
}

async function chooseContainer(page: ExercisePage): Promise<void> {
  await choose(page, CONTAINER);
  await until('the WebContainer', async () => (await runnerOf(page)) === 'webcontainer');
}

async function fallsBack(page: ExercisePage, why: string, timeoutMs = 30_000): Promise<void> {
  await until('the browser runner', async () => (await stateOf(page)) === 'fell-back', { timeoutMs });
  await waitForText(await page.section(), why);
  expect(await runnerOf(page)).toBe('worker');
}

/** By loading the page again. */
async function triesAgain(page: ExercisePage): Promise<void> {
  const loaded = page.page.waitForNavigation();
  await page.press('Try again');
  await loaded;
  await page.ready();
  await until('the WebContainer', async () => (await runnerOf(page)) === 'webcontainer');
}

const nothingRuns = () =>
  until('the end of all processes', async () => (await hosted.stub.processes()) === 0);

describeInBrowsers('an exercise in a WebContainer (stub host)', { firefox: 'full' }, (browser) => {
  it('is offered, and asks nothing of the host before it is chosen', async () => {
    const before = hosted.stub.requests.length;
    const page = await open(browser);
    expect(await runnerOf(page)).toBe('worker');
    expect(await page.page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
    await page.writeAll(changed(exercise.solution));
    expect((await page.run()).state).toBe('passed');
    // In Firefox the frame of learner code comes from the other loopback name, and has to be let in.
    expect(await textOf(await page.section())).not.toContain('can freeze this page');
    expect(hosted.stub.requests.length).toBe(before);
    expect(await page.page.$$eval('iframe', (frames) => frames.length)).toBe(0);
    expect(problemsOf(page.page)).toEqual([]);
  });

  it('passes the solution, and says what runs it', async () => {
    const page = await open(browser);
    await chooseContainer(page);
    await page.writeAll(changed(exercise.solution));
    const seen = await page.run();
    expect(
      seen.checks.filter(({ verdict }) => verdict !== 'pass'),
      seen.output,
    ).toEqual([]);
    expect(seen.state).toBe('passed');
    await waitForText(await page.section(), `Exercise · ${CONTAINER}`);
    expect(problemsOf(page.page)).toEqual([]);
    await nothingRuns();
  });

  it('judges start and mistakes as the browser runner does, by check and hint', async () => {
    const page = await open(browser);
    const judged = async () =>
      (await page.run()).checks.map(({ id, verdict, hint }) => ({ id, verdict, hint }));
    // As in exercise-solutions.test.ts: Firefox needs long for each text.
    const due = full || browser.name === 'chromium' ? exercise.mistakes : exercise.mistakes.slice(0, 1);
    let shown = exercise.start;
    for (const mistake of [undefined, ...due]) {
      const files = mistake ? { ...exercise.solution, ...exercise.mistakeFiles[mistake.name] } : shown;
      await page.writeAll(differing(files, shown));
      shown = files;
      await chooseContainer(page);
      const inContainer = await judged();
      await choose(page, WORKER);
      expect(inContainer, mistake?.name ?? 'start').toEqual(await judged());
      if (!mistake) continue;
      expect(inContainer).toContainEqual({ id: mistake.check, verdict: 'fail', hint: mistake.hint });
    }
  }, 240_000);

  it('ends the process when it is stopped, and runs again', async () => {
    const page = await open(browser);
    await chooseContainer(page);
    await page.writeAll(changed(exercise.solution));
    await page.show(exercise.entry);
    const code = await page.code();
    await page.write(`${code}\nfor (;;);\n`);
    await page.press('Run checks');
    await until('the processes', async () => (await hosted.stub.processes()) > 0);
    await page.press('Stop');
    expect((await page.finished()).state).toBe('stopped');
    await nothingRuns();
    await page.write(code);
    expect((await page.run()).state).toBe('passed');
  });

  it('takes the container down when the learner leaves', async () => {
    const page = await open(browser);
    const before = [...hosted.stub.containers];
    await chooseContainer(page);
    const container = [...hosted.stub.containers].find((each) => !before.includes(each));
    const isDown = () => Promise.resolve(container !== undefined && !hosted.stub.containers.has(container));
    // Firefox gives the next page another process, and Puppeteer doesn't see that it has loaded.
    await page.page.evaluate((url) => void (location.href = url), new URL('/glossary/', hosted.url).href);
    if (browser.name === 'firefox') {
      await until('the teardown', isDown);
      return;
    }
    // Chromium freezes the page, container and all, until the learner is back, or for some minutes.
    await page.page.waitForFunction(() => location.pathname === '/glossary/');
    await page.page.goBack();
    await until('the teardown', isDown);
    expect(await runnerOf(page)).toBe('worker');
    await chooseContainer(page);
  });

  it('waits for a slow host, and runs there what was asked for meanwhile', async () => {
    hosted.stub.mode = { delayMs: 2000 };
    const page = await open(browser);
    await choose(page, CONTAINER);
    await waitForText(await page.section(), 'Starting the WebContainer');
    expect(await runnerOf(page)).toBe('worker');
    await page.writeAll(changed(exercise.solution));
    expect((await page.run()).state).toBe('passed');
    expect(await runnerOf(page)).toBe('webcontainer');
  });

  it('can be left again while it starts', async () => {
    hosted.stub.mode = { delayMs: 1500 };
    const page = await open(browser);
    await choose(page, CONTAINER);
    await choose(page, WORKER);
    await page.writeAll(changed(exercise.solution));
    expect((await page.run()).state).toBe('passed');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await runnerOf(page)).toBe('worker');
  });

  it('says that the host is silent, runs in the browser runner, and tries again with nothing lost', async () => {
    hosted.stub.mode = 'silent';
    const page = await open(browser);
    await page.writeAll(changed(exercise.solution));
    await choose(page, CONTAINER);
    // A run that was asked for meanwhile is made all the same.
    const run = page.run();
    await fallsBack(page, 'did not answer');
    await waitForText(await page.section(), 'Your code runs in the browser runner instead.');
    expect((await run).state).toBe('passed');
    hosted.stub.mode = 'works';
    await triesAgain(page);
    expect((await page.run()).state).toBe('passed');
  }, 120_000);

  it('says that storage is blocked, as far as the host tells, and runs in the browser runner', async () => {
    hosted.stub.mode = 'blocked-storage';
    const page = await open(browser);
    await choose(page, CONTAINER);
    await fallsBack(page, 'Allow it cookies and storage as a third party.');
    await page.writeAll(changed(exercise.solution));
    expect((await page.run()).state).toBe('passed');
    hosted.stub.mode = 'works';
    await triesAgain(page);
  });

  describe('a page without its headers', () => {
    let bare: { readonly url: string; close(): Promise<void> };
    beforeAll(async () => {
      bare = await serveWithoutPolicies(hosted.url);
    });
    afterAll(() => bare.close());

    it('says that it is not isolated, and runs in the browser runner', async () => {
      const before = hosted.stub.requests.length;
      const page = await open(browser, { path: new URL(`/exercises/${exercise.id}/`, bare.url).href });
      await choose(page, CONTAINER);
      await fallsBack(page, 'This page came without the headers that a WebContainer needs');
      expect(
        await page.page.$$eval('button', (all) => all.some(({ innerText }) => innerText === 'Try again')),
      ).toBe(false);
      expect(hosted.stub.requests.length).toBe(before);
      await page.writeAll(changed(exercise.solution));
      expect((await page.run()).state).toBe('passed');
    });
  });

  it.each([
    ['light', '/exercises/', 1280],
    ['dark', '/exercises/', 390],
    ['light', '/zh-cn/exercises/', 390],
  ] as const)('is clean for axe and fits: %s %s %i px', async (colorScheme, folder, width) => {
    const page = await open(browser, {
      path: `${folder}${exercise.id}/`,
      colorScheme,
      viewport: { width, height: 800 },
    });
    await page.page.waitForSelector(`${page.selector} [data-container]`);
    expect(await overflowOf(page.page)).toBe(0);
    expect(await axeViolations(page.page)).toEqual([]);
    await page.page.$$eval(`${page.selector} .runner-choice button`, ([, container]) =>
      (container as HTMLElement).click(),
    );
    await until('the WebContainer', async () => (await runnerOf(page)) === 'webcontainer');
    expect(await axeViolations(page.page)).toEqual([]);
    expect(await overflowOf(page.page)).toBe(0);
    await screenshot(
      page.page,
      `webcontainer-${browser.name}-${colorScheme}-${width}${folder.slice(0, 3).replaceAll('/', '-')}`,
    );
  });
});

/** The site as a host serves it that doesn't know `_headers`. */
async function serveWithoutPolicies(from: string): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((asked, answer) => {
    const onward = request(new URL(asked.url ?? '/', from), { headers: { accept: '*/*' } }, (came) => {
      const headers = Object.entries(came.headers).filter(([name]) => !/-policy$/.test(name));
      answer.writeHead(came.statusCode ?? 502, Object.fromEntries(headers));
      came.pipe(answer);
    });
    onward.once('error', () => answer.destroy());
    onward.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
