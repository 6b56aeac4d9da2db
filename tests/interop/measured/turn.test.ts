import { createHmac } from 'node:crypto';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { describeInBrowsers, until } from '#tests/e2e/driver/index.ts';
import type { IceServerEntry, IceServerOptions } from '#src/ice-server/ice-server.ts';
import { METHOD, errorReason, findAttribute } from '#src/protocol/stun/index.ts';
import { type BlankPage, serveBlankPage } from '../support/blank-page.ts';
import { startCoturn } from '../support/coturn.ts';
import { type OwnServer, startOwnServer } from '../support/own-server.ts';
import {
  type PagePeers,
  type PeersOptions,
  expectAllInOrder,
  messagesArrived,
  openPagePeers,
} from '../support/page-peers.ts';
import { isMissing } from '../support/programs.ts';
import { type StunTap, tapServer } from '../support/stun-tap.ts';
import { openTurnClient } from '../support/turn-client-socket.ts';

/* What chapter 12 says that browsers do with a TURN server, and coturn with old credentials, measured again. */

let blank: BlankPage;
beforeAll(async () => {
  blank = await serveBlankPage();
});
afterAll(() => blank.close());

/** Our server, and before it what counts the messages of its clients. */
interface Tapped {
  readonly own: OwnServer;
  readonly tap: StunTap;
  /** For a page, which reaches it by UDP and through the tap. */
  entry(): Promise<IceServerEntry>;
  close(): Promise<void>;
}

async function startTapped(options: Partial<IceServerOptions> = {}): Promise<Tapped> {
  const own = await startOwnServer(options);
  const tap = await tapServer(own.address, own.port);
  return {
    own,
    tap,
    async entry() {
      const [, turn] = await own.server.iceServers();
      return { ...turn, urls: [`turn:${own.address}:${tap.port}?transport=udp`] };
    },
    async close() {
      await tap.close();
      await own.server.close();
    },
  };
}

