import { createSocket, type Socket } from 'node:dgram';
import type { ElementHandle } from 'puppeteer-core';
import { afterEach, expect, it } from 'vitest';
import { createChance, seeded } from '#lessons/chance.ts';
import { casesOf } from '#lessons/validate-ice-servers/checks/cases.ts';
import {
  answerSiteList,
  axeViolations,
  click,
  connections,
  countConnections,
  describeInBrowsers,
  find,
  openDemo,
  ownServerHost,
  problemsOf,
  screenshot,
  until,
  waitForText,
} from './driver/index.ts';
import type { OpenDemo, OpenOptions, TestBrowser } from './driver/index.ts';

const PATH = '/learn/gathering-and-privacy/';
const REGION = 'Who learns what';
const NAME = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\.local$/;

interface Row {
  readonly party: string;
  /** `name x.local`, by class and address. */
  readonly addresses: readonly (readonly [kind: string, address: string])[];
  readonly time: string;
}

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

describeInBrowsers('who learns what', { firefox: 'full' }, (browser) => {
  it('shows a name to script, signalling and peer, and times each server', async () => {
    const { page, region } = await openHere(browser);
    await click(region, 'button', 'Gather');
    await done(region);
    const rows = await rowsOf(region);
    expect(rows.map(({ party }) => party)).toEqual(['script', 'signalling', 'peer', 'stun', 'turn', 'turn']);
    const [script, signalling, peer, stun, overUdp] = rows;
    expect(kindsOf(script)).toEqual(['name', 'reflexive', 'relay']);
    for (const [, name] of script?.addresses.filter(([kind]) => kind === 'name') ?? []) {
      expect(name).toMatch(NAME);
    }
    // The three get the same lines.
    expect(signalling?.addresses).toEqual(script?.addresses);
    expect(peer?.addresses).toEqual(script?.addresses);
    // Server and browser run on one machine, so the server saw the machine's own address, and lends one of its own.
    const host = await ownServerHost();
    expect(stun?.addresses).toEqual([['reflexive', host]]);
    expect(overUdp?.addresses).toContainEqual(['relay', host]);
    for (const row of [stun, overUdp]) expect(row?.time).toMatch(/^\d[\d.,]* ms$/);
    await waitForText(region, 'Local addresses are hidden behind random names');
    expect((await connections(page)).open).toBe(0);
    expect(problemsOf(page)).toEqual([]);
    expect(await axeViolations(page)).toEqual([]);
    await screenshot(page, `who-learns-${browser.name}`);
  });

  it('shows relayed addresses only with that policy, and that the TURN server lends them all the same', async () => {
    const { region } = await openHere(browser);
    await click(region, 'radio', 'relay only');
    await click(region, 'button', 'Gather');
    await done(region);
    const rows = await rowsOf(region);
    for (const row of rows.slice(0, 3)) expect(kindsOf(row), row.party).toEqual(['relay']);
    const { addresses } = rows.find(({ party }) => party === 'stun') ?? {};
    expect(addresses).toEqual([]);
    await waitForText(region, 'Chromium 156 asks it with this policy as well');
    await waitForText(region, 'The TURN server knows you as well as before');
  });

  it('asks a STUN server with that policy in Chromium, and not in Firefox: the text says so', async () => {
    const host = await ownServerHost();
    let requests = 0;
    const port = await listen(host, () => (requests += 1));
    const { region } = await openHere(browser, {}, [{ urls: `stun:${host}:${port}` }]);
    await click(region, 'radio', 'relay only');
    await click(region, 'button', 'Gather');
    if (browser.name === 'chromium') await until('a request', () => Promise.resolve(requests > 0));
    else await waitForText(region, /Done: no address at all/, { timeoutMs: 15_000 });
    expect(requests > 0).toBe(browser.name === 'chromium');
  });

  it('shows bare addresses while the page holds a microphone, and gives it back when asked to', async () => {
    const { page, region } = await openHere(browser, { fakeMedia: true });
    await click(region, 'button', 'Allow the microphone');
    await waitForText(region, 'The page holds your microphone and records nothing');
    await click(region, 'button', 'Gather');
    await done(region);
    const [script] = await rowsOf(region);
    expect(kindsOf(script)).toContain('host');
    expect(kindsOf(script)).not.toContain('name');
    await waitForText(region, 'Local addresses stand bare in the lines');
    await screenshot(page, `who-learns-microphone-${browser.name}`);
    await click(region, 'button', 'Give the microphone back');
    await waitForText(region, 'The page has no microphone');
  });

  it('says that there is no microphone, and goes on without', async () => {
    const { region } = await openHere(browser);
    await click(region, 'button', 'Allow the microphone');
    await waitForText(region, 'This device has no microphone');
    await click(region, 'button', 'Gather');
    await done(region);
  });

  it('stops by its button, out of view and when the page is left', async () => {
    const host = await ownServerHost();
    const { page, region } = await openHere(browser, {}, [
      { urls: `stun:${host}:${await listen(host, () => undefined)}` },
    ]);
    const gather = async () => {
      await click(region, 'button', 'Gather');
      await until('open connections', async () => (await connections(page)).open > 0);
    };
    const hasStopped = () => until('closed connections', async () => (await connections(page)).open === 0);
    await gather();
    await click(region, 'button', 'Stop');
    await hasStopped();
    await waitForText(region, 'Stopped.');
    await gather();
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await hasStopped();
    await region.scrollIntoView();
    await gather();
    await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')));
    await hasStopped();
  });

  if (browser.inDetail) {
    it('says that the microphone was denied', async () => {
      const { region } = await openHere(browser, {
        // A page whose reader said no: the browser's own error, without its dialog.
        before: async (page) => {
          await page.evaluateOnNewDocument(() => {
            navigator.mediaDevices.getUserMedia = () =>
              Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
          });
        },
      });
      await click(region, 'button', 'Allow the microphone');
      await waitForText(region, 'You, or a policy, said no');
    });

    it('masks addresses wherever they stand', async () => {
      const { region } = await openHere(browser);
      await click(region, 'switch', 'Mask addresses');
      await click(region, 'button', 'Gather');
      await done(region);
      const html = await region.evaluate((element) => element.outerHTML);
      expect(html).not.toContain(await ownServerHost());
      expect(html).toContain('x.local');
    });
  }

  it('takes and refuses the lists of the exercise validate-ice-servers as its checks do', async () => {
    const { page } = await openHere(browser);
    for (const seed of [1, 2, 3]) {
      const cases = Object.values(casesOf(createChance(seeded(seed)))).flat();
      const errors = await page.evaluate(
        (lists) =>
          lists.map((list) => {
            try {
              new RTCPeerConnection({ iceServers: list }).close();
              return null;
            } catch (thrown) {
              return thrown instanceof Error ? thrown.name : String(thrown);
            }
          }),
        cases.map(({ list }) => structuredClone(list) as RTCIceServer[]),
      );
      cases.forEach(({ list, expected }, index) => {
        expect(errors[index], JSON.stringify(list)).toBe(expected?.error ?? null);
      });
    }
  });
});

