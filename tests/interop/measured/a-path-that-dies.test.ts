import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowsers, until } from '#tests/e2e/driver/index.ts';
import { type BlankPage, serveBlankPage } from '../support/blank-page.ts';
import { startOwnServer } from '../support/own-server.ts';
import { type PagePeers, type PairStats, openPagePeers } from '../support/page-peers.ts';

/*
 * What chapter 11 says that browsers do, measured again. Its figures are of single runs, so what is held here is what a
 * reader takes from them: the order of things, and how long within a factor of about one and a half.
 */

let blank: BlankPage;
beforeAll(async () => {
  blank = await serveBlankPage();
});
afterAll(() => blank.close());

/** From when to when after the path has died, in seconds. */
interface Range {
  readonly from: number;
  readonly to: number;
}
const DISCONNECTED = { chromium: { from: 4, to: 11 }, firefox: { from: 4, to: 15 } } as const;
const FAILED = { chromium: { from: 12, to: 23 }, firefox: { from: 22, to: 38 } } as const;

describeInBrowsers('chapter 11: a path', { atOnce: true }, (browser) => {
  it('whose end is closed, or whose relay stops dead: first disconnected, long after it failed; the closed channel says so at once', async () => {
    const page = await browser.open(blank.url);
    const relay = await startOwnServer();
    const relayed = await openPagePeers(page, 'relayed', {
      iceServers: await relay.server.iceServers(),
      iceTransportPolicy: 'relay',
    });
    const closed = await openPagePeers(page, 'closed');
    await bothOpen(relayed, closed);

    const [closedAtMs] = await Promise.all([closed.close('b'), relay.server.close()]);
    // Whichever of the two came first, the other is a moment later.
    const cutAtMs = await page.evaluate(() => performance.now());

    const channelAtMs = await closed.sight('a', 'channel', 'closed', { timeoutMs: 5_000 });
    expect(channelAtMs - closedAtMs).toBeLessThan(1_000);
    for (const [peers, sinceMs] of [
      [closed, closedAtMs],
      [relayed, cutAtMs],
    ] as const) {
      const seconds = async (state: string): Promise<number> =>
        ((await peers.sight('a', 'connectionState', state, { timeoutMs: 45_000 })) - sinceMs) / 1_000;
      expectWithin(await seconds('disconnected'), DISCONNECTED[browser.name]);
      expectWithin(await seconds('failed'), FAILED[browser.name]);
    }
    // When a network is gone, there is no goodbye: the channel is none the wiser.
    expect((await relayed.seen()).filter(({ what, value }) => what === 'channel' && value === 'closed')).toEqual(
      [],
    );
  }, 90_000);

  it('that is well is asked about every two seconds or less by Chromium, and answers Firefox about every five; without answers Chromium asks far more often', async () => {
    const page = await browser.open(blank.url);
    const peers = await openPagePeers(page, 'asked');
    await bothOpen(peers);
    // The first checks belong to finding the path.
    await wait(2_000);
    const before = await selected(peers);
    await wait(11_000);
    const after = await selected(peers);
    expect(after.id).toBe(before.id);
    const answers = (after.responsesReceived ?? 0) - (before.responsesReceived ?? 0);
    if (browser.name === 'firefox') {
      expectWithin(answers, { from: 2, to: 3 });
      return;
    }
    const requests = (after.requestsSent ?? 0) - (before.requestsSent ?? 0);
    expectWithin(requests, { from: 5, to: 9 });
    expect(answers).toBeGreaterThanOrEqual(requests - 1);
    await peers.close('b');
    await wait(4_000);
    const alone = await selected(peers);
    expect((alone.requestsSent ?? 0) - (after.requestsSent ?? 0)).toBeGreaterThan(2 * requests);
  });

  it('that is restarted loses no message: another ufrag and another password, one every 50 ms over a relay', async () => {
    const page = await browser.open(blank.url);
    const relay = await startOwnServer();
    try {
      const peers = await openPagePeers(page, 'restarted', {
        iceServers: await relay.server.iceServers(),
        iceTransportPolicy: 'relay',
        messageEveryMs: 50,
      });
      await arrived(peers, 30);
      const [before, allocated] = [await peers.description('a'), allocations(relay.traces)];
      await peers.restart();
      await until('another relay', async () => allocations(relay.traces) > allocated);
      const { sent } = await peers.messages();
      await arrived(peers, sent + 60);
      const after = await peers.description('a');
      for (const name of ['ufrag', 'pwd']) expect(iceLine(after, name)).not.toBe(iceLine(before, name));
      await peers.stopSending();
      const all = await until('the last message', async () => {
        const messages = await peers.messages();
        return messages.arrived.length === messages.sent && messages;
      });
      expect(all.arrived).toEqual(Array.from({ length: all.sent }, (_, index) => index));
      expect((await peers.seen()).filter(({ value }) => value === 'disconnected')).toEqual([]);
    } finally {
      await relay.server.close();
    }
  });
});

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function expectWithin(value: number, { from, to }: Range): void {
  expect(value).toBeGreaterThanOrEqual(from);
  expect(value).toBeLessThanOrEqual(to);
}

async function bothOpen(...all: readonly PagePeers[]): Promise<void> {
  await Promise.all(all.map((peers) => peers.sight('a', 'channel', 'open')));
}

async function selected(peers: PagePeers): Promise<PairStats> {
  const pair = (await peers.pairs('a')).find(({ isSelected }) => isSelected);
  if (!pair) throw new Error('no pair is selected');
  return pair;
}

function arrived(peers: PagePeers, count: number): Promise<true> {
  return until(`${count} messages`, async () => (await peers.messages()).arrived.length >= count);
}

function iceLine(sdp: string, name: string): string | undefined {
  return new RegExp(`^a=ice-${name}:(.*?)\\r?$`, 'm').exec(sdp)?.[1];
}

const allocations = (traces: readonly { readonly decision: string }[]): number =>
  traces.filter(({ decision }) => decision === 'allocated').length;
