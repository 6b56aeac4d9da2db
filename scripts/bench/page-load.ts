import type { CDPSession, Page } from 'puppeteer-core';
import { findBrowser, howToGetBrowser } from '../lib/programs.mjs';
import { launch } from '../../tests/e2e/driver/launch.ts';
import { withoutServiceWorker } from '../../tests/e2e/driver/without-service-worker.ts';

/** Bytes on the wire, headers included, by what they are for. */
export type Weight = Record<'html' | 'css' | 'js' | 'font' | 'other', number>;

export interface Typing {
  /** From the start of navigation until the page had handled the first typed character. */
  readonly typedMs: number;
  /** Whether that character was still there when the full editor had come. */
  readonly kept: boolean;
}

/** What Lighthouse calls slow 4G, as it applies it through DevTools: 150 ms RTT stands for 562.5 ms a request. */
const SLOW_4G = {
  latency: 562.5,
  downloadThroughput: (1474.56 * 1000) / 8,
  uploadThroughput: (675 * 1000) / 8,
};
const SLOW_CPU = 4;
const SCREEN = { width: 1366, height: 768 };

const QUIET_MS = 1500;
const PATIENCE_MS = 60_000;

/** Opens a page in a fresh Chromium and leaves it untouched: what had come when it was quiet, gzipped. */
export function weighPage(url: string): Promise<Weight> {
  return inFreshChromium(false, async (page, session) => {
    // Browsers take better codings too, but not every host has them.
    await session.send('Network.setExtraHTTPHeaders', { headers: { 'Accept-Encoding': 'gzip' } });
    const network = watchNetwork(session);
    await page.goto(url, { waitUntil: 'load', timeout: PATIENCE_MS });
    await network.quiet();
    return network.weight;
  });
}

/** Largest Contentful Paint of an untouched page on a slow phone with a cold cache, in ms from the start of navigation. */
export function timeLargestPaint(url: string): Promise<number> {
  return inFreshChromium(true, async (page, session) => {
    const network = watchNetwork(session);
    await page.goto(url, { waitUntil: 'load', timeout: PATIENCE_MS });
    await network.quiet();
    return page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) =>
            resolve(list.getEntries().at(-1)?.startTime ?? Number.NaN),
          ).observe({ type: 'largest-contentful-paint', buffered: true });
        }),
    );
  });
}

/** Opens a chapter on a slow phone and types into its first exercise as soon as that takes a character. */
export function typeIntoExercise(url: string): Promise<Typing> {
  return inFreshChromium(true, async (page, session) => {
    const network = watchNetwork(session);
    await page.evaluateOnNewDocument(noteTyping);
    const loaded = page.goto(url, { waitUntil: 'load', timeout: PATIENCE_MS });
    const typedMs = await typeUntilTaken(page);
    await loaded;
    await network.quiet();
    const kept = await page.evaluate((mark) => {
      const exercise = document.querySelector('[data-exercise]');
      const fields = exercise?.querySelectorAll('textarea') ?? [];
      return `${exercise?.textContent}${[...fields].map(({ value }) => value)}`.includes(mark);
    }, MARK);
    return { typedMs, kept };
  });
}

const MARK = '§';

/** In the page: notes when a character was first typed into an exercise. */
function noteTyping(): void {
  document.addEventListener('input', ({ target }) => {
    if (!(target instanceof Element) || !target.closest('[data-exercise]')) return;
    document.documentElement.dataset['typedMs'] ??= String(performance.now());
  });
}

async function typeUntilTaken(page: Page): Promise<number> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline;) {
    // While the page navigates there is nothing to evaluate in.
    const focused = await page
      .evaluate(() => {
        const field = document.querySelector<HTMLElement>(
          '[data-exercise] :is(textarea, [contenteditable=true]):not([readonly], [disabled])',
        );
        field?.focus();
        return field !== null && document.activeElement === field;
      })
      .catch(() => false);
    if (focused) {
      await page.keyboard.sendCharacter(MARK);
      const typedMs = await page.evaluate(() => document.documentElement.dataset['typedMs']);
      if (typedMs !== undefined) return Number(typedMs);
    }
    await pause(20);
  }
  throw new Error('The exercise took no character');
}

async function inFreshChromium<T>(
  slow: boolean,
  measure: (page: Page, session: CDPSession) => Promise<T>,
): Promise<T> {
  const executable = findBrowser('chromium');
  if (!executable) throw new Error(`Chromium is missing: ${howToGetBrowser('chromium')}`);
  const browser = await launch('chromium', executable, {
    javaScript: true,
    colorScheme: 'light',
    reducedMotion: false,
  });
  try {
    const page = await browser.puppeteer.newPage();
    await withoutServiceWorker(page);
    await page.setViewport(SCREEN);
    const session = await page.createCDPSession();
    await session.send('Network.enable');
    if (slow) {
      await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW_CPU });
      await session.send('Network.emulateNetworkConditions', { offline: false, ...SLOW_4G });
    }
    return await measure(page, session);
  } finally {
    await browser.close();
  }
}

function watchNetwork(session: CDPSession) {
  const weight: Weight = { html: 0, css: 0, js: 0, font: 0, other: 0 };
  const kinds = new Map<string, keyof Weight>();
  const open = new Set<string>();
  let last = Date.now();
  const over = (requestId: string) => {
    open.delete(requestId);
    last = Date.now();
  };
  session.on('Network.requestWillBeSent', ({ requestId }) => {
    open.add(requestId);
    last = Date.now();
  });
  session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, kindOf(type)));
  session.on('Network.loadingFailed', ({ requestId }) => over(requestId));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    weight[kinds.get(requestId) ?? 'other'] += encodedDataLength;
    over(requestId);
  });
  return {
    weight,
    /** Resolves after a while without requests. */
    async quiet() {
      const deadline = Date.now() + PATIENCE_MS;
      while ((open.size > 0 || Date.now() - last < QUIET_MS) && Date.now() < deadline) await pause(100);
    },
  };
}

function kindOf(type: string): keyof Weight {
  const kinds: Record<string, keyof Weight> = {
    Document: 'html',
    Stylesheet: 'css',
    Script: 'js',
    Font: 'font',
  };
  return kinds[type] ?? 'other';
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
