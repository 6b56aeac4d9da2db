import { createSocket, type Socket } from 'node:dgram';
import type { ElementHandle } from 'puppeteer-core';
import { afterEach, expect, it } from 'vitest';
import { decodeStun, encodeStun, METHOD } from '#src/protocol/index.ts';
import { freePort } from '../../scripts/lib/ports.mjs';
import {
  answerSiteList,
  axeViolations,
  click,
  connections,
  countConnections,
  describeInBrowsers,
  find,
  goToDemo,
  openSite,
  problemsOf,
  screenshot,
  textOf,
  until,
  waitForText,
  withoutWebRtc,
} from './driver/index.ts';
import type { OpenDemo, OpenOptions, TestBrowser } from './driver/index.ts';

const PATH = '/learn/stun/';
const REGION = 'What the STUN server saw';

interface Row {
  readonly url: string;
  readonly outcome: string;
  readonly saw: string;
}

interface Server {
  readonly urls: string;
  readonly username?: string;
  readonly credential?: string;
}

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

describeInBrowsers('what the STUN server saw', { firefox: 'full' }, (browser) => {
  it('asks every server of the site, and compares nothing where all URLs lead to one place', async () => {
    const { page, region } = await openHere(browser);
    expect(await textOf(region)).toContain('Example');
    await click(region, 'button', 'Ask the servers');
    await done(region);
    const rows = await rowsOf(region);
    const urls = (await siteServers()).map((server) => server.urls);
    expect(rows.map(({ url }) => url)).toEqual(urls);

    const { host } = await stunServer();
    const udp = rows.filter(({ url }) => !url.includes('transport=tcp'));
    expect(udp.length).toBeGreaterThan(1);
    for (const row of udp) {
      expect(row.outcome, row.url).toBe('seen');
      // Server and browser run on one machine, so nothing translates: the address is the machine's own.
      expect(row.saw).toMatch(new RegExp(`^${host.replaceAll('.', '\\.')}:\\d+$`));
    }
    expect(await textOf(region)).toContain(`${udp.length} URLs asked, 1 mapping`);
    await waitForText(region, 'All these URLs lead to one address and port');
    await waitForText(region, 'TURN servers tell you as well');
    expect(await textOf(region)).not.toContain('Mapping and filtering are two things');
    expect(problemsOf(page)).toEqual([]);
    expect(await axeViolations(page)).toEqual([]);
    await screenshot(page, `stun-saw-${browser.name}`);
  });

  if (browser.inDetail) {
    it('says that one server alone compares nothing', async () => {
      const { url } = await stunServer();
      const { region } = await openHere(browser, [{ urls: url }]);
      await click(region, 'button', 'Ask the servers');
      await done(region);
      expect(await rowsOf(region)).toMatchObject([{ url, outcome: 'seen' }]);
      await waitForText(region, 'one answer compares nothing');
    });
  }

  it('finds one mapping where two ports of a host see the same, and says what that leaves open', async () => {
    const first = await stunServer();
    const second = await startStunServer(first.host, (port) => port);
    const { region } = await openHere(browser, [{ urls: first.url }, { urls: second }]);
    await click(region, 'button', 'Ask the servers');
    await done(region);
    expect(await comparison(region)).toMatchObject({ result: 'same', mappings: { length: 1 } });
    await waitForText(region, 'Two ports of one host saw one mapping');
    await waitForText(region, 'endpoint-independent and address-dependent look alike here');
    await waitForText(region, 'Mapping and filtering are two things');
    // The mapped port is a port of the browser's own.
    await waitForText(region, 'one of your own host candidates’ ports');
  });

  it('finds different mappings where the second server sees another port, as behind such a NAT', async () => {
    const first = await stunServer();
    const second = await startStunServer(first.host, (port) => (port === 65_535 ? 1024 : port + 1));
    const { page, region } = await openHere(browser, [{ urls: first.url }, { urls: second }]);
    await click(region, 'button', 'Ask the servers');
    await done(region);
    const { result, mappings } = await comparison(region);
    expect(result).toBe('different');
    const [one, two] = mappings.map((mapping) => Number(mapping.split(':').at(-1)));
    expect(Math.abs((one ?? 0) - (two ?? 0))).toBe(1);
    await waitForText(region, 'That is address-and-port-dependent mapping');
    await screenshot(page, `stun-saw-different-${browser.name}`);
  });

  it('explains silence, a wrong password and a port where nobody listens, and compares the rest', async () => {
    const first = await stunServer();
    const turn = `turn:${first.host}:${first.port}?transport=tcp`;
    const silent = `stun:${first.host}:${await listen(first.host, () => undefined)}`;
    const closed = `turn:${first.host}:${await freePort()}?transport=tcp`;
    const { page, region } = await openHere(browser, [
      { urls: first.url },
      { urls: silent },
      { urls: turn, username: 'somebody', credential: 'wrong' },
      { urls: closed, username: 'somebody', credential: 'wrong' },
    ]);
    await click(region, 'button', 'Ask the servers');
    await waitForText(region, /of 4 have answered/);
    await done(region, 30_000);
    const rows = await rowsOf(region);
    expect(rows.map(({ outcome }) => outcome)).toEqual(['seen', 'silent', 'refused', 'refused']);
    expect(rows[1]?.saw).toContain('No answer within 6 s');
    expect(rows[2]?.saw).toContain('401');
    expect(rows[3]?.saw).toContain('701');
    await waitForText(region, '1 of 4 said where they saw you');
    expect((await connections(page)).open).toBe(0);
  });

  if (browser.inDetail) {
    it('has nobody to ask without servers, or without the site’s list', async () => {
      const none = await openHere(browser, []);
      await click(none.region, 'button', 'Ask the servers');
      await waitForText(none.region, 'no STUN or TURN server is configured');
      const broken = await openHere(browser, 'no list');
      await click(broken.region, 'button', 'Ask the servers');
      await waitForText(broken.region, 'the list of this site’s servers could not be read');
    });
  }

  it('stops by its button, out of view and when the page is left, and leaves no connection open', async () => {
    const { host } = await stunServer();
    const silent = `stun:${host}:${await listen(host, () => undefined)}`;
    const { page, region } = await openHere(browser, [{ urls: silent }]);
    const ask = async () => {
      await click(region, 'button', 'Ask the servers');
      await until('open connections', async () => (await connections(page)).open > 0);
    };
    const hasStopped = () => until('closed connections', async () => (await connections(page)).open === 0);

    await ask();
    await click(region, 'button', 'Stop');
    await hasStopped();
    await waitForText(region, 'Stopped: 0 of 1');

    await ask();
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await hasStopped();

    await region.scrollIntoView();
    await ask();
    await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')));
    await hasStopped();
  });

  if (browser.inDetail) {
    it('masks addresses wherever they stand', async () => {
      const { region } = await openHere(browser);
      await click(region, 'switch', 'Mask addresses');
      await click(region, 'button', 'Ask the servers');
      await done(region);
      const { host } = await stunServer();
      expect(await region.evaluate((element) => element.outerHTML)).not.toContain(host);
    });

    it('takes no click on the mask before it can act on it', async () => {
      const { url } = await openSite();
      const html = await (await fetch(new URL(PATH, url))).text();
      expect(/<input[^>]*role="switch"[^>]*>/.exec(html)?.[0]).toContain('disabled');
    });

    it('says that a browser without WebRTC cannot ask', async () => {
      const page = await browser.open(PATH, { before: withoutWebRtc });
      const region = await find(page, 'region', REGION);
      await region.scrollIntoView();
      await waitForText(region, 'This browser has no WebRTC');
      expect(problemsOf(page).filter(({ kind }) => kind === 'uncaught')).toEqual([]);
    });
  }
});

