import { createSocket } from 'node:dgram';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../../scripts/lib/ports.mjs';
import {
  answerSiteList,
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
  textOf,
  until,
  waitForText,
  withoutWebRtc,
} from './driver/index.ts';
import type { OpenOptions, TestBrowser } from './driver/index.ts';

const PATH = '/tools/gather/';

describeInBrowsers('gathering', (browser) => {
  it('shows host, srflx and relay candidates of the site’s own server, each with its server', async () => {
    const page = await openGather(browser);
    await click(page, 'button', 'Gather');
    const [, host, srflx, relay] = await done(page);
    const rows = await rowsOf(page);
    expect(countByType(rows)).toEqual({ host: Number(host), srflx: Number(srflx), relay: Number(relay) });

    const urls = (await siteServers()).flatMap(({ urls: list }) => list);
    const turnUrls = urls.filter((url) => url.startsWith('turn:'));
    const serversOf = (type: string) => rows.filter((row) => row.type === type).map(({ server }) => server);
    expect(new Set(serversOf('host'))).toEqual(new Set(['none']));
    expect(serversOf('srflx').length).toBeGreaterThan(0);
    for (const server of serversOf('srflx')) expect(urls).toContain(server);
    expect(new Set(serversOf('relay'))).toEqual(new Set(turnUrls));
    expect(await listItems(page, 'Errors')).toEqual([]);
    expect(problemsOf(page)).toEqual([]);
    await screenshot(page, `gather-done-${browser.name}`);
  });

  it('gives every column a value, and explains a row field by field when asked', async () => {
    const page = await openGather(browser);
    await click(page, 'button', 'Gather');
    await done(page);
    const names = await page.$$eval('table[aria-label="Candidates"] th', (cells) =>
      cells.map((cell) => cell.textContent?.trim()),
    );
    expect(names).toEqual([
      'Time',
      'Type',
      'Foundation',
      'Component',
      'Protocol',
      'Address',
      'Port',
      'Priority',
      'Server',
    ]);
    for (const row of await rowsOf(page)) expect(row.cells.every((cell) => cell !== '')).toBe(true);

    await click(page, 'button', 'relay');
    const details = await find(page, 'region', 'One candidate, explained');
    const text = await textOf(details);
    for (const field of ['foundation', 'type preference', 'local preference', 'related address']) {
      expect(text).toContain(field);
    }
    expect(await axeViolations(page)).toEqual([]);
  });

  it('closes every connection when it is done', async () => {
    const page = await openGather(browser, { before: countConnections });
    await click(page, 'button', 'Gather');
    await done(page);
    // One for each URL and one without servers; the first only tried whether WebRTC works.
    const urls = (await siteServers()).flatMap(({ urls: list }) => list);
    expect(await connections(page)).toEqual({ made: urls.length + 2, open: 0 });
  });

  it('offers nothing but relay candidates with policy “relay only”', async () => {
    const page = await openGather(browser);
    await click(page, 'radio', 'relay only');
    await click(page, 'button', 'Gather');
    await done(page);
    const counts = countByType(await rowsOf(page));
    expect(counts.relay).toBeGreaterThan(0);
    expect(counts).toMatchObject({ host: 0, srflx: 0 });
    expect(await listItems(page, 'Errors')).toEqual([]);
  });

  it('explains a wrong password', async () => {
    const page = await openGather(browser);
    const { url } = await turnServer();
    await addServer(page, { url, username: 'somebody', password: 'wrong' });
    await click(page, 'button', 'Gather');
    await done(page);
    const [item, ...others] = await listItems(page, 'Errors');
    expect(others).toEqual([]);
    expect(item).toContain(url);
    expect(item).toContain('401');
    expect(item).toContain('did not accept the username or the password');
    expect(countByType(await rowsOf(page))).toMatchObject({ relay: 0 });
    await screenshot(page, `gather-401-${browser.name}`);
  });

  it('explains a server that refuses connections', async () => {
    const page = await openGather(browser);
    const { host } = await turnServer();
    const url = `turn:${host}:${await freePort()}?transport=tcp`;
    await addServer(page, { url, username: 'somebody', password: 'secret' });
    await click(page, 'button', 'Gather');
    await done(page);
    const [item] = await listItems(page, 'Errors');
    expect(item).toContain(url);
    expect(item).toContain('701');
  });

  if (browser.inDetail) {
    it('says so when no TURN server is configured', async () => {
      const page = await openGather(browser, { before: answerSiteList('[]') });
      await click(page, 'button', 'Gather');
      await done(page);
      expect(countByType(await rowsOf(page)).host).toBeGreaterThan(0);
      await waitForText(page, 'No TURN server is configured');
    });

    it('gathers host candidates when the site’s list cannot be had, and says so', async () => {
      const page = await openGather(browser, { before: answerSiteList('no', 500) });
      await click(page, 'button', 'Gather');
      await done(page);
      expect(countByType(await rowsOf(page)).host).toBeGreaterThan(0);
      const [item] = await listItems(page, 'Errors');
      expect(item).toContain('/ice-servers.json');
      expect(item).toContain('only host candidates');
    });

    it('says that a browser without WebRTC cannot gather, and leaves the text readable', async () => {
      const page = await browser.open(PATH, { before: withoutWebRtc });
      await waitForText(page, 'This browser has no WebRTC');
      expect(await page.$eval('h1', (heading) => heading.textContent)).toContain('Gather');
      expect(problemsOf(page).filter(({ kind }) => kind === 'uncaught')).toEqual([]);
    });

    it('says that WebRTC is switched off when its constructor throws', async () => {
      const page = await browser.open(PATH, {
        before: async (fresh) => {
          await fresh.evaluateOnNewDocument(() => {
            window.RTCPeerConnection = new Proxy(window.RTCPeerConnection, {
              construct() {
                throw new DOMException('blocked by policy', 'NotAllowedError');
              },
            });
          });
        },
      });
      await waitForText(page, 'WebRTC is switched off');
    });
  }
});

