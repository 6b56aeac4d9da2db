import type { ElementHandle, Page } from 'puppeteer-core';
import type { OpenOptions, TestBrowser } from './describe-in-browsers.ts';
import { find } from './queries.ts';
import { openSite } from './site.ts';

export interface OpenDemo {
  readonly page: Page;
  /** The demo's region, scrolled to. */
  readonly region: ElementHandle<Element>;
}

/** Opens a page at one of its demos, and waits until it listens: its code comes when it is in view. */
export async function openDemo(
  browser: TestBrowser,
  path: string,
  name: string,
  options?: OpenOptions,
): Promise<OpenDemo> {
  const demo = await goToDemo(browser, path, name, options);
  await demo.page.waitForSelector(`section[aria-label="${name}"][data-phase="ready"]`, { timeout: 60_000 });
  return demo;
}

/** The same for a picture, which stands in the page before its code has come, and has no phase. */
export async function openPicture(browser: TestBrowser, path: string, name: string): Promise<OpenDemo> {
  const picture = await goToDemo(browser, path, name);
  await picture.page.waitForFunction(
    (label) =>
      !document.querySelector(`section[aria-label="${label}"]`)?.closest('astro-island')?.hasAttribute('ssr'),
    {},
    name,
  );
  return picture;
}

/** Opens a page at one of its demos, without waiting for it. */
export async function goToDemo(
  browser: TestBrowser,
  path: string,
  name: string,
  options?: OpenOptions,
): Promise<OpenDemo> {
  const page = await browser.open(path, options);
  const region = await find(page, 'region', name);
  await region.evaluate((node) => node.scrollIntoView({ block: 'center', behavior: 'instant' }));
  return { page, region };
}

/** Before a page's scripts: a browser that has no WebRTC. */
export async function withoutWebRtc(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => Reflect.deleteProperty(window, 'RTCPeerConnection'));
}

/** Before a page's scripts: another list of servers in place of the site's, or what a broken host answers. */
export function answerSiteList(body: string, status = 200): (page: Page) => Promise<void> {
  return async (page) => {
    await page.evaluateOnNewDocument(
      (text, code) => {
        const real = window.fetch;
        window.fetch = (input, init) =>
          String(input).endsWith('/ice-servers.json')
            ? Promise.resolve(new Response(init?.method === 'HEAD' ? null : text, { status: code }))
            : real(input, init);
      },
      body,
      status,
    );
  };
}

/** The address of the site's own STUN and TURN server, where its relayed addresses are, too. */
export async function ownServerHost(): Promise<string> {
  const response = await fetch(new URL('/ice-servers.json', (await openSite()).url));
  const list = (await response.json()) as { urls: string | string[] }[];
  const url = list.flatMap(({ urls }) => urls).find((candidate) => candidate.startsWith('turn:'));
  const host = /^turn:([\d.]+):/.exec(url ?? '')?.[1];
  if (!host) throw new Error(`no TURN server: ${url}`);
  return host;
}
