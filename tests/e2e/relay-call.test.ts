import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import {
  answerSiteList,
  axeViolations,
  click,
  connections,
  countConnections,
  describeInBrowsers,
  find,
  findAll,
  openDemo,
  ownServerHost,
  problemsOf,
  screenshot,
  textOf,
  until,
  waitForText,
  withoutWebRtc,
} from './driver/index.ts';
import type { OpenOptions, TestBrowser } from './driver/index.ts';

const PATH = '/learn/turn/';
const REGION = 'A call through the relay';
/** What the region says of a call that stands: in its status line, and below its table. */
const CONNECTED = /Connected through the relay\..* [1-9]\d* messages arrived/;

describeInBrowsers('a call through the relay', (browser) => {
  it('has a relayed candidate in use on both sides, and its bytes grow', async () => {
    const page = await openCall(browser);
    await press(page, 'Call through the relay');
    await waitForText(await region(page), CONNECTED);
    const first = await rowsOf(page);
    expect(first.map(({ peer }) => peer)).toEqual(['A', 'B']);
    const host = await ownServerHost();
    for (const { local, remote } of first) {
      expect(local).toMatch(/^relay /);
      // The other's relayed address, known by its candidate or, a moment earlier, by its check.
      expect(remote).toMatch(/^(?:relay|prflx) /);
      expect(local).toContain(`${host}:`);
    }
    // With the choice between UDP and TCP, the priorities decide for UDP.
    expect(first.map(({ leg }) => leg)).toEqual(['UDP', 'UDP']);
    await until('growing bytes', async () => {
      const now = await rowsOf(page);
      return now.every(({ sent, received }, i) => {
        const before = first[i];
        return before !== undefined && sent > before.sent && received > before.received;
      });
    });
    expect(problemsOf(page)).toEqual([]);
    expect(await axeViolations(page)).toEqual([]);
    await screenshot(page, `relay-call-${browser.name}`);
  });

  it('says how the browser reaches its server, and that the candidate is UDP in either case', async () => {
    const page = await openCall(browser);
    for (const [choice, leg] of [
      ['UDP', 'UDP'],
      ['TCP or TLS', 'TCP'],
    ] as const) {
      await click(await region(page), 'radio', choice);
      await press(page, 'Call through the relay');
      await waitForText(await region(page), CONNECTED);
      // Measured: both Chromium 156 and Firefox 153 ESR have relayProtocol in their statistics.
      const rows = await rowsOf(page);
      expect(rows.map((row) => row.leg)).toEqual([leg, leg]);
      // The chapter asks to compare the two columns.
      for (const { local } of rows) expect(local).toMatch(/:\d+ udp$/);
      if (leg === 'TCP') await waitForText(await region(page), 'The relayed candidates are UDP all the same');
      await press(page, 'Hang up');
      await waitForText(await region(page), 'Hung up.');
    }
  });

  it('explains a wrong password, and works again with the right one', async () => {
    const page = await openCall(browser, { before: countConnections });
    await click(await region(page), 'radio', 'wrong');
    await press(page, 'Call through the relay');
    await waitForText(await region(page), 'with a wrong password there is no relay candidate');
    const [item] = await errorsOf(page);
    expect(item).toContain('Code 401');
    expect(item).toContain('it was wrong on purpose');
    expect((await connections(page)).open).toBe(0);
    await screenshot(page, `relay-call-401-${browser.name}`);

    await click(await region(page), 'radio', 'as configured');
    await press(page, 'Call through the relay');
    await waitForText(await region(page), CONNECTED);
    expect(await errorsOf(page)).toEqual([]);
  });

  it('goes on when its credentials expire, and explains the 401 of the next call with them', async () => {
    const page = await openCall(browser);
    await press(page, 'Call through the relay');
    await waitForText(await region(page), CONNECTED);
    await press(page, 'Expire the credentials');
    await waitForText(
      await region(page),
      'Still connected, with credentials that the server no longer accepts',
    );
    const before = await rowsOf(page);
    await until('bytes that still grow', async () => {
      const now = await rowsOf(page);
      return now.every(({ received }, i) => received > (before[i]?.received ?? Infinity));
    });
    await screenshot(page, `relay-call-expired-${browser.name}`);

    await press(page, 'Hang up');
    await press(page, 'Call with the old credentials');
    await waitForText(await region(page), 'with expired credentials there is no relay candidate');
    const [item] = await errorsOf(page);
    expect(item).toContain('Code 401');
    expect(item).toContain('The server no longer knows these credentials');

    // A new call fetches new ones.
    await press(page, 'Call through the relay');
    await waitForText(await region(page), CONNECTED);
  });

  it('notices that the relay is paused, and recovers when it goes on', async () => {
    const page = await openCall(browser);
    await press(page, 'Call through the relay');
    await waitForText(await region(page), CONNECTED);
    await press(page, 'Pause the relay');
    await waitForText(await region(page), 'Disconnected: no answer comes through the relay');
    await press(page, 'Pause the relay');
    await waitForText(await region(page), CONNECTED);
  });

  it('closes everything: by Hang up, by leaving the view, by leaving the page', async () => {
    const page = await openCall(browser, { before: countConnections });
    const callAndWait = async (): Promise<void> => {
      await press(page, 'Call through the relay');
      await waitForText(await region(page), CONNECTED);
      expect((await connections(page)).open).toBe(2);
    };
    await callAndWait();
    await press(page, 'Hang up');
    await waitForText(await region(page), 'Hung up.');
    expect((await connections(page)).open).toBe(0);

    await callAndWait();
    await page.evaluate(() => document.querySelector('footer')?.scrollIntoView());
    await until('no open connection', async () => (await connections(page)).open === 0);
    await (await region(page)).scrollIntoView();
    await waitForText(await region(page), 'Ended, because the call was out of view');

    await callAndWait();
    await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')));
    await until('no open connection', async () => (await connections(page)).open === 0);
  });

  if (browser.inDetail) {
    it('shows no address while addresses are masked', async () => {
      const page = await openCall(browser);
      await click(await region(page), 'switch', 'Mask addresses');
      await press(page, 'Call through the relay');
      await waitForText(await region(page), CONNECTED);
      await press(page, 'Hang up');
      await click(await region(page), 'radio', 'wrong');
      const html = (): Promise<string> =>
        page.$eval(`section[aria-label="${REGION}"]`, (section) => section.outerHTML);
      const host = await ownServerHost();
      expect(await html()).not.toContain(host);
      expect(await html()).toMatch(/\d+(?:\.\d+)?\.x\.x(?:\.x)?:\d+/);
      await press(page, 'Call through the relay');
      await waitForText(await region(page), 'wrong on purpose');
      expect(await html()).not.toContain(host);
    });

    it('says how to get a TURN server where none is configured, and offers nothing to expire', async () => {
      const page = await openCall(browser, { before: answerSiteList('[{"urls":"stun:stun.example.org"}]') });
      await press(page, 'Call through the relay');
      await waitForText(await region(page), 'No TURN server is configured');
      await find(await region(page), 'link', 'Settings → ICE servers');
      expect(await findAll(await region(page), 'button', 'Expire the credentials')).toEqual([]);
    });

    it('says nothing of a control that a static host does not have', async () => {
      const page = await openCall(browser, { before: hideControl });
      await press(page, 'Call through the relay');
      await waitForText(await region(page), CONNECTED);
      expect(await findAll(await region(page), 'button', 'Expire the credentials')).toEqual([]);
      expect(await findAll(await region(page), 'button', 'Pause the relay')).toEqual([]);
      expect(problemsOf(page)).toEqual([]);
    });

    it('says that a browser without WebRTC can’t make a call', async () => {
      const page = await browser.open(PATH, { before: withoutWebRtc });
      await (await region(page)).scrollIntoView();
      await waitForText(await region(page), 'This browser has no WebRTC');
    });
  }
});