describeInBrowsers('a TURN server that never answers', { firefox: 'full' }, (browser) => {
  const silent = createSocket('udp4');
  let url = '';
  beforeAll(async () => {
    const { host } = await turnServer();
    await new Promise<void>((resolve) => silent.bind(0, host, resolve));
    url = `turn:${host}:${silent.address().port}?transport=udp`;
  });
  afterAll(() => silent.close());

  const openWithSilentServer = async () => {
    const page = await openGather(browser, { before: countConnections });
    await addServer(page, { url, username: 'somebody', password: 'secret' });
    await click(page, 'button', 'Gather');
    return page;
  };

  it('ends at our own deadline, which is said, and the host candidates are there', async () => {
    const page = await openWithSilentServer();
    const [, host, , relay] = await done(page, 30_000);
    expect(Number(host)).toBeGreaterThan(0);
    expect(Number(relay)).toBe(0);
    const [item] = await listItems(page, 'Errors');
    expect(item).toContain(url);
    expect(item).toContain('timeout');
    expect(item).toContain('No answer within 10 s');
    expect(await connections(page)).toMatchObject({ open: 0 });
    await screenshot(page, `gather-timeout-${browser.name}`);
  });

  it('is left at once by Stop, and by leaving the page', async () => {
    const page = await openWithSilentServer();
    await waitForText(page, 'asking');
    await click(page, 'button', 'Stop');
    await waitForText(page, /Stopped after \d+ ms: \d+ host, 0 srflx, 0 relay/);
    expect(await connections(page)).toMatchObject({ open: 0 });

    await click(page, 'button', 'Gather');
    await until('open connections', async () => (await connections(page)).open > 0);
    await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')));
    await until('no open connection', async () => (await connections(page)).open === 0);
  });
});

describeInBrowsers('masked addresses', { firefox: 'full' }, (browser) => {
  it('never reach the page: not in the table, the details, the errors, the server list', async () => {
    const page = await openGather(browser);
    const { url, host } = await turnServer();
    await click(page, 'switch', 'Mask addresses');
    await addServer(page, { url, username: 'somebody', password: 'wrong' }, 'turn:');
    await addServer(page, { url: url.replace(/^turn:([^?]*).*/, 'stun:$1') }, 'stun:');
    await click(page, 'button', 'Gather');
    const [, , srflx] = await done(page);
    expect(Number(srflx)).toBeGreaterThan(0);
    await click(page, 'button', 'srflx');
    await find(page, 'region', 'One candidate, explained');
    const html = await page.evaluate(() => document.documentElement.outerHTML);
    expect(html).not.toContain(host);
    expect(html).not.toMatch(/[0-9a-f]{8}-[0-9a-f-]{27}\.local(?!.*example)/);
    expect(html).toContain('x.local');
    expect(await page.evaluate(() => document.documentElement.dataset.mask)).toBeDefined();

    await click(page, 'switch', 'Mask addresses');
    await until('the real address', async () => (await textOf(page)).includes(host));
  });
});

