import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Page } from 'puppeteer-core';
import { describeInBrowsers } from '#tests/e2e/driver/index.ts';
import { defaultAddress } from '#src/ice-server/own-addresses.ts';
import type { IceServerEntry } from '#src/ice-server/ice-server.ts';
import { findAttribute } from '#src/protocol/stun/index.ts';
import { type BlankPage, serveBlankPage } from '../support/blank-page.ts';
import { type OwnServer, startOwnServer } from '../support/own-server.ts';
import { openWithTools } from '../support/page-tools.ts';
import { type SilentPort, openSilentPort } from '../support/silent-port.ts';

/* What browsers do with signals that come early, late or across each other: chapter 7. */

const CHAPTER = readFileSync('content/en/07-trickle-and-signalling.mdx', 'utf8');
/** Of a candidate that was added: a check leaves within Ta or two. */
const CHECK_MS = 1_500;
const UNKNOWN_UFRAG = /^OperationError: Unknown ufrag/;

let blank: BlankPage;
let own: OwnServer;
let address: string;
beforeAll(async () => {
  [blank, own] = [await serveBlankPage(), await startOwnServer()];
  address = (await defaultAddress(4)) ?? '127.0.0.1';
});
afterAll(async () => {
  blank.close();
  await own.server.close();
});

describeInBrowsers('signals out of order', (browser) => {
  const isFirefox = browser.name === 'firefox';
  let page: Page;
  beforeEach(async () => {
    page = await openWithTools(browser, blank.url);
  });

  it('a candidate before its description is refused, in the words of the chapter', async () => {
    const error = await page.evaluate((candidate) => {
      const connection = window.tools.open('one');
      return window.tools.errorOf(connection.addIceCandidate({ candidate, sdpMid: '0', sdpMLineIndex: 0 }));
    }, 'candidate:1 1 udp 2130706431 192.0.2.1 5000 typ host');
    expect(error).toMatch(/^InvalidStateError: ./);
    expect(CHAPTER).toContain(`${isFirefox ? 'Firefox 153 ESR: ' : 'Chromium 156:    '} ${error}\n`);
  });

  it('the end before its description is taken by Chromium and refused by Firefox', async () => {
    const errors = await page.evaluate(async () => {
      const connection = window.tools.open('one');
      return [
        await window.tools.errorOf(connection.addIceCandidate()),
        await window.tools.errorOf(connection.addIceCandidate({ candidate: '', sdpMid: '0' })),
      ];
    });
    for (const error of errors) expect(error).toMatch(isFirefox ? /^InvalidStateError/ : /^$/);
  });

  it('an offer that crosses one’s own rolls it back: from have-local-offer by way of stable', async () => {
    const states = await page.evaluate(async () => {
      const { tools } = window;
      const [polite, other] = [tools.open('polite'), tools.open('other')];
      polite.createDataChannel('');
      other.createDataChannel('');
      await Promise.all([polite.setLocalDescription(), other.setLocalDescription()]);
      await polite.setRemoteDescription({ type: 'offer', sdp: tools.bareSdp(other) });
      await polite.setLocalDescription();
      // The events come after the promises.
      await tools.wait(200);
      return tools.notes['polite']?.changes
        .filter(({ which }) => which === 'signaling')
        .map(({ state }) => state);
    });
    expect(states).toEqual(['have-local-offer', 'stable', 'have-remote-offer', 'stable']);
  });

  describe('a candidate that leads to a port where checks are counted', () => {
    let port: SilentPort;
    beforeEach(async () => {
      port = await openSilentPort(address);
      return () => port.close();
    });
    /** Of which generations checks came, by their USERNAME (RFC 8445 §7.2.2: the ufrag of who is checked comes first). */
    const checked = ({ ufrag, old }: { readonly ufrag: string; readonly old: string }) => {
      const ufrags = port
        .messages()
        .map((message) => findAttribute(message, 'USERNAME')?.username.split(':')[0]);
      return { new: ufrags.includes(ufrag), old: ufrags.includes(old) };
    };

    it('is used although it comes after the end', async () => {
      await page.evaluate(
        async (candidate, ms) => {
          const { tools } = window;
          const [a, b] = [tools.open('a'), tools.open('b')];
          a.createDataChannel('');
          await tools.describe(a, b);
          await a.addIceCandidate();
          await tools.wait(300);
          await a.addIceCandidate({ candidate, sdpMid: '0', sdpMLineIndex: 0 });
          await tools.wait(ms);
        },
        port.candidate,
        CHECK_MS,
      );
      expect(port.heard.length).toBeGreaterThan(0);
    });

    it('and has an unknown ufrag, as it is late, draws no error from Chromium and OperationError from Firefox', async () => {
      const error = await page.evaluate(async (line) => {
        const { tools } = window;
        const [a, b] = [tools.open('a'), tools.open('b')];
        a.createDataChannel('');
        await tools.describe(a, b);
        const old = /^a=ice-ufrag:(.*)$/m.exec(tools.bareSdp(b))?.[1]?.trim() ?? '';
        a.restartIce();
        await tools.describe(a, b);
        const candidate = `${line} generation 0 ufrag ${old}`;
        return tools.errorOf(
          a.addIceCandidate({ candidate, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: old }),
        );
      }, port.candidate);
      expect(error).toMatch(isFirefox ? UNKNOWN_UFRAG : /^$/);
    });

    it.each([500, 0])(
      'and is early by %i ms, is used by Chromium once its description comes, and refused by Firefox',
      async (soonerMs) => {
        const early = await page.evaluate(earlyCandidate, {
          line: port.candidate,
          isInLine: true,
          isInProperty: true,
          soonerMs,
          waitMs: CHECK_MS,
        });
        expect(early.error).toMatch(isFirefox ? UNKNOWN_UFRAG : /^$/);
        expect(checked(early)).toEqual({ new: !isFirefox, old: false });
      },
    );

    it('and has its ufrag where the other browser writes it, counts for the description in force', async () => {
      const early = await page.evaluate(earlyCandidate, {
        line: port.candidate,
        isInLine: isFirefox,
        isInProperty: !isFirefox,
        soonerMs: 500,
        waitMs: CHECK_MS,
      });
      expect(early.error).toBe('');
      expect(checked(early)).toEqual({ new: false, old: true });
    });
  });

  it('trickle wins a gathering or two, and no more at a delay of 2 s than at one of 0', async () => {
    const servers = await own.server.iceServers();
    /** By how much trickle was sooner, each way at its best: a busy machine only adds to it. */
    const winOf = (races: readonly (readonly [trickles: number, waits: number])[]): number =>
      Math.min(...races.map(([, waits]) => waits)) - Math.min(...races.map(([trickles]) => trickles));
    const atOnce: [number, number][] = [];
    for (let time = 0; time < 5; time += 1) atOnce.push(await page.evaluate(race, servers, 0, 0));
    // These only wait most of their time.
    const slow = await Promise.all(
      [0, 400, 800].map((headStart) => page.evaluate(race, servers, 2_000, headStart)),
    );
    // Both went through the channel twice.
    for (const times of slow.flat()) expect(times).toBeGreaterThanOrEqual(4_000);
    expect(winOf(atOnce)).toBeGreaterThan(0);
    expect(winOf(atOnce)).toBeLessThan(1_500);
    expect(Math.abs(winOf(slow) - winOf(atOnce))).toBeLessThan(1_500);
  });
});

