import type { Browser, Page } from 'puppeteer-core';
import { launch } from '../../tests/e2e/driver/launch.ts';
import { withoutServiceWorker } from '../../tests/e2e/driver/without-service-worker.ts';
import type { BrowserName } from '../../tests/e2e/driver/launch.ts';
import { click, until } from '../../tests/e2e/driver/queries.ts';

/** Times in ms from the click on Gather. */
export interface Gathering {
  /** The browser's first candidate event. */
  readonly firstEventMs: number;
  /** When the table had its first row; in the bare page the first event. */
  readonly firstRowMs: number;
  /** The frames painted from that event on until one showed the row: 1 is the very next. None in the bare page. */
  readonly framesToRow: number;
  readonly doneMs: number;
}

/**
 * The least that gathers as the site does: a connection for each server's URL and one without servers. It keeps its
 * rows for the end, so its times are the browser's own.
 */
export const BARE_PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare</title>
<button>Gather</button><p role="status"></p>
<script>
  const status = document.querySelector('[role=status]');
  const gather = (iceServers) => new Promise((resolve) => {
    const connection = new RTCPeerConnection({ iceServers });
    connection.onicecandidate = ({ candidate }) => {
      if (candidate?.candidate) note('firstEventMs');
      if (candidate === null) resolve(connection.close());
    };
    connection.createDataChannel('');
    connection.setLocalDescription();
  });
  let clickedAt;
  const note = (name) => { document.documentElement.dataset[name] ??= performance.now() - clickedAt; };
  document.querySelector('button').onclick = async (event) => {
    clickedAt = event.timeStamp;
    const host = gather([]);
    const servers = await (await fetch('/ice-servers.json', { cache: 'no-store' })).json();
    const urls = servers.flatMap((server) => [server.urls].flat().map((urls) => ({ ...server, urls })));
    await Promise.all([host, ...urls.map((server) => gather([server]))]);
    note('doneMs');
    status.textContent = 'Done';
  };
</script></html>`;

/** Gathers in both pages in turn, in one browser; the times of each page, in the order of the runs. */
export async function gatherBeside(
  name: BrowserName,
  executable: string,
  urls: { bare: string; site: string },
  runs: number,
): Promise<{ bare: Gathering[]; site: Gathering[] }> {
  const browser = await launch(name, executable, {
    javaScript: true,
    colorScheme: 'light',
    reducedMotion: false,
  });
  try {
    const times: { bare: Gathering[]; site: Gathering[] } = { bare: [], site: [] };
    for (let run = -1; run < runs; run += 1) {
      for (const which of ['bare', 'site'] as const) {
        const gathering = await gatherOnce(browser.puppeteer, urls[which]);
        if (run >= 0) times[which].push(gathering);
      }
    }
    return times;
  } finally {
    await browser.close();
  }
}

async function gatherOnce(browser: Browser, url: string): Promise<Gathering> {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await withoutServiceWorker(page);
    await page.evaluateOnNewDocument(noteGathering);
    await page.goto(url, { waitUntil: 'load' });
    await click(page, 'button', 'Gather');
    return await until('gathering done', () => timesOf(page));
  } finally {
    await context.close();
  }
}

async function timesOf(page: Page): Promise<Gathering | undefined> {
  const times = await page.evaluate(() => ({ ...document.documentElement.dataset }));
  const { firstEventMs, firstRowMs, framesToRow, doneMs } = times;
  if (firstEventMs === undefined || doneMs === undefined) return undefined;
  return {
    firstEventMs: Number(firstEventMs),
    firstRowMs: Number(firstRowMs ?? firstEventMs),
    framesToRow: Number(framesToRow ?? 0),
    doneMs: Number(doneMs),
  };
}

/** In the page, before its scripts: notes the browser's events and what the site makes of them. */
function noteGathering(): void {
  let clickedAt: number | undefined;
  // Asked for each time: at the start the document has no element yet.
  const data = () => document.documentElement.dataset;
  const note = (name: string) => {
    if (clickedAt !== undefined) data()[name] ??= String(performance.now() - clickedAt);
  };
  const hasRow = () => document.querySelector('tr[data-type]') !== null;
  const countFrames = (frames: number) =>
    requestAnimationFrame(() => {
      if (hasRow()) data()['framesToRow'] ??= String(frames);
      else if (data()['doneMs'] === undefined) countFrames(frames + 1);
    });
  document.addEventListener('click', (event) => (clickedAt ??= event.timeStamp), { capture: true });
  const Original = RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      this.addEventListener('icecandidate', ({ candidate }) => {
        if (!candidate?.candidate || data()['firstEventMs'] !== undefined) return;
        note('firstEventMs');
        countFrames(1);
      });
    }
  };
  const look = () => {
    if (hasRow()) note('firstRowMs');
    const statuses = [...document.querySelectorAll('[role=status]')];
    if (statuses.some((status) => /Done in \d+ ms/.test(status.textContent ?? ''))) note('doneMs');
  };
  new MutationObserver(() => clickedAt !== undefined && look()).observe(document, {
    childList: true,
    subtree: true,
    characterData: true,
  });
}
