import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowsers, until } from '#tests/e2e/driver/index.ts';
import { type BlankPage, serveBlankPage } from '../support/blank-page.ts';
import { type OwnServer, startOwnServer } from '../support/own-server.ts';
import { type PagePeers, openPagePeers } from '../support/page-peers.ts';
import { type UdpSocket, openUdp } from '../support/udp.ts';

/* What chapter 13 says that browsers do, measured again; what it says of coturn is in coturn-chapter.test.ts. */

let blank: BlankPage;
beforeAll(async () => {
  blank = await serveBlankPage();
});
afterAll(() => blank.close());

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Chromium's 701 comes after 40 s: `FULL=1` waits for it. */
const isFull = process.env['FULL'] === '1';
const WATCHED_MS = isFull ? 45_000 : 15_500;

describeInBrowsers('chapter 13: a browser', { atOnce: true }, (browser) => {
  const isChromium = browser.name === 'chromium';
  let own: OwnServer;
  let silent: UdpSocket;
  let asked = 0;
  /** Seconds until each `icecandidateerror` of the silent server, with its code. */
  let errors: readonly { readonly seconds: number; readonly code: string }[];
  let direct: PagePeers;
  beforeAll(async () => {
    own = await startOwnServer();
    silent = await openUdp(own.address);
    silent.onPacket = () => asked++;
    const page = await browser.open(blank.url);
    const url = `turn:${own.address}:${silent.address.port}`;
    const mute = await openPagePeers(page, 'silent', {
      iceServers: [{ urls: [url], username: 'ada', credential: 'secret' }],
      iceTransportPolicy: 'relay',
    });
    direct = await openPagePeers(page, 'direct', {
      iceServers: await own.server.iceServers(),
      signallingMs: 500,
    });
    await wait(WATCHED_MS);
    const seen = (await mute.seen()).filter(({ peer }) => peer === 'a');
    const beganMs = seen.find(({ value }) => value === 'gathering')?.atMs ?? NaN;
    errors = seen
      .filter(({ what }) => what === 'error')
      .map(({ atMs, value }) => ({ seconds: (atMs - beganMs) / 1_000, code: value.split(' ')[0] ?? '' }));
  });
  afterAll(async () => {
    await silent.close();
    await own.server.close();
  });

  it('reports a 701 for a silent server only after 11 seconds (Firefox) or 40 (Chromium)', () => {
    expect(asked).toBeGreaterThan(3);
    if (isChromium && !isFull) {
      expect(errors).toEqual([]);
      return;
    }
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['701']));
    for (const { seconds } of errors) {
      expect(seconds).toBeGreaterThan(isChromium ? 35 : 8);
      expect(seconds).toBeLessThan(isChromium ? 45 : 15);
    }
  });

  it('with two TURN URLs and a direct call makes two allocations for each peer (Firefox), or for the caller at least (Chromium), and keeps them until it is closed', async () => {
    const pair = (await direct.pairs('a')).find(({ isSelected }) => isSelected);
    expect(pair).toBeDefined();
    expect([pair?.local, pair?.remote]).not.toContain('relay');
    const made = own.allocated();
    // Chromium's callee stops gathering once it is connected: how far it is by then depends on the machine.
    expect(made).toBeGreaterThanOrEqual(isChromium ? 2 : 4);
    expect(made).toBeLessThanOrEqual(4);
    expect(own.server.counts().allocations).toBe(made);
    for (const peer of ['a', 'b'] as const) await direct.close(peer);
    await until('none', async () => own.server.counts().allocations === 0);
  });
});
