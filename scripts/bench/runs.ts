import { findBrowser, howToGetBrowser } from '../lib/programs.mjs';
import { launch } from '../../tests/e2e/driver/launch.ts';
import { withoutServiceWorker } from '../../tests/e2e/driver/without-service-worker.ts';

/** From the click on "Run checks" to the verdict, in milliseconds; the first run of a page and a later one. */
export interface RunTimes {
  readonly coldMs: number;
  readonly warmMs: number;
  /** Of the later run, what the exercise itself needs: from the first call into the learner's module to the last answer. */
  readonly callsMs: number;
}

/** Opens a chapter in a fresh Chromium and runs the checks of one of its exercises twice. */
export async function timeRuns(url: string, exercise: string): Promise<RunTimes> {
  const executable = findBrowser('chromium');
  if (!executable) throw new Error(`Chromium is missing: ${howToGetBrowser('chromium')}`);
  const browser = await launch('chromium', executable, {
    javaScript: true,
    colorScheme: 'light',
    reducedMotion: true,
  });
  try {
    const page = await browser.puppeteer.newPage();
    await withoutServiceWorker(page);
    await page.evaluateOnNewDocument(noteCalls);
    await page.goto(url, { waitUntil: 'load' });
    const selector = `[data-exercise="${exercise}"]`;
    await page.$eval(selector, (section) => section.scrollIntoView());
    // The island and its editor come when they are reached.
    await page.waitForNetworkIdle({ idleTime: 1_000 });
    const run = (): Promise<number> =>
      page.$eval(
        selector,
        (section) =>
          new Promise<number>((resolve) => {
            const button = [...section.querySelectorAll('button')].find(
              ({ textContent }) => textContent.trim() === 'Run checks',
            );
            const startedAt = performance.now();
            new MutationObserver((_, observer) => {
              const { state } = (section as HTMLElement).dataset;
              if (state === 'running' || state === 'idle') return;
              observer.disconnect();
              resolve(performance.now() - startedAt);
            }).observe(section, { attributeFilter: ['data-state'] });
            button?.click();
          }),
      );
    const coldMs = await run();
    await page.evaluate(() => performance.clearMarks());
    // Nobody presses again at once: the runner gets ready for the next run meanwhile.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return { coldMs, warmMs: await run(), callsMs: await page.evaluate(timeOfCalls) };
  } finally {
    await browser.close();
  }
}

/** In the page: marks each call into a learner's realm and each answer. */
function noteCalls(): void {
  const typeOf = (data: unknown) =>
    typeof data === 'object' && data && 'type' in data ? data.type : undefined;
  const { prototype } = MessagePort;
  prototype.postMessage = new Proxy(prototype.postMessage, {
    apply: (post, port, message: readonly unknown[]) => {
      if (typeOf(message[0]) === 'call') performance.mark('call');
      Reflect.apply(post, port, message);
    },
  });
  const hear = ({ data }: MessageEvent) => {
    if (['answer', 'failure'].includes(String(typeOf(data)))) performance.mark('call');
  };
  prototype.addEventListener = new Proxy(prototype.addEventListener, {
    apply: (listen, port, [type, listener, options]: readonly unknown[]) => {
      if (type === 'message') Reflect.apply(listen, port, [type, hear, options]);
      Reflect.apply(listen, port, [type, listener, options]);
    },
  });
}

function timeOfCalls(): number {
  const calls = performance.getEntriesByName('call');
  return (calls.at(-1)?.startTime ?? Number.NaN) - (calls[0]?.startTime ?? Number.NaN);
}