describeInBrowsers('the map of who knows what', { firefox: 'full' }, (browser) => {
  it('answers to each choice, in marks and in words', async () => {
    const page = await browser.open(PATH);
    const region = await find(page, 'region', 'Who knows what of you');
    await region.scrollIntoView();
    await waitForText(region, '0 of 5 know your local address');
    const knows = (party: string, kind: string) =>
      region.$eval(`tr[data-party="${party}"] [data-knowledge="${kind}"]`, (cell) =>
        cell.textContent?.trim(),
      );
    const marks = (party: string) =>
      region.$$eval(`.card[data-party="${party}"] .filled`, (filled) =>
        filled.map((mark) => mark.textContent),
      );

    expect(await knows('script', 'name')).toContain('candidate lines');
    expect(await marks('peer')).toEqual(['.l', 'S', 'R']);
    await click(region, 'radio', 'in your network');
    await waitForText(region, '1 of 5 know your local address');
    expect(await knows('peer', 'host')).toContain('resolves the name by mDNS');
    await click(region, 'radio', 'allowed');
    await waitForText(region, '4 of 5 know your local address');
    await click(region, 'radio', 'relay only');
    await waitForText(region, '0 of 5 know your local address, 3 of 5 your public one');
    expect(await marks('peer')).toEqual(['R']);
    expect(await knows('turn', 'public')).toContain('your packets to it come from there');
    await screenshot(page, `who-knows-${browser.name}`);
  });
});

function openHere(
  browser: TestBrowser,
  options: OpenOptions = {},
  servers?: readonly RTCIceServer[],
): Promise<OpenDemo> {
  return openDemo(browser, PATH, REGION, {
    ...options,
    before: async (fresh) => {
      await options.before?.(fresh);
      await countConnections(fresh);
      if (servers) await answerSiteList(JSON.stringify(servers))(fresh);
    },
  });
}

function done(region: ElementHandle<Element>): Promise<string> {
  return waitForText(region, /Done in \d+ ms/, { timeoutMs: 20_000 });
}

function kindsOf(row: Row | undefined): string[] {
  return [...new Set(row?.addresses.map(([kind]) => kind))];
}

function rowsOf(region: ElementHandle<Element>): Promise<Row[]> {
  return region.$$eval('tr[data-party]', (rows) =>
    rows.map((row) => ({
      party: row.getAttribute('data-party') ?? '',
      addresses: [...row.querySelectorAll('[data-class]')].map(
        (address) =>
          [
            address.getAttribute('data-class') ?? '',
            address.querySelector('code')?.textContent ?? '',
          ] as const,
      ),
      time: row.querySelector('.time')?.textContent?.trim() ?? '',
    })),
  );
}

/** A server that only counts. */
async function listen(host: string, onPacket: () => void): Promise<number> {
  const socket = createSocket('udp4');
  sockets.push(socket);
  socket.on('message', onPacket);
  await new Promise<void>((resolve) => socket.bind(0, host, resolve));
  return socket.address().port;
}