describeInBrowsers('chapter 12: a browser and its TURN server', { atOnce: true }, (browser) => {
  const isChromium = browser.name === 'chromium';
  const started: Tapped[] = [];
  afterEach(async () => {
    for (const one of started.splice(0)) await one.close();
  });
  async function start(options?: Partial<IceServerOptions>): Promise<Tapped> {
    const one = await startTapped(options);
    started.push(one);
    return one;
  }
  async function call(page: Page, { entry }: Tapped, options: PeersOptions = {}): Promise<PagePeers> {
    return openPagePeers(page, 'call', {
      iceServers: [await entry()],
      iceTransportPolicy: 'relay',
      ...options,
    });
  }

  it('asks for 600 s by naming no lifetime (Chromium) or for 3,600 (Firefox), for UDP to the peer, and gives back with 0', async () => {
    const tapped = await start();
    const peers = await call(await browser.open(blank.url), tapped);
    await peers.sight('a', 'channel', 'open');
    const asked = tapped.tap.requests('Allocate');
    expect(asked.length).toBeGreaterThanOrEqual(4);
    for (const { stun } of asked) {
      if (!stun) continue;
      expect(findAttribute(stun, 'LIFETIME')?.lifetimeSeconds).toBe(isChromium ? undefined : 3_600);
      expect(findAttribute(stun, 'REQUESTED-TRANSPORT')?.protocol).toBe(17);
    }
    expect(tapped.own.server.counts().allocations).toBe(2);
    for (const peer of ['a', 'b'] as const) await peers.close(peer);
    await until('no allocation', async () => tapped.own.server.counts().allocations === 0);
    const last = tapped.tap
      .requests('Refresh')
      .map(({ stun }) => stun && findAttribute(stun, 'LIFETIME')?.lifetimeSeconds);
    expect(new Set(last)).toEqual(new Set([0]));
  });

  it('binds a channel soon after it is connected (Chromium), or none, and sends all in indications (Firefox)', async () => {
    const tapped = await start();
    const { tap } = tapped;
    const page = await browser.open(blank.url);
    const peers = await call(page, tapped, { messageEveryMs: 20 });
    const connectedAtMs = await peers.sight('a', 'connectionState', 'connected');
    await messagesArrived(peers, 150);
    const channelData = tap.passed.filter(({ isChannelData }) => isChannelData).length;
    const indications = tap.passed.filter(
      ({ from, stun }) => from === 'client' && stun?.class === 'indication' && stun.method === METHOD.Send,
    ).length;
    const binds = tap.requests('ChannelBind');
    if (isChromium) {
      // The page's clock and ours began at different times of the same day.
      const pageBeganMs = (await page.evaluate(() => performance.timeOrigin)) - performance.timeOrigin;
      const lateMs = binds.map(({ atMs }) => atMs - (pageBeganMs + connectedAtMs));
      expect(lateMs.length).toBeGreaterThan(0);
      expect(Math.min(...lateMs)).toBeLessThan(5_000);
      expect(channelData).toBeGreaterThan(indications);
    } else {
      expect(binds).toEqual([]);
      expect(channelData).toBe(0);
      expect(indications).toBeGreaterThan(150);
    }
  });

  it('repeats what was refused with 438 at once, and no event tells of it', async () => {
    const tapped = await start({ nonceLifetimeMs: 1_000 });
    const { tap } = tapped;
    // The answer is on its way while the nonce grows old that A has got with its allocation.
    const peers = await call(await browser.open(blank.url), tapped, { signallingMs: 1_500 });
    await peers.sight('a', 'channel', 'open');
    const refused = tap.errors(438);
    expect(refused.length).toBeGreaterThan(0);
    for (const { client, stun, atMs } of refused) {
      const again = tap.passed.find(
        (one) =>
          one.client === client &&
          one.from === 'client' &&
          one.stun?.class === 'request' &&
          one.stun.method === stun?.method &&
          one.atMs >= atMs,
      );
      expect((again?.atMs ?? NaN) - atMs).toBeLessThan(2_000);
    }
    const seen = await peers.seen();
    expect(seen.filter(({ what }) => what === 'error')).toEqual([]);
    expect(seen.filter(({ value }) => value === 'disconnected' || value === 'failed')).toEqual([]);
  });

  it('hands out 486 as it came, and 508 as 508 (Chromium) or 65535 (Firefox), without the server’s words', async () => {
    const page = await browser.open(blank.url);
    const codes: Record<number, string[]> = {};
    for (const [code, limits] of [
      [486, { allocationsPerUser: 0 }],
      [508, { allocations: 0 }],
    ] as const) {
      const tapped = await start({ limits });
      const peers = await openPagePeers(page, `${code}`, {
        iceServers: [await tapped.entry()],
        iceTransportPolicy: 'relay',
      });
      const errors = await until(`the event of ${code}`, async () => {
        const found = (await peers.seen()).filter(({ peer, what }) => peer === 'a' && what === 'error');
        return found.length > 0 && found.map(({ value }) => value);
      });
      codes[code] = errors.map((value) => value.split(' ')[0] ?? '');
      for (const value of errors) expect(value).not.toContain(errorReason(code));
      for (const peer of ['a', 'b'] as const) await peers.close(peer);
    }
    expect(new Set(codes[486])).toEqual(new Set(['486']));
    expect(new Set(codes[508])).toEqual(new Set([isChromium ? '508' : '65535']));
  });

  it('restarts with new credentials after the old have ended, and loses no message', async () => {
    const tapped = await start();
    const peers = await call(await browser.open(blank.url), tapped, { messageEveryMs: 50 });
    await messagesArrived(peers, 10);
    tapped.own.server.expireCredentials();
    await peers.restart([await tapped.entry()]);
    await until('another relay', async () => tapped.own.allocated() >= 4);
    await messagesArrived(peers, (await peers.messages()).sent + 40);
    await expectAllInOrder(peers);
    const values = (await peers.seen()).map(({ value }) => value);
    expect(values).not.toContain('disconnected');
    expect(values).not.toContain('failed');
  });

  it('goes on after a restart with old credentials, which gives a 401; the next one, with new ones, ends the call in Firefox', async () => {
    const tapped = await start();
    const peers = await call(await browser.open(blank.url), tapped, { messageEveryMs: 50 });
    await messagesArrived(peers, 10);
    tapped.own.server.expireCredentials();
    await peers.restart();
    await until('a 401', async () => (await errorsOf(peers)).includes('401'));
    await messagesArrived(peers, (await peers.messages()).sent + 60);
    const states = async (): Promise<string[]> =>
      (await peers.seen()).flatMap(({ what, value }) => (what === 'connectionState' ? [value] : []));
    expect(new Set(await states())).toEqual(new Set(['connecting', 'connected']));

    await peers.restart([await tapped.entry()]);
    if (isChromium) {
      await until('another relay', async () => tapped.own.allocated() >= 4);
      await messagesArrived(peers, (await peers.messages()).sent + 40);
      await expectAllInOrder(peers);
      expect(new Set(await states())).toEqual(new Set(['connecting', 'connected']));
    } else {
      await peers.sight('a', 'connectionState', 'failed');
      await peers.sight('a', 'channel', 'closed');
    }
  });

  if (process.env['FULL'] === '1')
    it('renews what would end, and fails at the first renewal that its old credentials don’t reach', async () => {
      const page = await browser.open(blank.url);
      const [lasting, expired, renewed] = [await start(), await start(), await start()];
      const open = async (name: string, tapped: Tapped): Promise<PagePeers> => {
        const peers = await openPagePeers(page, name, {
          iceServers: [await tapped.entry()],
          iceTransportPolicy: 'relay',
          messageEveryMs: 1_000,
        });
        await peers.sight('a', 'channel', 'open');
        return peers;
      };
      const beganMs = performance.now();
      const calls = {
        lasting: await open('lasting', lasting),
        expired: await open('expired', expired),
        renewed: await open('renewed', renewed),
      };
      await wait(20_000);
      for (const { own } of [expired, renewed]) own.server.expireCredentials();
      await wait(100_000);
      await calls.renewed.restart([await renewed.entry()]);

      const failedAt = await calls.expired.sight('a', 'connectionState', 'failed', { timeoutMs: 240_000 });
      const errors = (await calls.expired.seen()).filter(({ what }) => what === 'error');
      expect(errors).toEqual([]);
      const openedAt = await calls.expired.sight('a', 'channel', 'open');
      const permission = isChromium ? 240 : 290;
      expect(Math.abs((failedAt - openedAt) / 1_000 - permission)).toBeLessThan(20);
      expect(expired.own.refusals().filter((why) => why.startsWith('401'))).not.toEqual([]);

      await wait(Math.max(0, beganMs + 610_000 - performance.now()));
      const states = (await calls.renewed.seen()).map(({ value }) => value);
      expect(states).not.toContain('failed');
      const messages = await calls.renewed.messages();
      expect(messages.arrived.slice(0, -2)).toEqual(
        messages.arrived.slice(0, -2).map((_number, index) => index),
      );
      expect(messages.arrived.length).toBeGreaterThan(messages.sent - 3);

      /** Seconds since this client's first request of the method. */
      const times = (method: 'Refresh' | 'CreatePermission' | 'ChannelBind'): number[][] =>
        [...new Set(lasting.tap.passed.map(({ client }) => client))].flatMap((client) => {
          const all = lasting.tap.requests(method, client).map(({ atMs }) => (atMs - beganMs) / 1_000);
          return all.length > 0 ? [all] : [];
        });
      const renewals = (method: 'CreatePermission' | 'ChannelBind'): number[][] =>
        times(method).map((all) => all.filter((at) => at > 60));
      if (isChromium) {
        expect(near(times('Refresh'), [540])).toBe(true);
        expect(near(renewals('CreatePermission'), [240])).toBe(true);
        expect(near(renewals('ChannelBind'), [240, 480])).toBe(true);
      } else {
        expect(times('Refresh')).toEqual([]);
        expect(near(renewals('CreatePermission'), [290, 580])).toBe(true);
        expect(times('ChannelBind')).toEqual([]);
      }
    }, 700_000);
});