interface Row {
  readonly peer: string;
  readonly local: string;
  readonly remote: string;
  readonly leg: string;
  readonly sent: number;
  readonly received: number;
}

async function openCall(browser: TestBrowser, options?: OpenOptions): Promise<Page> {
  return (await openDemo(browser, PATH, REGION, options)).page;
}

function region(page: Page) {
  return find(page, 'region', REGION);
}

async function press(page: Page, name: string): Promise<void> {
  await click(await region(page), 'button', name);
}

async function rowsOf(page: Page): Promise<Row[]> {
  const cells = await page.$$eval('tr[data-peer]', (rows) =>
    rows.map((row) =>
      [...row.children].map((cell) => (cell as HTMLElement).innerText.replace(/\s+/g, ' ').trim()),
    ),
  );
  const number = (text = ''): number => Number(text.replaceAll(',', ''));
  return cells.map(([peer = '', local = '', remote = '', leg = '', sent, received]) => ({
    peer,
    local,
    remote,
    leg,
    sent: number(sent),
    received: number(received),
  }));
}

async function errorsOf(page: Page): Promise<string[]> {
  const [list] = await findAll(await region(page), 'list', 'Errors');
  if (!list) return [];
  return Promise.all((await list.$$('li')).map((item) => textOf(item)));
}

/** Takes from the list the header by which the embedded server names its control. */
async function hideControl(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    const real = window.fetch;
    window.fetch = async (input, init) => {
      const response = await real(input, init);
      return init?.method === 'HEAD' ? new Response(null, { status: response.status }) : response;
    };
  });
}
