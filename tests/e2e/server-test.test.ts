import { execFileSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../../scripts/lib/ports.mjs';
import { findCommand } from '../../scripts/lib/programs.mjs';
import { type Coturn, startCoturn } from '../interop/support/coturn.ts';
import {
  axeViolations,
  click,
  connections,
  countConnections,
  describeInBrowsers,
  find,
  findAll,
  openSite,
  problemsOf,
  screenshot,
  until,
  waitForText,
  withoutWebRtc,
} from './driver/index.ts';
import type { OpenOptions, TestBrowser } from './driver/index.ts';

const PATH = '/tools/server-test/';
const REGION = 'Test the servers';
/** What a whole test of one URL sends, and has to get back. */
const ALL_BYTES = 'Bytes sent, back 20,000, 20,000';

describeInBrowsers('the server tester', (browser) => {
  it('sends bytes through every relay of the site, tells UDP from TCP, and judges them together', async () => {
    const page = await openTool(browser, { before: countConnections });
    await click(await region(page), 'button', 'Test');
    await waitForText(await region(page), 'Works from here, over UDP and over TCP. Nothing at port 443');
    const results = await resultsOf(page);
    const urls = (await siteServers()).flatMap((server) => server.urls);
    expect(results.map(({ url }) => url)).toEqual(urls);
    for (const { url, verdict, text } of results) {
      if (!url.startsWith('turn:')) {
        expect(verdict).toBe('sees-you');
        continue;
      }
      expect(verdict).toBe('works');
      expect(text).toContain(ALL_BYTES);
      expect(text).toContain(`To the server ${url.endsWith('tcp') ? 'TCP' : 'UDP'}, port`);
      expect(text).toMatch(/Relay lent after [\d.]+ ms/);
      expect(text).toMatch(/There and back [\d.]+ ms/);
    }
    expect((await connections(page)).open).toBe(0);
    expect(await axeViolations(page)).toEqual([]);
    expect(problemsOf(page)).toEqual([]);
    await screenshot(page, `server-test-works-${browser.name}`);
  });

  it('tells a wrong password, a server that is off, and one that is silent apart, in words', async () => {
    const silent = createSocket('udp4');
    const { host, url } = await turnServer();
    await new Promise<void>((resolve) => silent.bind(0, host, resolve));
    const urls = [
      url,
      `turn:${host}:${await freePort()}?transport=tcp`,
      `turn:${host}:${silent.address().port}`,
    ];
    try {
      const page = await openTool(browser, { before: countConnections });
      await type(page, urls, 'somebody', 'wrong');
      await click(await region(page), 'button', 'Test');
      await waitForText(await region(page), /Testing: 2 of 3 URLs done/);
      await waitForText(await region(page), /No relay from here.* 3 of 3 URLs failed/, { timeoutMs: 20_000 });
      const [wrong, off, mute] = await resultsOf(page);
      expect(wrong).toMatchObject({ verdict: 'unauthorized' });
      expect(wrong?.text).toContain('did not accept the username or the password');
      expect(off).toMatchObject({ verdict: 'unreachable' });
      expect(off?.text).toContain('no usable answer from this server');
      expect(mute).toMatchObject({ verdict: 'silent' });
      expect(mute?.text).toContain('No answer within 10 s');
      expect((await connections(page)).open).toBe(0);
      await screenshot(page, `server-test-fails-${browser.name}`);
    } finally {
      silent.close();
    }
  });

  it('stops by its button and when the page is left, and leaves no connection open', async () => {
    const silent = createSocket('udp4');
    const { host } = await turnServer();
    await new Promise<void>((resolve) => silent.bind(0, host, resolve));
    try {
      const page = await openTool(browser, { before: countConnections });
      await type(page, [`turn:${host}:${silent.address().port}`], 'somebody', 'secret');
      const isClosed = () => until('closed connections', async () => (await connections(page)).open === 0);
      await click(await region(page), 'button', 'Test');
      await until('an open connection', async () => (await connections(page)).open > 0);
      await click(await region(page), 'button', 'Stop');
      await waitForText(await region(page), 'Stopped. Every connection is closed.');
      await waitForText(await region(page), 'not tested to the end');
      await isClosed();
      await click(await region(page), 'button', 'Test');
      await until('an open connection', async () => (await connections(page)).open > 0);
      await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')));
      await isClosed();
    } finally {
      silent.close();
    }
  });

  it('is shared by a link without the credential; who opens it asks nobody before pressing Test', async () => {
    const { url } = await turnServer();
    const page = await openTool(browser, { before: denyClipboard });
    await type(page, [url], 'ada-by-name', 's3cret-Ada');
    await click(await region(page), 'button', 'Copy a link to this test');
    const link = await until('the link', () =>
      page.$eval('input[readonly]', (input) => (input as HTMLInputElement).value).catch(() => undefined),
    );
    expect(link).toMatch(/\/tools\/server-test\/#servers=1\.[\w-]+$/);
    const carried = await page.evaluate(unpacked, link);
    expect(JSON.parse(carried)).toEqual([url]);

    const other = await openTool(browser, { before: countConnections, path: link });
    await waitForText(await region(other), 'One URL came by a link. Nothing has been asked yet');
    expect(await valueOf(other, 'URLs, one a line')).toBe(url);
    expect(await valueOf(other, 'Password')).toBe('');
    const { made } = await connections(other);
    // Even pressed, none of the site's or the learner's own credentials go to a stranger's server.
    await click(await region(other), 'button', 'Test');
    await waitForText(await region(other), 'something in the form is missing or wrong');
    expect(await other.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true');
    expect((await connections(other)).made).toBe(made);
  });

  it('stands in chapter 13 for the configured servers, stops out of view, and leads to the whole tool', async () => {
    const page = await browser.open('/learn/operating-turn/', { before: countConnections });
    await (await region(page)).scrollIntoView();
    await page.waitForSelector(`section[aria-label="${REGION}"][data-phase="ready"]`, { timeout: 60_000 });
    await click(await region(page), 'button', 'Test');
    await page.evaluate(() => document.querySelector('footer')?.scrollIntoView());
    await until('closed connections', async () => (await connections(page)).open === 0);
    await (await region(page)).scrollIntoView();
    await waitForText(await region(page), /Stopped, because the test was out of view|Works from here/);
    await click(await region(page), 'button', 'Test');
    await waitForText(await region(page), 'Works from here, over UDP and over TCP');
    const tool = await find(await region(page), 'link', 'Test URLs of your own: the server tester');
    expect(await tool.evaluate((link) => (link as HTMLAnchorElement).pathname)).toBe(PATH);
    await screenshot(page, `server-test-chapter-${browser.name}`);
  });

  if (browser.inDetail) {
    it('refuses a link that holds anything else, and shows nothing of it', async () => {
      const page = await openTool(browser);
      const evil = await page.evaluate(packed, JSON.stringify(['javascript:alert("from a stranger")']));
      for (const [fragment, words] of [
        [`#servers=1.${evil}`, 'holds no list of STUN and TURN URLs'],
        ['#servers=1.not-deflate', 'The link is damaged'],
        ['#servers=9.AAAA', 'another edition of this site'],
        [`#servers=1.${'A'.repeat(9_000)}`, 'longer than any of ours'],
      ] as const) {
        await page.evaluate((hash) => (location.hash = hash), fragment);
        await waitForText(await region(page), words);
      }
      expect(await page.evaluate(() => document.body.innerText)).not.toContain('stranger');
    });

    it('says at the field which URL is wrong, and takes the focus there', async () => {
      const page = await openTool(browser);
      await type(page, ['stun:stun.example.org', 'turn://turn.example.org'], 'a', 'b');
      await click(await region(page), 'button', 'Test');
      await waitForText(await region(page), 'turn://turn.example.org: No slashes here');
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
    });

    it('masks addresses wherever they stand', async () => {
      const page = await openTool(browser);
      await click(await region(page), 'switch', 'Mask addresses');
      await click(await region(page), 'button', 'Test');
      await waitForText(await region(page), 'Works from here');
      const { host } = await turnServer();
      expect(await (await region(page)).evaluate((element) => element.outerHTML)).not.toContain(host);
    });

    it('says that a browser without WebRTC cannot test', async () => {
      const page = await browser.open(PATH, { before: withoutWebRtc });
      await waitForText(page, 'This browser has no WebRTC');
    });
  }
});

if (findCommand('turnserver') && findCommand('openssl')) {
  describeInBrowsers('the server tester and coturn', (browser) => {
    const folder = mkdtempSync(join(tmpdir(), 'server-test-'));
    let host = '';
    let tlsPort = 0;
    let coturn: Coturn;
    beforeAll(async () => {
      ({ host } = await turnServer());
      tlsPort = await freePort();
      const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
      execFileSync('openssl', [
        ...[
          'req',
          '-x509',
          '-newkey',
          'ec',
          '-pkeyopt',
          'ec_paramgen_curve:prime256v1',
          '-nodes',
          '-days',
          '2',
        ],
        ...['-subj', '/CN=turn.test', '-addext', `subjectAltName=IP:${host}`, '-out', cert, '-keyout', key],
      ]);
      coturn = await startCoturn(
        ...[`--listening-ip=${host}`, `--relay-ip=${host}`, `--tls-listening-port=${tlsPort}`],
        ...[`--cert=${cert}`, `--pkey=${key}`],
      );
    });
    afterAll(async () => {
      await coturn.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it('shows that a browser refuses a TLS certificate which nobody vouches for, while UDP works', async () => {
      const page = await openTool(browser);
      const urls = [`turn:${host}:${coturn.port}`, `turns:${host}:${tlsPort}`];
      await type(page, urls, coturn.username, coturn.password);
      await click(await region(page), 'button', 'Test');
      await waitForText(await region(page), /over UDP only\..* 1 of 2 URLs failed/, { timeoutMs: 20_000 });
      const [udp, tls] = await resultsOf(page);
      expect(udp).toMatchObject({ verdict: 'works' });
      // Measured: Chromium reports 701; Firefox 153 ends without a candidate and without a word.
      expect(tls?.verdict).toBe(browser.name === 'chromium' ? 'unreachable' : 'fault');
      expect(tls?.text).toContain('certificate');
      expect(tls?.text).toContain('To the server TLS, port');
    });

    // Firefox has no switch that would let its TURN over TLS take this certificate: see `LaunchOptions`.
    if (browser.name === 'chromium')
      it('sends bytes over TLS once the certificate is trusted', async () => {
        const page = await openTool(browser, { trustsAnyCertificate: true });
        // coturn tells TLS from plain TCP on one port.
        const urls = [`turns:${host}:${tlsPort}`, `turn:${host}:${tlsPort}?transport=tcp`];
        await type(page, urls, coturn.username, coturn.password);
        await click(await region(page), 'button', 'Test');
        await waitForText(await region(page), 'over TCP or TLS only');
        const results = await resultsOf(page);
        expect(results.map(({ verdict }) => verdict)).toEqual(['works', 'works']);
        for (const { text } of results) expect(text).toContain(ALL_BYTES);
      });

    it('finds the relay that lends addresses and lets no data through: its deny list holds its own address', async () => {
      const closed = await startCoturn(
        ...[`--listening-ip=${host}`, `--relay-ip=${host}`, `--denied-peer-ip=${host}`],
      );
      try {
        const page = await openTool(browser);
        await type(page, [`turn:${host}:${closed.port}`], closed.username, closed.password);
        await click(await region(page), 'button', 'Test');
        await waitForText(await region(page), 'No relay from here', { timeoutMs: 20_000 });
        const [only] = await resultsOf(page);
        expect(only).toMatchObject({ verdict: 'no-data' });
        expect(only?.text).toContain('no check gets from one of them to the other');
        expect(only?.text).toMatch(/Relay lent after [\d.]+ ms/);
        await screenshot(page, `server-test-no-data-${browser.name}`);
      } finally {
        await closed.close();
      }
    });
  });
}

/** Opens the tool, or a link to it, and waits until it listens. */
async function openTool(browser: TestBrowser, options: OpenOptions & { path?: string } = {}): Promise<Page> {
  const { path = PATH, ...open } = options;
  const page = await browser.open(path, open);
  await page.waitForSelector(`section[aria-label="${REGION}"][data-phase="ready"]`, { timeout: 60_000 });
  await waitForText(page, /this site’s \(\d+\)/);
  return page;
}

function region(page: Page) {
  return find(page, 'region', REGION);
}

/** Chooses servers of its own, and fills the form in. */
async function type(
  page: Page,
  urls: readonly string[],
  username: string,
  credential: string,
): Promise<void> {
  await click(await region(page), 'radio', 'these:');
  await fill(page, 'URLs, one a line', urls.join('\n'));
  await fill(page, 'Username', username);
  await fill(page, 'Password', credential);
}

/** Fills a field by its label: a password has no role of its own in Firefox. */
async function fill(page: Page, label: string, text: string): Promise<void> {
  const field = await fieldOf(page, label);
  await field.evaluate((element) => (element.value = ''));
  await field.type(text);
}

async function valueOf(page: Page, label: string): Promise<string> {
  return (await fieldOf(page, label)).evaluate((element) => element.value);
}

async function fieldOf(page: Page, label: string): Promise<ElementHandle<HTMLInputElement>> {
  const handle = await page.evaluateHandle(
    (name) =>
      [...document.querySelectorAll('label')].find((one) => one.textContent?.trim() === name)?.control,
    label,
  );
  const field = handle.asElement() as ElementHandle<HTMLInputElement> | null;
  if (!field) throw new Error(`no field “${label}”`);
  return field;
}

interface Result {
  readonly url: string;
  readonly verdict: string | undefined;
  readonly text: string;
}

async function resultsOf(page: Page): Promise<Result[]> {
  const [list] = await findAll(await region(page), 'list', 'Results');
  if (!list) throw new Error('There are no results');
  return list.$$eval(':scope > li', (items) =>
    items.map((item) => ({
      url: item.querySelector('code')?.textContent ?? '',
      verdict: item.dataset['verdict'],
      text: item.innerText.replace(/\s+/g, ' '),
    })),
  );
}

async function siteServers(): Promise<{ urls: string[] }[]> {
  const response = await fetch(new URL('/ice-servers.json', (await openSite()).url));
  const list = (await response.json()) as { urls: string | string[] }[];
  return list.map(({ urls }) => ({ urls: [urls].flat() }));
}

/** The site's own TURN server: its URL over UDP, and its address. */
async function turnServer(): Promise<{ url: string; host: string }> {
  const urls = (await siteServers()).flatMap((server) => server.urls);
  const url = urls.find((candidate) => candidate.startsWith('turn:') && candidate.endsWith('udp'));
  const host = /^turn:([\d.]+):/.exec(url ?? '')?.[1];
  if (url === undefined || host === undefined) throw new Error(`no TURN server: ${url}`);
  return { url, host };
}

async function denyClipboard(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: () => Promise.reject(new Error('denied')) },
    });
  });
}

/** In the page: the text that a link of ours carries. */
async function unpacked(link: string): Promise<string> {
  const data = link.split('#servers=1.')[1] ?? '';
  const bytes = Uint8Array.from(atob(data.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).text();
}

/** In the page: a text as a link would carry it. */
async function packed(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
