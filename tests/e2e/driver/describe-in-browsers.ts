import { afterAll, afterEach, beforeEach, describe, it } from 'vitest';
import type { BrowserContext, Page, Viewport } from 'puppeteer-core';
import { BROWSER_NAMES, findBrowser, howToGetBrowser } from '../../../scripts/lib/programs.mjs';
import { launch } from './launch.ts';
import type { BrowserName, LaunchOptions, RunningBrowser } from './launch.ts';
import { collectProblems } from './problems.ts';
import { closeSite, openSite } from './site.ts';
import { withoutServiceWorker } from './without-service-worker.ts';

export interface OpenOptions {
  /** Default true. Without JavaScript only synchronous `evaluate` works in the page: read it with `textOf`. */
  readonly javaScript?: boolean;
  /** What `prefers-color-scheme` says; default light. */
  readonly colorScheme?: 'light' | 'dark';
  /** What `prefers-reduced-motion` says; default false. */
  readonly reducedMotion?: boolean;
  /** Default 1280 × 800. A zoom of 200 % is half the size with `deviceScaleFactor: 2`. */
  readonly viewport?: Viewport;
  /** How much room there is for storage, as on a disk that is nearly full. By default as much as the machine has. */
  readonly storageBytes?: number;
  /** Chromium only: takes a TURN server's self-made certificate. */
  readonly trustsAnyCertificate?: boolean;
  /** Whether there is a microphone, and a user who allows it: see `LaunchOptions`. By default what the machine has. */
  readonly fakeMedia?: boolean | 'for-once';
  /** Cookies and storage to share with another page; by default each page starts with none. */
  readonly context?: BrowserContext;
  /** The caller closes the page's context, in whichever test that is; the end of this one doesn't. */
  readonly outlivesTest?: boolean;
  /** Whether the page may keep the site for reading without a network; by default its browser can't. */
  readonly offline?: boolean;
  /** Runs in the page before its own scripts do. */
  readonly before?: (page: Page) => Promise<void>;
}

/** A browser under test. */
export interface TestBrowser {
  readonly name: BrowserName;
  /** False where `npm test` drives only what browsers do differently: see `BrowsersOptions`. */
  readonly inDetail: boolean;
  /** Opens a path of the site (or any URL) and resolves when it has loaded. The page is closed after the test. */
  open(path: string, options?: OpenOptions): Promise<Page>;
}

type Scenario = (browser: TestBrowser) => void;

export interface BrowsersOptions {
  /**
   * `full`: only `npm run test:full` runs it in Firefox. For what a component does by itself, not by what browsers do
   * differently: with the rest twice as well, `npm test` would take far longer still.
   */
  readonly firefox?: 'always' | 'full';
  /**
   * Both browsers side by side, the tests of each one after the other: for tests that do little but wait, on pages that
   * aren't the site's. In these, `until` instead of `expect.poll`, which wants one test at a time.
   */
  readonly atOnce?: boolean;
}

const full = process.env['FULL'] === '1';
const wanted = (process.env.E2E_BROWSERS ?? BROWSER_NAMES.join(',')).split(',');

/**
 * Runs a scenario in Chromium and in Firefox. Pages opened in a test are closed after it, pages opened in
 * `beforeAll` at the end. A browser that isn't installed is a skip that says how to get it; with CI=true, a failure.
 * `E2E_BROWSERS=firefox` runs one of them only.
 */
export function describeInBrowsers(title: string, scenario: Scenario): void;
export function describeInBrowsers(title: string, options: BrowsersOptions, scenario: Scenario): void;
export function describeInBrowsers(
  title: string,
  ...rest: readonly [Scenario] | readonly [BrowsersOptions, Scenario]
): void {
  const [{ firefox = 'always', atOnce = false }, scenario] =
    rest.length === 1 ? [{} as BrowsersOptions, rest[0]] : rest;
  for (const name of BROWSER_NAMES.filter((browser) => wanted.includes(browser))) {
    if (name === 'firefox' && firefox === 'full' && !full) continue;
    const executable = findBrowser(name);
    if (executable && atOnce)
      describe(`${title} [${name}]`, { concurrent: true }, () => {
        describe('at once with the other browser', { concurrent: false }, () =>
          inBrowser(name, executable, scenario),
        );
      });
    else if (executable) describe(`${title} [${name}]`, () => inBrowser(name, executable, scenario));
    else describe(`${title} [${name}]`, () => missing(name));
  }
}