describeInBrowsers('the learner’s own list of servers', { firefox: 'full' }, (browser) => {
  it('is added to, edited, kept over a reload and emptied; the password is never in the page', async () => {
    const page = await openGather(browser);
    await addServer(page, {
      url: 'turn:turn.example.org?transport=udp',
      username: 'ada',
      password: 's3cret-Ada',
    });
    await page.reload();
    await openServers(page);
    await waitForText(page, 'username ada, password not shown');

    await click(page, 'button', 'Edit turn:turn.example.org?transport=udp');
    expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain('s3cret-Ada');
    const passwords = await page.$$eval('input[type=password]', (inputs) => inputs.map(({ value }) => value));
    expect(passwords).toEqual(['']);
    await fill(page, 'URL', 'turn:turn.example.org:3479?transport=tcp');
    await click(page, 'button', 'Save');
    await waitForText(page, 'Saved turn:turn.example.org:3479?transport=tcp');

    await page.reload();
    await openServers(page);
    await click(page, 'button', 'Remove turn:turn.example.org:3479?transport=tcp');
    await waitForText(page, 'this site’s list is used');
    expect(page.url()).not.toContain('ada');
  });

  it('says what is wrong with a URL, at the field, and takes the focus there', async () => {
    const page = await openGather(browser);
    await openServers(page);
    await click(page, 'button', 'Add server');
    for (const [url, words] of [
      ['turn://turn.example.org', 'No slashes here'],
      ['stun:stun.example.org?transport=udp', 'no ?transport='],
      ['turn:turn.example.org', 'needs a username'],
    ] as const) {
      await fill(page, 'URL', url);
      await click(page, 'button', 'Save');
      await waitForText(page, words);
    }
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true');
  });
});

interface Row {
  readonly type: string;
  readonly server: string;
  readonly cells: readonly string[];
}

/** Opens the tool and waits until it knows its servers. */
async function openGather(browser: TestBrowser, options?: OpenOptions): Promise<Page> {
  const page = await browser.open(PATH, options);
  await waitForText(page, /Servers: /);
  return page;
}

/** Waits for the end of a run: ms, host, srflx, relay. */
async function done(page: Page, timeoutMs = 20_000): Promise<RegExpExecArray> {
  const pattern = /Done in (?:\d+) ms: (\d+) host, (\d+) srflx, (\d+) relay/;
  const text = await waitForText(page, pattern, { timeoutMs });
  const match = pattern.exec(text);
  if (!match) throw new Error(text);
  return match;
}

function rowsOf(page: Page): Promise<Row[]> {
  return page.$$eval('table[aria-label="Candidates"] tbody tr[data-type]', (rows) =>
    rows.map((row) => {
      const cells = [...row.querySelectorAll('td')].map((cell) => cell.textContent?.trim() ?? '');
      return { type: row.getAttribute('data-type') ?? '', server: cells.at(-1) ?? '', cells };
    }),
  );
}

function countByType(rows: readonly Row[]) {
  const count = (type: string) => rows.filter((row) => row.type === type).length;
  return { host: count('host'), srflx: count('srflx'), relay: count('relay') };
}

async function listItems(page: Page, name: string): Promise<string[]> {
  const [list] = await findAll(page, 'list', name);
  if (!list) return [];
  return list.$$eval('li', (items) =>
    items.map((item) => item.textContent?.replace(/\s+/g, ' ').trim() ?? ''),
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
  const url = urls.find((candidate) => candidate.startsWith('turn:') && !candidate.includes('tcp'));
  const host = /^turn:([\d.]+):/.exec(url ?? '')?.[1];
  if (!url || !host) throw new Error(`no TURN server among ${urls.join(' ')}`);
  return { url, host };
}

async function openServers(page: Page): Promise<void> {
  await page.$eval('details.servers', (details) => details.setAttribute('open', ''));
  await find(page, 'button', 'Add server');
}

async function addServer(
  page: Page,
  server: { url: string; username?: string; password?: string },
  shownAs = server.url,
): Promise<void> {
  await openServers(page);
  await click(page, 'button', 'Add server');
  await fill(page, 'URL', server.url);
  if (server.username) await fill(page, 'Username', server.username);
  if (server.password) await fill(page, 'Password', server.password);
  await click(page, 'button', 'Save');
  await waitForText(page, `Saved ${shownAs}`);
}

/** Replaces what stands in a field, by keyboard. */
async function fill(page: Page, label: string, text: string): Promise<void> {
  const handle = await page.evaluateHandle(
    (name) =>
      [...document.querySelectorAll('label')].find((one) => one.textContent?.trim() === name)?.control,
    label,
  );
  const field = handle.asElement() as ElementHandle<HTMLInputElement> | null;
  if (!field) throw new Error(`no field “${label}”`);
  await field.focus();
  await field.evaluate((input) => input.select());
  await field.type(text);
}
