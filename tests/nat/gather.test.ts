import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from 'puppeteer-core';
import { endChild, startChild } from '../../scripts/lib/children.mjs';
import { click, describeInBrowsers, waitForText } from '../e2e/driver/index.ts';

/** The network that scripts/lib/namespace.mjs made; these tests and their browsers run in its home. */
const { NAT_OUTSIDE, NAT_INTERNET_HOST, NAT_INTERNET_NAMESPACE } = process.env;
const SERVER_PORT = '3478';

let server: ReturnType<typeof startChild>;
let iceServers: string;

beforeAll(async () => {
  if (!NAT_INTERNET_NAMESPACE)
    throw new Error('There is no network with a NAT: run `npm run test:nat` as root');
  const serve = [process.execPath, 'src/ice-server/cli.ts', '--port', SERVER_PORT, '--host', '--json'];
  server = startChild('ip', ['netns', 'exec', NAT_INTERNET_NAMESPACE, ...serve], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!server.stdout) throw new Error('The server says nothing');
  for await (const line of createInterface(server.stdout)) {
    iceServers = line;
    break;
  }
});

afterAll(() => endChild(server));

describeInBrowsers('gathering at home, behind a NAT', (browser) => {
  it('finds the address that the NAT gave as server-reflexive, and the server’s as relayed', async () => {
    const page = await browser.open('/tools/gather/', { before: useInternetServer });
    await click(page, 'button', 'Gather');
    await waitForText(page, /Done in \d+ ms/, { timeoutMs: 40_000 });
    const rows = await page.$$eval('tr[data-type]', (list) =>
      list.map((row) => ({ type: row.getAttribute('data-type'), text: row.textContent })),
    );
    const textsOf = (type: string) => rows.filter((row) => row.type === type).map(({ text }) => text);
    expect(textsOf('host').join()).not.toContain(NAT_OUTSIDE);
    expect(textsOf('srflx').length).toBeGreaterThan(0);
    for (const text of textsOf('srflx')) expect(text).toContain(NAT_OUTSIDE);
    expect(textsOf('relay').length).toBeGreaterThan(0);
    for (const text of textsOf('relay')) expect(text).toContain(NAT_INTERNET_HOST);
  });
});

/** Answers `/ice-servers.json` as a host would whose servers are out on the internet. */
async function useInternetServer(page: Page): Promise<void> {
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const isList = new URL(request.url()).pathname === '/ice-servers.json';
    void (isList
      ? request.respond({ contentType: 'application/json', body: iceServers })
      : request.continue());
  });
}