function missing(name: BrowserName): void {
  const message = `${name} is not installed: ${howToGetBrowser(name)}`;
  if (process.env.CI !== 'true') it.skip(message, () => undefined);
  else
    it(message, () => {
      throw new Error(message);
    });
}

function inBrowser(name: BrowserName, executable: string, scenario: Scenario): void {
  const variants = new Map<string, Promise<RunningBrowser>>();
  const contexts: BrowserContext[] = [];
  let openedBefore = 0;

  /** One process serves all pages, except for those that need `LaunchOptions` of their own; in Firefox that is each set. */
  const running = (options: LaunchOptions): Promise<RunningBrowser> => {
    const key =
      name === 'firefox' ? JSON.stringify(options) : `${options.trustsAnyCertificate} ${options.fakeMedia}`;
    const browser = variants.get(key) ?? launch(name, executable, options);
    variants.set(key, browser);
    return browser;
  };

  const open = async (path: string, options: OpenOptions = {}): Promise<Page> => {
    const {
      javaScript = true,
      colorScheme = 'light',
      reducedMotion = false,
      storageBytes,
      fakeMedia,
    } = options;
    const trustsAnyCertificate = name === 'chromium' && options.trustsAnyCertificate === true;
    const url = URL.canParse(path) ? path : new URL(path, (await openSite()).url).href;
    const { puppeteer } = await running({
      javaScript,
      colorScheme,
      reducedMotion,
      trustsAnyCertificate,
      ...(storageBytes !== undefined && { storageKiB: Math.floor(storageBytes / 1024) }),
      ...(fakeMedia && { fakeMedia }),
    });
    const context = options.context ?? (await puppeteer.createBrowserContext());
    if (!options.outlivesTest && !contexts.includes(context)) contexts.push(context);
    const page = await context.newPage();
    collectProblems(page);
    await page.setViewport(options.viewport ?? { width: 1280, height: 800 });
    if (name === 'chromium') {
      await page.setJavaScriptEnabled(javaScript);
      await page.emulateMediaFeatures([
        { name: 'prefers-color-scheme', value: colorScheme },
        { name: 'prefers-reduced-motion', value: reducedMotion ? 'reduce' : 'no-preference' },
      ]);
      // Before the first transaction: Chromium remembers for a while how much room there was.
      if (storageBytes !== undefined)
        await (
          await page.createCDPSession()
        ).send('Storage.overrideQuotaForOrigin', {
          origin: new URL(url).origin,
          quotaSize: storageBytes,
        });
    }
    if (options.offline !== true) await withoutServiceWorker(page);
    await options.before?.(page);
    await page.goto(url, { timeout: 60_000 });
    return page;
  };

  const closeContexts = async (from: number) => {
    // A hung page must not keep the others from being closed; the browser is ended in any case.
    await Promise.allSettled(contexts.splice(from).map((context) => within(10_000, context.close())));
  };

  beforeEach(() => {
    openedBefore = contexts.length;
  });
  afterEach(() => closeContexts(openedBefore));
  afterAll(async () => {
    const browsers = await Promise.allSettled(variants.values());
    for (const browser of browsers) if (browser.status === 'fulfilled') await browser.value.close();
    await closeSite();
  });

  scenario({ name, inDetail: name === 'chromium' || full, open });
}

function within(ms: number, work: Promise<void>): Promise<void> {
  return Promise.race([work, new Promise<void>((resolve) => setTimeout(resolve, ms).unref())]);
}
