import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowsers, until } from '#tests/e2e/driver/index.ts';
import { type BlankPage, serveBlankPage } from '../support/blank-page.ts';
import { ownAddresses } from '../support/own-address.ts';
import { type PagePeers, openPagePeers } from '../support/page-peers.ts';

/* What chapter 10 says that browsers do, measured again: two peers of one page, without any server. */

let blank: BlankPage;
beforeAll(async () => {
  blank = await serveBlankPage();
});
afterAll(() => blank.close());

const isDualStack = new Set(ownAddresses().map((address) => address.includes(':'))).size === 2;

describeInBrowsers('chapter 10: roles and nomination', { atOnce: true }, (browser) => {
  it('the transport’s statistics say who controls; RTCIceTransport.role says the same in Firefox, and null in Chromium', async () => {
    const page = await browser.open(blank.url);
    const peers = await openPagePeers(page, 'roles');
    await connected(peers);
    const roles = await page.evaluate(async () => {
      const found: { role: string | null | undefined; iceRole: string | undefined }[] = [];
      for (const connection of [window.pagePeers?.['roles']?.a, window.pagePeers?.['roles']?.b]) {
        const reports = [...((await connection?.getStats()) ?? new Map()).values()];
        found.push({
          role: (connection?.sctp?.transport.iceTransport as { role?: string | null } | undefined)?.role,
          iceRole: reports.find(({ type }) => type === 'transport')?.iceRole,
        });
      }
      return found;
    });
    const said = ['controlling', 'controlled'];
    expect(roles.map(({ iceRole }) => iceRole)).toEqual(said);
    expect(roles.map(({ role }) => role)).toEqual(browser.name === 'firefox' ? said : [null, null]);
  });

  it('both write a=ice-options:trickle, without ice2', async () => {
    const peers = await openPagePeers(await browser.open(blank.url), 'options');
    await connected(peers);
    for (const peer of ['a', 'b'] as const) {
      const options = [...(await peers.description(peer)).matchAll(/^a=ice-options:(.*?)\r?$/gm)];
      expect(options.map(([, words]) => words)).toEqual(['trickle']);
    }
  });

  // Which check is first decides how many there are: so several calls, one after the other.
  if (isDualStack)
    it('two Chromiums with IPv4 and IPv6 have two nominated pairs on both sides, of which one carries the data; Firefox lists one as a rule', async () => {
      const page = await browser.open(blank.url);
      const counts: number[] = [];
      for (let call = 0; call < 5; call += 1) {
        const peers = await openPagePeers(page, `call ${call}`, { messageEveryMs: 10 });
        await connected(peers);
        await messagesArrived(peers, 20);
        const before = await peers.pairs('a');
        await messagesArrived(peers, 60);
        const nominated = async (peer: 'a' | 'b') =>
          (await peers.pairs(peer)).filter((pair) => pair.nominated).length;
        counts.push(Math.min(await nominated('a'), await nominated('b')));
        const grown = (await peers.pairs('a')).filter(
          ({ id, bytesSent }) => bytesSent - (before.find((pair) => pair.id === id)?.bytesSent ?? 0) > 500,
        );
        expect(grown.map(({ isSelected, nominated: flag }) => [isSelected, flag])).toEqual([[true, true]]);
        for (const peer of ['a', 'b'] as const) await peers.close(peer);
      }
      if (browser.name === 'chromium') expect(Math.max(...counts), `${counts}`).toBe(2);
      else expect(counts.filter((count) => count === 1).length, `${counts}`).toBeGreaterThanOrEqual(3);
    });
});

async function connected(peers: PagePeers): Promise<void> {
  await peers.sight('a', 'connectionState', 'connected');
  await peers.sight('b', 'connectionState', 'connected');
}

async function messagesArrived(peers: PagePeers, count: number): Promise<void> {
  await until(`${count} messages`, async () => (await peers.messages()).arrived.length >= count);
}
