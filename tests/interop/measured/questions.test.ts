import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'puppeteer-core';
import { describeInBrowsers } from '#tests/e2e/driver/index.ts';
import { defaultAddress } from '#src/ice-server/own-addresses.ts';
import { METHOD } from '#src/protocol/stun/index.ts';
import { type BlankPage, serveBlankPage } from '../support/blank-page.ts';
import { type OwnServer, startOwnServer } from '../support/own-server.ts';
import { openWithTools } from '../support/page-tools.ts';
import { type SilentPort, openSilentPort } from '../support/silent-port.ts';

/* Whom a browser asks, and how much it gathers, by what the page has set: chapter 6. Counted at the server. */

/** Nothing says that nothing more will come. */
const WATCH_MS = 2_500;

let blank: BlankPage;
beforeAll(async () => {
  blank = await serveBlankPage();
});
afterAll(() => blank.close());

describeInBrowsers('what a page sets', (browser) => {
  const isFirefox = browser.name === 'firefox';
  let page: Page;
  let silent: SilentPort;
  /** A server for each connection, so that each is counted by itself. */
  const servers: Partial<Record<'relayOnly' | 'one' | 'pool', OwnServer>> = {};
  let shown: string[];
  beforeAll(async () => {
    page = await openWithTools(browser, blank.url);
    for (const name of ['relayOnly', 'one', 'pool'] as const) servers[name] = await startOwnServer();
    const stunOf = async (name: keyof typeof servers): Promise<RTCIceServer> => {
      const [stun] = (await servers[name]?.server.iceServers()) ?? [];
      return { urls: [...(stun?.urls ?? [])] };
    };
    silent = await openSilentPort((await defaultAddress(4)) ?? '127.0.0.1');
    // All at once: it is mostly waiting.
    const [lines] = await Promise.all([
      use({ iceServers: [await stunOf('relayOnly')], iceTransportPolicy: 'relay' }),
      use({ iceServers: [{ urls: silent.url }], iceTransportPolicy: 'relay' }),
      use({ iceServers: [await stunOf('one')] }),
      use({ iceServers: [await stunOf('pool')], iceCandidatePoolSize: 2 }, false),
    ]);
    shown = lines;
  });
  afterAll(async () => {
    await silent?.close();
    for (const own of Object.values(servers)) await own.server.close();
  });

  /** Opens a connection, gathers with it or only has it, and says what candidates came in that time. */
  const use = (configuration: RTCConfiguration, describes = true): Promise<string[]> =>
    page.evaluate(
      async (settings, describesItself, forMs) => {
        const { tools } = window;
        const connection = tools.open('one', settings);
        const lines: string[] = [];
        connection.addEventListener('icecandidate', ({ candidate }) => {
          if (candidate?.candidate) lines.push(candidate.candidate);
        });
        if (describesItself) {
          connection.createDataChannel('');
          await connection.setLocalDescription();
        }
        await tools.wait(forMs);
        connection.close();
        return lines;
      },
      configuration,
      describes,
      WATCH_MS,
    );

  /** How many Binding requests a server has answered, but for our own question who it is. */
  const questionsTo = (name: keyof typeof servers): number =>
    (servers[name]?.traces ?? []).filter(
      (trace) => trace.decision === 'answered' && trace.method === METHOD.Binding,
    ).length - 1;

  it('policy relay and a STUN server alone: Chromium asks it, Firefox does not, and neither shows anything', () => {
    expect(shown).toEqual([]);
    expect(questionsTo('relayOnly')).toBe(isFirefox ? 0 : 1);
  });

  it('the same and a server that is silent: Chromium sends three requests within 1.2 s or so', () => {
    const [first, ...more] = silent.heard;
    const early = more.filter(({ atMs }) => atMs - (first?.atMs ?? 0) < 1_500);
    const count = first ? 1 + early.length : 0;
    if (isFirefox) expect(count).toBe(0);
    else {
      // One more or less where the machine is busy; what counts is that it asks again.
      expect(count).toBeGreaterThanOrEqual(2);
      expect(count).toBeLessThanOrEqual(4);
    }
  });

  it('a pool of 2, and no description: Chromium asks twice as often as for one connection, Firefox not at all', () => {
    expect(questionsTo('one')).toBeGreaterThan(0);
    expect(questionsTo('pool')).toBe(isFirefox ? 0 : 2 * questionsTo('one'));
  });

  describe('candidates over UDP for audio, two videos and a data channel', () => {
    /** For each address of the machine: the table has them for two. */
    const PER_ADDRESS = {
      chromium: { balanced: 4, 'max-compat': 4, 'max-bundle': 1 },
      firefox: { balanced: 5, 'max-compat': 7, 'max-bundle': 2 },
    } as const;

    it.each(['balanced', 'max-compat', 'max-bundle'] as const)('%s', async (policy) => {
      const lines = await page.evaluate(async (bundlePolicy) => {
        const { tools } = window;
        const connection = tools.open('bundle', { bundlePolicy });
        connection.addTransceiver('audio');
        connection.addTransceiver('video');
        connection.addTransceiver('video');
        connection.createDataChannel('');
        await connection.setLocalDescription();
        await tools.gathered(connection);
        await tools.wait(200);
        connection.close();
        return tools.notes['bundle']?.candidates.filter((line) => / udp /i.test(line ?? '')) as string[];
      }, policy);
      // A name stands for an address.
      const addresses = new Set(lines.map((line) => line.split(' ')[4]));
      expect(addresses.size).toBeGreaterThan(0);
      expect(lines).toHaveLength(addresses.size * PER_ADDRESS[browser.name][policy]);
    });
  });

  it('ports that fetch blocks: Firefox refuses them, Chromium takes them', async () => {
    const errors = await page.evaluate(() =>
      [25, 5060, 6000, 3478].map((port) => {
        try {
          new RTCPeerConnection({ iceServers: [{ urls: `stun:192.0.2.1:${port}` }] }).close();
          return 'taken';
        } catch (thrown) {
          return thrown instanceof Error ? thrown.name : String(thrown);
        }
      }),
    );
    const [smtp, sip, x11, usual] = errors.map((error) => error === 'taken');
    expect(usual).toBe(true);
    expect([smtp, sip, x11], errors.join(', ')).toEqual(Array(3).fill(browser.name === 'chromium'));
  });
});
