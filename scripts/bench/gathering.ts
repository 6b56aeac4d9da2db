import type { Browser, Page } from 'puppeteer-core';
import { launch } from '../../tests/e2e/driver/launch.ts';
import type { BrowserName } from '../../tests/e2e/driver/launch.ts';
import { click, until } from '../../tests/e2e/driver/queries.ts';

/** Times in ms from the click on Gather. */
export interface Gathering {
  /** The browser's first candidate event. */
  readonly firstEventMs: number;
  /** The first row, when the frame that shows it has been painted; in the bare page the first event. */
  readonly firstRowMs: number;
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
    await page.evaluateOnNewDocument(noteGathering);
    await page.goto(url, { waitUntil: 'load' });
    await click(page, 'button', 'Gather');
    return await until('gathering done', () => timesOf(page));
  } finally {
    await context.close();
  }
}

async function timesOf(page: Page): Promise<Gathering | undefined> {
  const { firstEventMs, firstRowMs, doneMs } = await page.evaluate(() => ({
    ...document.documentElement.dataset,
  }));
  if (firstEventMs === undefined || doneMs === undefined) return undefined;
  return {
    firstEventMs: Number(firstEventMs),
    firstRowMs: Number(firstRowMs ?? firstEventMs),
    doneMs: Number(doneMs),
  };
}

/** In the page, before its scripts: notes the browser's events and what the site makes of them. */
function noteGathering(): void {
  let clickedAt: number | undefined;
  const note = (name: string) => {
    if (clickedAt !== undefined)
      document.documentElement.dataset[name] ??= String(performance.now() - clickedAt);
  };
  document.addEventListener('click', (event) => (clickedAt ??= event.timeStamp), { capture: true });
  const Original = RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      this.addEventListener('icecandidate', ({ candidate }) => {
        if (candidate?.candidate) note('firstEventMs');
      });
    }
  };
  const look = () => {
    if (document.querySelector('tr[data-type]') && !document.documentElement.dataset['firstRowMs'])
      requestAnimationFrame(() => setTimeout(() => note('firstRowMs')));
    const statuses = [...document.querySelectorAll('[role=status]')];
    if (statuses.some((status) => /Done in \d+ ms/.test(status.textContent ?? ''))) note('doneMs');
  };
  new MutationObserver(() => clickedAt !== undefined && look()).observe(document, {
    childList: true,
    subtree: true,
    characterData: true,
  });
}
