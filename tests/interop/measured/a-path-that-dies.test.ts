import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowsers, until } from '#tests/e2e/driver/index.ts';
import { type BlankPage, serveBlankPage } from '../support/blank-page.ts';
import { startOwnServer } from '../support/own-server.ts';
import {
  type PagePeers,
  type PairStats,
  expectAllInOrder,
  messagesArrived,
  openPagePeers,
} from '../support/page-peers.ts';

/*
 * What chapter 11 says that browsers do, measured again. Its figures are of single runs, so what is held here is what a
 * reader takes from them: the order of things, and how long within a factor of about two.
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
const DISCONNECTED = { chromium: { from: 4, to: 16 }, firefox: { from: 4, to: 20 } } as const;
const FAILED = { chromium: { from: 12, to: 30 }, firefox: { from: 22, to: 45 } } as const;

describeInBrowsers('chapter 11: a path', { atOnce: true }, (browser) => {
  /** Goes on while another path dies, since both take long. */
  let asked: Promise<[PromiseSettledResult<Asked>]>;
  beforeAll(async () => {
    asked = Promise.allSettled([countAsked(await browser.open(blank.url))]);
  });

  it('whose end is closed, or whose relay stops dead: disconnected first, failed long after; a restart then brings the path back, and in Chromium the channel', async () => {
    const page = await browser.open(blank.url);
    const [relay, spare] = [await startOwnServer(), await startOwnServer()];
    try {
      const cut = await openPagePeers(page, 'cut', {
        iceServers: await relay.server.iceServers(),
        iceTransportPolicy: 'relay',
        messageEveryMs: 200,
      });
      const closed = await openPagePeers(page, 'closed');
      await bothOpen(cut, closed);

      const [closedAtMs] = await Promise.all([closed.close('b'), relay.server.close()]);
      const cutAtMs = await page.evaluate(() => performance.now());
      const channelAtMs = await closed.sight('a', 'channel', 'closed', { timeoutMs: 5_000 });
      expect(channelAtMs - closedAtMs).toBeLessThan(3_000);
      for (const [peers, sinceMs] of [
        [closed, closedAtMs],
        [cut, cutAtMs],
      ] as const) {
        const seconds = async (state: string): Promise<number> =>
          ((await peers.sight('a', 'connectionState', state, { timeoutMs: 45_000 })) - sinceMs) / 1_000;
        expectWithin(await seconds('disconnected'), DISCONNECTED[browser.name]);
        expectWithin(await seconds('failed'), FAILED[browser.name]);
      }

      const failedAtMs = await cut.sight('a', 'connectionState', 'failed');
      await cut.restart(await spare.server.iceServers());
      await cut.sight('a', 'connectionState', 'connected', { afterMs: failedAtMs });
      if (browser.name === 'firefox') {
        expect(Math.abs((await cut.sight('a', 'channel', 'closed')) - failedAtMs)).toBeLessThan(3_000);
        return;
      }
      // What was sent while nothing got through arrives as well.
      await messagesArrived(cut, (await cut.messages()).sent + 5);
      await expectAllInOrder(cut);
      expect(
        (await cut.seen()).filter(({ what, value }) => what === 'channel' && value === 'closed'),
      ).toEqual([]);
    } finally {
      await spare.server.close();
    }
  }, 90_000);

  it('that is well is asked about once in two and a half seconds by Chromium, and answers Firefox once in five; without answers Chromium asks many times a second', async () => {
    const [result] = await asked;
    if (result?.status !== 'fulfilled') throw new Error('not measured', { cause: result?.reason });
    const { requests, answers, silentPerSecond, silentAnswers } = result.value;
    if (browser.name === 'firefox') {
      expectWithin(answers, { from: 1, to: 3 });
      return;
    }
    // The RFC's least of 4 s would make two or three.
    expectWithin(requests, { from: 4, to: 6 });
    expect(answers).toBeGreaterThanOrEqual(requests - 1);
    // 8 as a rule; CI's machine showed 15.7. With answers it was one in 2.5 s.
    expectWithin(silentPerSecond, { from: 5, to: 22 });
    expect(silentAnswers).toBe(0);
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
      await messagesArrived(peers, 30);
      const [before, allocated] = [await peers.description('a'), relay.allocated()];
      await peers.restart();
      await until('another relay', async () => relay.allocated() > allocated);
      const { sent } = await peers.messages();
      await messagesArrived(peers, sent + 60);
      const after = await peers.description('a');
      for (const name of ['ufrag', 'pwd']) expect(iceLine(after, name)).not.toBe(iceLine(before, name));
      await expectAllInOrder(peers);
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

/** How often A's browser asked on a path. */
interface Asked {
  /** In eleven seconds, with B there and well. */
  readonly requests: number;
  readonly answers: number;
  /** With B closed. */
  readonly silentPerSecond: number;
  readonly silentAnswers: number;
}

async function countAsked(page: Page): Promise<Asked> {
  const peers = await openPagePeers(page, 'asked');
  await bothOpen(peers);
  const watch = async (ms: number) => {
    const [before, startMs] = [await selected(peers), performance.now()];
    await wait(ms);
    const [after, seconds] = [await selected(peers), (performance.now() - startMs) / 1_000];
    expect(after.id).toBe(before.id);
    return {
      requests: (after.requestsSent ?? 0) - (before.requestsSent ?? 0),
      answers: (after.responsesReceived ?? 0) - (before.responsesReceived ?? 0),
      seconds,
    };
  };
  // The first checks belong to finding the path.
  await wait(4_000);
  const { requests, answers } = await watch(11_000);
  await peers.close('b');
  // It takes a while to notice.
  await wait(3_000);
  const silent = await watch(3_000);
  return {
    requests,
    answers,
    silentPerSecond: silent.requests / silent.seconds,
    silentAnswers: silent.answers,
  };
}

async function bothOpen(...all: readonly PagePeers[]): Promise<void> {
  await Promise.all(all.map((peers) => peers.sight('a', 'channel', 'open')));
}

async function selected(peers: PagePeers): Promise<PairStats> {
  const pair = (await peers.pairs('a')).find(({ isSelected }) => isSelected);
  if (!pair) throw new Error('no pair is selected');
  return pair;
}

function iceLine(sdp: string, name: string): string | undefined {
  return new RegExp(`^a=ice-${name}:(.*?)\\r?$`, 'm').exec(sdp)?.[1];
}