/** Whether there is a client, and each one's times are these, give or take twenty seconds; several at one time count once. */
function near(clients: readonly (readonly number[])[], expected: readonly number[]): boolean {
  return (
    clients.length > 0 &&
    clients.every(
      (times) =>
        times.every((at) => expected.some((one) => Math.abs(one - at) < 20)) &&
        expected.every((one) => times.some((at) => Math.abs(one - at) < 20)),
    )
  );
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function errorsOf(peers: PagePeers): Promise<string[]> {
  return (await peers.seen()).flatMap(({ what, value }) =>
    what === 'error' ? [value.split(' ')[0] ?? ''] : [],
  );
}

describe.skipIf(isMissing('turnserver'))('chapter 12: coturn and credentials that have ended', () => {
  it('refreshes an allocation three seconds after the end of its credentials, and gives no new one', async () => {
    const secret = 'a secret of this test';
    const coturn = await startCoturn('--use-auth-secret', `--static-auth-secret=${secret}`);
    try {
      const endsAt = Math.floor(Date.now() / 1_000) + 3;
      const username = `${endsAt}:ada`;
      const password = createHmac('sha1', secret).update(username).digest('base64');
      const open = () =>
        openTurnClient({ address: '127.0.0.1', port: coturn.port }, { username, password, transport: 'udp' });
      const old = await open();
      old.call((client, now) => client.allocate(now));
      await old.next('allocated');
      await wait(endsAt * 1_000 + 3_000 - Date.now());
      // By its own clock nine minutes have passed, so that it refreshes; and it asks for a permission, too.
      old.call((client, now) => client.handleTimeout(now + 545_000));
      const refresh = await until('an answer to the refresh', async () =>
        old.actions.find(
          (action) =>
            action.kind === 'trace' && action.decision === 'answered' && action.method === METHOD.Refresh,
        ),
      );
      expect(refresh).toMatchObject({ code: undefined });
      old.call((client, now) => client.permit(now, '8.8.8.8'));
      await old.next('permitted');
      const late = await open();
      late.call((client, now) => client.allocate(now));
      const failed = await late.next('failed');
      expect('code' in failed && failed.code).toBe(401);
      old.close();
      late.close();
    } finally {
      await coturn.close();
    }
  });
});
