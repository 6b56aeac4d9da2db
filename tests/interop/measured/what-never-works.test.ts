import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'puppeteer-core';
import { describeInBrowsers, until } from '#tests/e2e/driver/index.ts';
import { defaultAddress } from '#src/ice-server/own-addresses.ts';
import { attributeCode } from '#src/protocol/stun/index.ts';
import { type BlankPage, serveBlankPage } from '../support/blank-page.ts';
import { type Notes, type StateChange, openWithTools } from '../support/page-tools.ts';
import { type SilentPort, openSilentPort } from '../support/silent-port.ts';

/*
 * What browsers do where nobody answers, as the chapters 1, 3, 4 and 7 tell it. All of it is waiting, so all of it is
 * waited for at once: connections of one page, beside each other.
 */

/** Chapter 3: “Chromium 156 was not done after 20”; chapter 7: “had not left the state `new` after 70 s”. */
const STAY_MS = process.env['FULL'] === '1' ? 71_000 : 21_000;
/** Against a browser that never says what it is to say. */
const PATIENCE_MS = 45_000;

let blank: BlankPage;
let address: string;
beforeAll(async () => {
  blank = await serveBlankPage();
  address = (await defaultAddress(4)) ?? '127.0.0.1';
});
afterAll(() => blank.close());

/** Connections by name: `silent` gathers; the others are pairs that know all of each other but addresses. */
type Name = 'silent' | 'lost-a' | 'lost-b' | 'nothing-a' | 'nothing-b' | 'ended-a' | 'ended-b';