/** Opens the chapter with this list of servers (the site's own, if none is given) and goes to the demo. */
function openHere(
  browser: TestBrowser,
  list?: readonly Server[] | string,
  options: OpenOptions = {},
): Promise<OpenDemo> {
  return goToDemo(browser, PATH, REGION, {
    ...options,
    before: async (fresh) => {
      await countConnections(fresh);
      if (list !== undefined)
        await answerSiteList(typeof list === 'string' ? list : JSON.stringify(list))(fresh);
    },
  });
}

function done(region: ElementHandle<Element>, timeoutMs = 20_000): Promise<string> {
  return waitForText(region, /Done in \d+ ms/, { timeoutMs });
}

function rowsOf(region: ElementHandle<Element>): Promise<Row[]> {
  return region.$$eval('tr[data-outcome]', (rows) =>
    rows.map((row) => ({
      url: row.querySelector('th')?.textContent?.trim() ?? '',
      outcome: row.getAttribute('data-outcome') ?? '',
      saw: row.querySelector('td')?.textContent?.trim() ?? '',
    })),
  );
}

function comparison(region: ElementHandle<Element>): Promise<{ result: string; mappings: string[] }> {
  return region.$eval('[data-result]', (element) => ({
    result: element.getAttribute('data-result') ?? '',
    mappings: [...element.querySelectorAll('li')].map((item) => item.textContent?.trim() ?? ''),
  }));
}

/** The site's servers, one for each URL. */
async function siteServers(): Promise<Server[]> {
  const response = await fetch(new URL('/ice-servers.json', (await openSite()).url));
  const list = (await response.json()) as (Omit<Server, 'urls'> & { urls: string | string[] })[];
  return list.flatMap(({ urls, ...rest }) => [urls].flat().map((url) => ({ urls: url, ...rest })));
}

async function stunServer(): Promise<{ url: string; host: string; port: number }> {
  const urls = (await siteServers()).map((server) => server.urls);
  const url = urls.find((candidate) => candidate.startsWith('stun:'));
  const match = /^stun:([\d.]+):(\d+)$/.exec(url ?? '');
  if (!url || !match?.[1]) throw new Error(`no STUN server among ${urls.join(' ')}`);
  return { url, host: match[1], port: Number(match[2]) };
}

/** A second STUN server on the same host, which reports another port than it saw, if the test wants that. */
async function startStunServer(host: string, portOf: (port: number) => number): Promise<string> {
  const port = await listen(host, (bytes, from, answer) => {
    const request = decodeStun(bytes);
    if (!request.ok || request.value.class !== 'request') return;
    const address = { family: 4, address: from.address, port: portOf(from.port) } as const;
    answer(
      encodeStun({
        class: 'success',
        method: METHOD.Binding,
        transactionId: request.value.transactionId,
        attributes: [{ type: 'XOR-MAPPED-ADDRESS', address }],
      }),
    );
  });
  return `stun:${host}:${port}`;
}

type OnPacket = (
  bytes: Uint8Array,
  from: { address: string; port: number },
  answer: (bytes: Uint8Array) => void,
) => void;

async function listen(host: string, onPacket: OnPacket): Promise<number> {
  const socket = createSocket('udp4');
  sockets.push(socket);
  socket.on('message', (bytes, from) => {
    onPacket(bytes, from, (answer) => socket.send(answer, from.port, from.address));
  });
  await new Promise<void>((resolve) => socket.bind(0, host, resolve));
  return socket.address().port;
}