interface EarlyCandidate {
  readonly line: string;
  /** Whether its line ends with its ufrag, as Chromium writes it, and whether `usernameFragment` has it. */
  readonly isInLine: boolean;
  readonly isInProperty: boolean;
  readonly soonerMs: number;
  /** How long A has to send checks. */
  readonly waitMs: number;
}

/** B offers a restart, and A gets a candidate of the new generation that much sooner than the offer. In the page. */
async function earlyCandidate(early: EarlyCandidate): Promise<{ error: string; ufrag: string; old: string }> {
  const { tools } = window;
  const ufragOf = (sdp: string): string => /^a=ice-ufrag:(.*)$/m.exec(sdp)?.[1]?.trim() ?? '';
  const [a, b] = [tools.open('a'), tools.open('b')];
  a.createDataChannel('');
  await tools.describe(a, b);
  const old = ufragOf(tools.bareSdp(b));
  // A has its own candidates: it could send at once.
  await tools.gathered(a);
  b.restartIce();
  await b.setLocalDescription();
  const sdp = tools.bareSdp(b);
  const ufrag = ufragOf(sdp);
  const error = tools.errorOf(
    a.addIceCandidate({
      candidate: early.isInLine ? `${early.line} generation 0 ufrag ${ufrag}` : early.line,
      sdpMid: '0',
      sdpMLineIndex: 0,
      ...(early.isInProperty && { usernameFragment: ufrag }),
    }),
  );
  if (early.soonerMs > 0) await tools.wait(early.soonerMs);
  await a.setRemoteDescription({ type: 'offer', sdp });
  await a.setLocalDescription();
  await tools.wait(early.waitMs);
  return { error: await error, ufrag, old };
}

/**
 * Two pairs of peers side by side, with that delay each way: one sends each candidate as it comes, in the other each side
 * gathers everything first. They begin after the head start of others. In the page.
 *
 * @returns how long it took until both sides of the pair had an open channel
 */
async function race(
  iceServers: readonly IceServerEntry[],
  delayMs: number,
  headStartMs: number,
): Promise<[trickles: number, waits: number]> {
  const { tools } = window;
  await tools.wait(headStartMs);
  const run = async (trickles: boolean): Promise<number> => {
    const startedAt = performance.now();
    const configuration = { iceServers: iceServers as RTCIceServer[] };
    const [a, b] = [tools.open('a', configuration), tools.open('b', configuration)];
    const opened = new Promise<unknown>((resolve) => {
      const channel = a.createDataChannel('');
      const here = new Promise((open) => (channel.onopen = open));
      b.ondatachannel = ({ channel: theirs }) => {
        const there = new Promise<unknown>((open) => {
          theirs.onopen = open;
          if (theirs.readyState === 'open') open(undefined);
        });
        resolve(Promise.all([here, there]));
      };
    });
    if (trickles) {
      for (const [from, to] of [
        [a, b],
        [b, a],
      ] as const) {
        from.onicecandidate = async ({ candidate }) => {
          await tools.wait(delayMs);
          // The description of this candidate left before it, and has as long a way.
          while (!to.remoteDescription) await tools.wait(5);
          if (candidate) await to.addIceCandidate(candidate);
        };
      }
    }
    const send = async (from: RTCPeerConnection, to: RTCPeerConnection): Promise<void> => {
      await from.setLocalDescription();
      if (!trickles) await tools.gathered(from);
      const description = from.localDescription;
      await tools.wait(delayMs);
      if (description) await to.setRemoteDescription(description);
    };
    await send(a, b);
    await send(b, a);
    await opened;
    const took = performance.now() - startedAt;
    for (const connection of [a, b]) connection.close();
    return took;
  };
  return Promise.all([run(true), run(false)]);
}