describeInBrowsers('what never works', (browser) => {
  let [server, hole]: SilentPort[] = [];
  let page: Page;
  let notes: Readonly<Record<Name, Notes>>;
  let statesAtEnd: Readonly<Record<Name, string>>;
  const changesOf = (name: Name, which: StateChange['which']) =>
    notes[name].changes.filter((change) => change.which === which);
  const statesOf = (name: Name, which: StateChange['which']) =>
    changesOf(name, which).map(({ state }) => state);
  const when = (name: Name, which: StateChange['which'], state: string) =>
    changesOf(name, which).find((change) => change.state === state)?.ms;

  beforeAll(async () => {
    [server, hole] = [await openSilentPort(address), await openSilentPort(address)];
    page = await openWithTools(browser, blank.url);
    await begin(page, server.url, hole.candidate);
    const readNotes = async () => (notes = (await page.evaluate(() => window.tools.notes)) as typeof notes);
    const waitFor = (name: Name, which: StateChange['which'], state: string) =>
      until(`${which} ${state} of ${name}`, async () => (await readNotes()) && when(name, which, state), {
        timeoutMs: PATIENCE_MS,
      });
    const begun = performance.now();
    if (browser.name === 'firefox') {
      for (const name of ['nothing-a', 'nothing-b'] as const) await waitFor(name, 'connection', 'failed');
      await restart(page);
      await waitFor('silent', 'gathering', 'complete');
    } else {
      await new Promise((resolve) => setTimeout(resolve, STAY_MS));
    }
    for (const name of ['lost-a', 'lost-b'] as const) await waitFor(name, 'connection', 'failed');
    expect(performance.now() - begun).toBeGreaterThan(browser.name === 'firefox' ? 8_000 : STAY_MS);
    statesAtEnd = await page.evaluate(
      () =>
        Object.fromEntries(
          Object.keys(window.tools.notes).map((name) => [name, window.tools.get(name).iceConnectionState]),
        ) as typeof statesAtEnd,
    );
  });
  afterAll(() => Promise.all([server?.close(), hole?.close()]));

  describe('a STUN server that never answers (chapters 3 and 4)', () => {
    it('is asked by exactly 20 bytes, without one attribute', () => {
      expect(server?.heard.length).toBeGreaterThan(3);
      for (const { bytes } of server?.heard ?? []) expect(bytes).toHaveLength(20);
      for (const message of server?.messages() ?? [])
        expect(message).toMatchObject({ class: 'request', attributes: [] });
    });

    if (browser.name === 'chromium') {
      it('sees transaction ids of twelve base64 characters', () => {
        for (const { bytes } of server?.heard ?? [])
          expect(Buffer.from(bytes.subarray(8)).toString('latin1')).toMatch(/^[A-Za-z0-9+/]{12}$/);
      });

      it('keeps the browser gathering: it is not done after 20 s', () => {
        expect(statesOf('silent', 'gathering')[0]).toBe('gathering');
        // Some time after that it gives up; only `FULL=1` watches for so long.
        expect(when('silent', 'gathering', 'complete') ?? Infinity).toBeGreaterThan(20_000);
      });
    } else {
      it('holds up the end of gathering for 11 s or so', () => {
        const end = when('silent', 'gathering', 'complete');
        expect(end).toBeGreaterThan(8_000);
        expect(end).toBeLessThan(20_000);
        // RFC 8489 would have it ask for 39.5 s: it has given up before.
        expect(notes.silent.candidates.at(-1)).toBeNull();
      });
    }
  });

  describe('checks that are all lost (chapter 1)', () => {
    it('carry MESSAGE-INTEGRITY and no MESSAGE-INTEGRITY-SHA256 (chapter 3)', () => {
      const messages = hole?.messages() ?? [];
      expect(messages.length).toBeGreaterThan(3);
      for (const { places } of messages) {
        const codes = places.map(({ code }) => code);
        expect(codes).toContain(attributeCode('MESSAGE-INTEGRITY'));
        expect(codes).not.toContain(attributeCode('MESSAGE-INTEGRITY-SHA256'));
      }
    });

    it.each(['lost-a', 'lost-b'] as const)('end %s in `failed`, much sooner than after 39.5 s', (name) => {
      const failed = when(name, 'connection', 'failed');
      const [from, to] = browser.name === 'firefox' ? [8_000, 20_000] : [12_000, 30_000];
      expect(failed).toBeGreaterThan(from);
      expect(failed).toBeLessThan(to);
      const ice = statesOf(name, 'ice');
      // Chromium: “but only in `connectionState`, while its `iceConnectionState` says `disconnected`”.
      if (browser.name === 'chromium') {
        expect(ice).toEqual(['checking', 'disconnected']);
        expect(statesAtEnd[name]).toBe('disconnected');
      } else expect(ice.at(-1)).toBe('failed');
    });
  });

  describe('no candidate of the other side (chapters 1 and 7)', () => {
    const names = ['nothing-a', 'nothing-b', 'ended-a', 'ended-b'] as const;
    if (browser.name === 'chromium') {
      it.each(names)(`leaves %s in \`new\` for ${Math.floor(STAY_MS / 1000)} s and more`, (name) => {
        expect(statesOf(name, 'ice')).toEqual([]);
        expect(statesAtEnd[name]).toBe('new');
      });
    } else {
      it.each(names)('has %s fail after 5 s, whether the end was said or not', (name) => {
        const failed = when(name, 'connection', 'failed');
        expect(failed).toBeGreaterThan(4_000);
        expect(failed).toBeLessThan(15_000);
      });

      it('and an ICE restart then revives the path, but not the data channel', () => {
        for (const name of ['nothing-a', 'nothing-b'] as const) {
          expect(statesOf(name, 'ice')).toContain('failed');
          expect(['connected', 'completed']).toContain(statesAtEnd[name]);
          expect(statesOf(name, 'channel')).not.toContain('open');
        }
      });
    }
  });
});

/** Begins everything in the page at once. */
function begin(page: Page, url: string, candidate: string): Promise<void> {
  return page.evaluate(
    async (stunUrl, lostCandidate) => {
      const { tools } = window;
      const silent = tools.open('silent', { iceServers: [{ urls: stunUrl }] });
      silent.createDataChannel('');
      await silent.setLocalDescription();
      for (const what of ['lost', 'nothing', 'ended']) {
        const [a, b] = [tools.open(`${what}-a`), tools.open(`${what}-b`)];
        tools.watch(`${what}-a`, a.createDataChannel(''));
        await tools.describe(a, b);
        for (const connection of [a, b]) {
          if (what === 'lost')
            await connection.addIceCandidate({ candidate: lostCandidate, sdpMid: '0', sdpMLineIndex: 0 });
          if (what === 'ended') await connection.addIceCandidate();
        }
      }
    },
    url,
    candidate,
  );
}

/** Restarts ICE of the pair that had no candidate, with every candidate told; then leaves it time to open its channel. */
function restart(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const { tools } = window;
    const [a, b] = [tools.get('nothing-a'), tools.get('nothing-b')];
    tools.trickle(a, b);
    tools.trickle(b, a);
    a.restartIce();
    await tools.describe(a, b);
    await tools.wait(8_000);
  });
}
