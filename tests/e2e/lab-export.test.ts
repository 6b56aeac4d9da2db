import type { ElementHandle, Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { sceneToFragment } from '#src/components/lab/link/scene-link.ts';
import { click, describeInBrowsers, find, problemsOf, until, waitForText } from './driver/index.ts';
import type { TestBrowser } from './driver/index.ts';
import { longCall } from './lab-fixture/scenes.ts';

/** So many take longer to export than it takes the page to speak of it, on any machine; on a busy one, much longer. */
const MANY_PACKETS = 20_000;
const PATIENCE = { timeoutMs: 60_000 };
const LONG = { timeout: 120_000 };

describeInBrowsers('what the Lab lets its reader keep of a trace', { firefox: 'full' }, (browser) => {
  it('is JSON, and a capture file', async () => {
    const { page, region } = await openAndRun(browser, '/lab/');
    await click(region, 'button', 'Trace as JSON');
    const json = await download(page, 'nat-lab.json');
    expect(JSON.parse(new TextDecoder().decode(json))).toMatchObject({ scene: { version: 1 } });
    await waitForText(region, /nat-lab\.json is ready: \d+ kB\./);
    await click(region, 'button', 'Packets as pcapng, for Wireshark');
    const pcapng = await download(page, 'nat-lab.pcapng');
    // The section header block, and its byte-order magic.
    expect([...pcapng.slice(0, 4), ...pcapng.slice(8, 12)]).toEqual([
      0x0a, 0x0d, 0x0d, 0x0a, 0x1a, 0x2b, 0x3c, 0x4d,
    ]);
    expect(problemsOf(page)).toEqual([]);
  });

  it(
    'is made beside the page where the trace is long, which says how far it is and can be told to stop',
    LONG,
    async () => {
      const fragment = await sceneToFragment(longCall(MANY_PACKETS));
      if (!fragment.ok) throw new Error('The scene is too long for a link');
      const { page, region } = await openAndRun(browser, `/lab/${fragment.value}`);
      await click(region, 'button', 'Trace as JSON');
      expect(await until('words on how far it is', () => cancel(region), PATIENCE)).toMatch(
        /once more for the file: \d+ packets|Writing the file: \d+/,
      );
      expect(await page.evaluate(() => document.activeElement?.textContent.trim())).toBe('Trace as JSON');

      const watch = await watchThread(page);
      await click(region, 'button', 'Packets as pcapng, for Wireshark');
      await until('the file', () => isThere(page, 'nat-lab.pcapng'), PATIENCE);
      const { longestMs, elapsedMs } = await watch.end();
      // As one task on the page's thread it would be all of it.
      expect(longestMs).toBeLessThan(elapsedMs / 3);
      expect(await isThere(page, 'nat-lab.json')).toBe(false);
      expect(problemsOf(page)).toEqual([]);
    },
  );
});

/** Presses Cancel as soon as it is there, and answers with what stood beside it. */
function cancel(region: ElementHandle<Element>): Promise<string | undefined> {
  return region.evaluate((node) => {
    const button = Array.from(node.querySelectorAll('button')).find(
      ({ textContent }) => textContent === 'Cancel',
    );
    const words = button?.parentElement?.textContent;
    button?.focus();
    button?.click();
    return words;
  });
}

/** Watches the page's thread: how long it let a timer wait at the longest. */
async function watchThread(page: Page): Promise<{
  end: () => Promise<{ readonly longestMs: number; readonly elapsedMs: number }>;
}> {
  const watch = await page.evaluateHandle(() => {
    const began = performance.now();
    let [last, longestMs] = [began, 0];
    const timer = setInterval(() => {
      const now = performance.now();
      longestMs = Math.max(longestMs, now - last);
      last = now;
    }, 10);
    return {
      end: () => {
        clearInterval(timer);
        return { longestMs, elapsedMs: performance.now() - began };
      },
    };
  });
  return { end: () => watch.evaluate(({ end }) => end()) };
}

/** Opens a scene, and runs it. */
async function openAndRun(
  browser: TestBrowser,
  path: string,
): Promise<{ page: Page; region: ElementHandle<Element> }> {
  const page = await browser.open(path, { reducedMotion: true, before: keepDownloads });
  const region = await find(page, 'region', 'NAT Lab');
  await region.evaluate((node) => node.scrollIntoView({ block: 'start', behavior: 'instant' }));
  const isIdle = () => region.evaluate((node) => node.getAttribute('data-phase') === 'idle');
  await until('the Lab to listen', isIdle);
  await click(region, 'button', 'Run');
  const status = () => region.$eval('[role="status"]', (node) => node.textContent);
  await until('an outcome', async () => /Direct: /.test(await status()), PATIENCE);
  return { page, region };
}

/** Before a page's scripts: keeps what it lets the reader save, by the name of the file. */
async function keepDownloads(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    const blobs = new Map<string, Blob>();
    const downloads: Record<string, Blob | undefined> = {};
    const create = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      const url = create(blob);
      blobs.set(url, blob);
      return url;
    };
    HTMLAnchorElement.prototype.click = function click(this: HTMLAnchorElement) {
      downloads[this.download] = blobs.get(this.href);
    };
    Object.assign(window, { downloads });
  });
}

function isThere(page: Page, name: string): Promise<boolean> {
  return page.evaluate((file) => {
    const { downloads } = window as unknown as { downloads: Record<string, Blob | undefined> };
    return downloads[file] !== undefined;
  }, name);
}

async function download(page: Page, name: string): Promise<Uint8Array> {
  await until(name, () => isThere(page, name));
  const bytes = await page.evaluate(async (file) => {
    const { downloads } = window as unknown as { downloads: Record<string, Blob | undefined> };
    return [...new Uint8Array((await downloads[file]?.arrayBuffer()) ?? [])];
  }, name);
  return Uint8Array.from(bytes);
}
