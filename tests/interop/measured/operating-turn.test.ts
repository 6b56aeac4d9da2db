import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowsers, until } from '#tests/e2e/driver/index.ts';
import { type BlankPage, serveBlankPage } from '../support/blank-page.ts';
import { startOwnServer } from '../support/own-server.ts';
import { openPagePeers } from '../support/page-peers.ts';
import { openUdp } from '../support/udp.ts';

/* What chapter 13 says that browsers do, measured again; what it says of coturn is in coturn-chapter.test.ts. */

let blank: BlankPage;
beforeAll(async () => {
  blank = await serveBlankPage();
});
afterAll(() => blank.close());

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describeInBrowsers('chapter 13: a browser', { atOnce: true }, (browser) => {
  it('reports no error for a silent server within 15 seconds', async () => {
    const own = await startOwnServer();
    const silent = await openUdp(own.address);
    let asked = 0;
    silent.onPacket = () => asked++;
    try {
      const peers = await openPagePeers(await browser.open(blank.url), 'silent', {
        iceServers: [
          { urls: [`turn:${own.address}:${silent.address.port}`], username: 'ada', credential: 'secret' },
        ],
      });
      await until('a request', async () => asked > 0);
      await wait(15_000);
      expect((await peers.seen()).filter(({ what }) => what === 'error')).toEqual([]);
      // It did gather, and it asked again and again.
      expect(asked).toBeGreaterThan(3);
    } finally {
      await silent.close();
      await own.server.close();
    }
  });

  it('with two TURN URLs makes two allocations for each peer before a direct call is up, and keeps them', async () => {
    const { server, traces } = await startOwnServer();
    const allocated = (): number => traces.filter(({ decision }) => decision === 'allocated').length;
    try {
      const peers = await openPagePeers(await browser.open(blank.url), 'direct', {
        iceServers: await server.iceServers(),
        signallingMs: 500,
      });
      for (const peer of ['a', 'b'] as const) await peers.sight(peer, 'connectionState', 'connected');
      await until('four allocations', async () => allocated() === 4);
      await wait(3_000);
      const pair = (await peers.pairs('a')).find(({ isSelected }) => isSelected);
      expect([pair?.local, pair?.remote]).not.toContain('relay');
      expect(allocated()).toBe(4);
      const { allocations } = server.counts();
      expect(allocations).toBeGreaterThanOrEqual(browser.name === 'chromium' ? 4 : 3);
      for (const peer of ['a', 'b'] as const) await peers.close(peer);
      await until('none', async () => server.counts().allocations === 0);
    } finally {
      await server.close();
    }
  });
});
